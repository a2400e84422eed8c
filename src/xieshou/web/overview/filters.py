"""What the reader asked the overview for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.pairings.mapping import Band, MapPairing
from xieshou.domain.pairings.models import Round
from xieshou.domain.programme import Programme
from xieshou.web.overview.addresses import list_address
from xieshou.web.shell.requests import UnreadableRequestError, lens_of


@dataclass(frozen=True, slots=True)
class Asked:
    """The day, the place and the filters. Empty ``programme`` and ``round`` mean all; no band means all."""

    on: date
    chosen: bool
    scope: str | None
    programme: str
    round: str
    bands: tuple[Band, ...]

    def holds(self, arc: MapPairing) -> bool:
        """Does the pairing pass the filters, whatever the day?"""
        return (
            self.programme in ("", arc.pairing.programme)
            and self.round in ("", arc.pairing.round.code)
            and arc.band in self.shown
        )

    @property
    def shown(self) -> tuple[Band, ...]:
        """The bands that are drawn."""
        return self.bands or tuple(Band)

    @property
    def any(self) -> bool:
        """Is anything but the day asked for?"""
        return bool(self.programme or self.round or self.scope or set(self.shown) != set(Band))

    def list_address(self, **more: str) -> str:
        """The list of exactly these pairings; empty while a band is off, which that list cannot leave out."""
        if set(self.shown) != set(Band):
            return ""
        own = {
            "on": self.on.isoformat() if self.chosen else "",
            "programme": self.programme,
            "round": self.round,
            "scope": self.scope or "",
        }
        return list_address(own | more)


def asked_of(request: HttpRequest, rounds: list[Round]) -> Asked:
    """Read the address.

    Raises:
        UnreadableRequestError: for a programme, round or band that does not exist.
    """
    lens = lens_of(request)
    return Asked(
        on=lens.on,
        chosen=lens.chosen,
        scope=lens.scope,
        programme=_one_of(request.GET.get("programme", ""), Programme.values),
        round=_one_of(request.GET.get("round", ""), [known.code for known in rounds]),
        bands=tuple(Band(_one_of(value, list(Band))) for value in request.GET.getlist("band") if value),
    )


def _one_of(value: str, known: list[str]) -> str:
    if value and value not in known:
        raise UnreadableRequestError(_("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": value[:40]})
    return value
