"""When poverty counties left the list (摘帽), county by county. Reads; figures are counted, never typed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from xieshou.domain.certainty import Certainty
from xieshou.domain.places import lineage
from xieshou.domain.places.lineage import Lineage
from xieshou.domain.places.models import DivisionFlag, DivisionVersion, FlagKind
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate

_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class PovertyCounty:
    """A county that is or was a poverty county, as it was when it left (today, where it has not).

    ``above`` goes down from the province; a county directly under none has itself there. ``outlines`` are
    the codes under which today's maps draw it: its latest, then those of what it became part of.
    """

    flag: DivisionFlag
    version: DivisionVersion
    above: tuple[DivisionVersion, ...]
    outlines: tuple[str, ...]

    @property
    def exit(self) -> PartialDate | None:
        """When it left, as far as that is known; None where it has not."""
        return self.flag.period.end

    @property
    def year(self) -> int | None:
        """The year in which it left: of a date known as "not before", that of the earliest day."""
        return self.flag.end_on.year if self.flag.end_on else None

    @property
    def is_proven(self) -> bool:
        """Does a source state the exit itself? Else it is only known to have come by that day."""
        return self.flag.certainty in (Certainty.SEED, Certainty.SOURCE)

    @property
    def province(self) -> DivisionVersion:
        """The province in which it lay."""
        return self.above[0] if self.above else self.version


def exit_day(end: PartialDate | None) -> date | None:
    """The day as of which a county that left then is written: counties of "2018" left by the end of 2018."""
    return (end.last_day or end.day) if end else None


def poverty_flags(
    within: str = "", year: int | None = None, left: bool | None = None
) -> QuerySet[DivisionFlag]:
    """The designations as poverty county.

    ``within``: what the codes of their divisions begin with. ``year``: of the exit. ``left``: only those
    that have left the list, or only those that have not.
    """
    found = DivisionFlag.objects.filter(kind=FlagKind.NATIONAL_POVERTY_COUNTY, value="")
    if left is not None:
        found = found.filter(end_on__isnull=not left)
    if within:
        found = found.filter(division__code__startswith=within)
    return found.filter(end_on__year=year) if year else found


def poverty_counties(
    actor: Actor, within: str = "", year: int | None = None, left: bool | None = None
) -> list[PovertyCounty]:
    """Every county that is or was one, by code; of several designations of one county the latest counts.

    A handful of queries, however many counties.
    """
    flags = poverty_flags(within, year, left).select_related("division")
    latest = {flag.division_id: flag for flag in flags.order_by("division__code", "start_on", "pk")}
    past = _around(latest)
    found = []
    for division_id, flag in latest.items():
        day = exit_day(flag.period.end)
        version = past.near(division_id, day)
        if version is not None:
            above = tuple(past.chain(version, day))
            found.append(PovertyCounty(flag, version, above, _outlines(flag, past)))
    return found


def _around(division_ids: Iterable[int]) -> Lineage:
    ids = sorted(division_ids)
    whole = Lineage()
    for at in range(0, len(ids), _AT_ONCE):
        part = lineage.load(ids[at : at + _AT_ONCE])
        whole.versions.update(part.versions)
        whole.successions.update(part.successions)
    return whole


def _outlines(flag: DivisionFlag, past: Lineage) -> tuple[str, ...]:
    heirs = past.heirs(flag.division_id, date.max)
    return tuple(dict.fromkeys((flag.division.code, *(version.code for version, _change in heirs))))


@dataclass(frozen=True, slots=True)
class YearOfExits:
    """How many counties left in a year, how many by its end, and how many were then still on the list."""

    year: int
    left: int
    by_then: int
    remaining: int


def by_year(counties: Iterable[PovertyCounty]) -> list[YearOfExits]:
    """The years from the first exit to the last, those without any too. Empty where none has left."""
    every = list(counties)
    counted: Mapping[int, int] = Counter(county.year for county in every if county.year is not None)
    found, by_then = [], 0
    for year in range(min(counted), max(counted) + 1) if counted else ():
        by_then += counted[year]
        found.append(YearOfExits(year, counted[year], by_then, len(every) - by_then))
    return found


@dataclass(frozen=True, slots=True)
class ProvinceOfExits:
    """A province: its counties by year of exit, how many there are, and how many have not left."""

    province: DivisionVersion
    left: Mapping[int, int]
    total: int
    remaining: int


def by_province(counties: Iterable[PovertyCounty]) -> list[ProvinceOfExits]:
    """Each province that has or had poverty counties, by code."""
    inside: dict[str, list[PovertyCounty]] = {}
    for county in counties:
        inside.setdefault(county.province.code, []).append(county)
    return [
        ProvinceOfExits(
            members[-1].province,
            Counter(county.year for county in members if county.year is not None),
            len(members),
            sum(county.year is None for county in members),
        )
        for _code, members in sorted(inside.items())
    ]
