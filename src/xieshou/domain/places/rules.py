"""Pure decisions on divisions: do the figures of a profile and the designations of a place agree?

A rule answers with findings; whether one blocks or warns is the caller's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from xieshou.domain.places.names import peoples
from xieshou.kernel.finding import Finding


class Code(StrEnum):
    """What a finding is about; stable, so that scripts can count them."""

    PART_ABOVE_WHOLE = "part_above_whole"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    NEGATIVE = "negative"
    WRONG_UNIT = "wrong_unit"
    AUTONOMY_WITHOUT_NAME = "autonomy_without_name"
    NAME_WITHOUT_AUTONOMY = "name_without_autonomy"


@dataclass(frozen=True, slots=True)
class Figure:
    """A profile figure as the rules see it: value, unit and the qualifier ``= ≈ ≥ ≤`` of its source."""

    value: Decimal
    unit: str
    qualifier: str = "="


# The unit that belongs to each measure.
UNITS: Mapping[str, str] = {
    "population": "人",
    "minority_share": "%",
    "ethnic_groups": "个",
    "counties": "个",
    "townships": "个",
    "villages": "个",
    "poor_villages": "个",
    "deep_poor_villages": "个",
}
# Each is a part of the next: 深度贫困村 ≤ 贫困村 ≤ 行政村.
_PARTS = (("deep_poor_villages", "poor_villages"), ("poor_villages", "villages"))
_PARTS_THROUGH = ("deep_poor_villages", "villages")
_SHARES = ("minority_share",)


def check_profile(subject: str, figures: Mapping[str, Figure]) -> list[Finding]:
    """Figures of one place from one source and year, by measure: what among them cannot be.

    Source: A2-2 (深度贫困村 ≤ 贫困村 ≤ 行政村); a share lies between 0 and 100 %; each measure has its unit.
    A part above the whole is reported only where the qualifiers leave no room (≈1565 of 1500 may be true).
    """
    found = [
        Finding(
            Code.WRONG_UNIT,
            subject,
            (("measure", measure), ("unit", figure.unit), ("wanted", UNITS[measure])),
        )
        for measure, figure in figures.items()
        if measure in UNITS and figure.unit != UNITS[measure]
    ]
    for measure, figure in figures.items():
        if measure in _SHARES and not 0 <= figure.value <= 100:
            found.append(
                Finding(
                    Code.SHARE_OUT_OF_RANGE, subject, (("measure", measure), ("value", f"{figure.value:f}"))
                )
            )
        elif figure.value < 0:
            found.append(
                Finding(Code.NEGATIVE, subject, (("measure", measure), ("value", f"{figure.value:f}")))
            )
    pairs = _PARTS if "poor_villages" in figures else (_PARTS_THROUGH,)
    for part, whole in pairs:
        if part in figures and whole in figures and _surely_above(figures[part], figures[whole]):
            facts = ((part, f"{figures[part].value:f}"), (whole, f"{figures[whole].value:f}"))
            found.append(Finding(Code.PART_ABOVE_WHOLE, subject, facts))
    return found


def _surely_above(part: Figure, whole: Figure) -> bool:
    return part.value > whole.value and part.qualifier in ("=", "≥") and whole.qualifier in ("=", "≤")


def autonomy(name: str) -> str | None:
    """What the name of a place says of its ethnic autonomy: "苗族、侗族" for 黔东南苗族侗族自治州.

    "" for autonomy that names no people (内蒙古自治区, 龙胜各族自治县); None where the name has none. Ethnic
    townships (民族乡) are no autonomous places: Constitution, article 30.
    """
    return "、".join(peoples(name)) if "自治" in name else None


def check_autonomy(subject: str, name: str, flags: Sequence[str]) -> list[Finding]:
    """Does the flag 民族自治地方 (its values on some day) agree with the name of that day? Source: A2-2."""
    wanted = autonomy(name)
    if wanted is None and flags:
        return [Finding(Code.AUTONOMY_WITHOUT_NAME, subject, (("name", name),))]
    if wanted is not None and wanted not in flags:
        return [Finding(Code.NAME_WITHOUT_AUTONOMY, subject, (("name", name),))]
    return []
