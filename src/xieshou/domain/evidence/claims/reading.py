"""Read a figure as a person pastes it from a document, for the indicator that they name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import Indicator
from xieshou.kernel.quantity import NotAFigureError, Quantity, UnknownUnitError, parse_quantity
from xieshou.kernel.text import fold


class ClaimRefusedError(ValueError):
    """A claim cannot be recorded; ``field`` names what is wrong, the message says why in the user's words."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def read_figure(surface: str, indicator: Indicator | None = None) -> Quantity:
    """What a figure as written means: 近2.28亿元, 40余個; where it has no unit, the indicator's is taken.

    Raises:
        ClaimRefusedError: for a text that is no single figure, a unit that is unknown or missing, or one of
            another kind than the indicator's: 户 and 人 are two measures (A31-4).
    """
    written = surface.strip()
    if not written:
        raise ClaimRefusedError("surface", _("请填写原文数字,如 近2.28亿元"))
    usual = indicator.measured_in if indicator else None
    try:
        quantity = parse_quantity(fold(written), usual)
    except UnknownUnitError:
        raise ClaimRefusedError(
            "surface", _("“%s”里没有认得的单位;请连单位一起写,如 872个、近2.28亿元、95.4%%") % written
        ) from None
    except NotAFigureError:
        raise ClaimRefusedError(
            "surface", _("“%s”不是一个数字;请只写一个数字和它的单位,约数词至多一个,如 40余个") % written
        ) from None
    if usual is not None and quantity.unit.kind is not usual.kind:
        raise ClaimRefusedError(
            "indicator",
            _("原文单位是“%(written)s”,指标“%(indicator)s”以“%(usual)s”计;请另选指标,不可换算")
            % {"written": quantity.unit.symbol, "indicator": indicator, "usual": usual.symbol},
        )
    return quantity
