"""What the page of one place says of the place itself: name and path of a day, past, contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from xieshou.domain.dated import in_force
from xieshou.domain.places import lineage
from xieshou.domain.places.models import Division, DivisionVersion, Level, Succession
from xieshou.domain.places.resolution import UnknownDivisionError
from xieshou.kernel.actor import Actor


def bearers(actor: Actor, code: str, on: date) -> list[Division]:
    """The divisions that ever had a code: first the one that had it on the day, then the latest. One query.

    Raises:
        UnknownDivisionError: when no division ever had it.
    """
    versions = list(DivisionVersion.objects.filter(code=code).select_related("division")) if code else []
    if not versions:
        raise UnknownDivisionError(_("没有代码为“%(code)s”的地区") % {"code": code[:20]})
    versions.sort(key=lambda v: (v.period.covers(on), v.start_on or date.min), reverse=True)
    return list({v.division_id: v.division for v in versions}.values())


@dataclass(frozen=True, slots=True)
class Descent:
    """A change into or out of a division, with the other division as it was then."""

    change: Succession
    other: DivisionVersion

    @property
    def alive_on(self) -> date:
        """A day on which the other division was there."""
        if self.other.period.covers(self.change.on):
            return self.change.on
        return self.change.on - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A division on a day.

    ``version`` is the one of the day, else the nearest in time; ``exists`` tells which. ``above`` goes down
    from the province. ``parents`` names what each version of ``versions`` lay in, in its own time.
    """

    division: Division
    version: DivisionVersion
    exists: bool
    above: tuple[DivisionVersion, ...]
    versions: tuple[DivisionVersion, ...]
    parents: tuple[DivisionVersion | None, ...]
    came_from: tuple[Descent, ...]
    went_to: tuple[Descent, ...]


def sheet(actor: Actor, division: Division, on: date) -> Sheet:
    """Everything that a page says of a division's name, path and past. Three queries.

    Raises:
        UnknownDivisionError: for a division without a single version.
    """
    came = list(division.precessions.select_related("predecessor"))
    around = lineage.load([division.pk, *(change.predecessor_id for change in came)])
    version = around.near(division.pk, on)
    if version is None:
        raise UnknownDivisionError(_("“%(name)s”没有沿革记录") % {"name": division.name})
    versions = tuple(around.versions[division.pk])
    went = around.successions.get(division.pk, [])
    return Sheet(
        division=division,
        version=version,
        exists=version.period.covers(on),
        above=tuple(around.chain(version, on)),
        versions=versions,
        parents=tuple(next(reversed(around.chain(v, None)), None) for v in versions),
        came_from=_descents(around, [(change, change.predecessor_id) for change in came], before=True),
        went_to=_descents(around, [(change, change.successor_id) for change in went], before=False),
    )


def _descents(
    around: lineage.Lineage, changes: Sequence[tuple[Succession, int]], *, before: bool
) -> tuple[Descent, ...]:
    """Predecessors as they were the day before the change, successors as they were from that day on."""
    found = []
    for change, other_id in changes:
        other = around.near(other_id, change.on - timedelta(days=1) if before else change.on)
        if other is not None:
            found.append(Descent(change, other))
    return tuple(found)


def provinces(actor: Actor, on: date) -> list[DivisionVersion]:
    """The units of the first tier on a day, by code. One query."""
    # Nothing is above them, which an index knows; the level alone would read every village's version.
    top = DivisionVersion.objects.filter(parent__isnull=True)
    found = top.filter(in_force(on), division__level=Level.PROVINCE)
    return list(found.select_related("division").order_by("code"))


def counts_by_province(actor: Actor, on: date) -> dict[int, tuple[int, int]]:
    """How many prefectures and counties lay in each first-tier unit on a day, by division id. Two queries.

    A county may lie in a prefecture or in the province itself (a municipality's districts).
    """
    of_level = {
        level: Count("pk", filter=Q(division__level=level)) for level in (Level.PREFECTURE, Level.COUNTY)
    }
    rows = DivisionVersion.objects.filter(in_force(on), division__level__in=of_level).order_by()
    below = rows.values_list("parent_id").annotate(p=of_level[Level.PREFECTURE], c=of_level[Level.COUNTY])
    held = {parent: (prefectures, counties) for parent, prefectures, counties in below if parent is not None}
    above = dict(rows.filter(division__level=Level.PREFECTURE).values_list("division_id", "parent_id"))
    totals: dict[int, tuple[int, int]] = {}
    for holder, (prefectures, counties) in held.items():
        top = above.get(holder) or holder
        known = totals.get(top, (0, 0))
        totals[top] = (known[0] + prefectures, known[1] + counties)
    return totals
