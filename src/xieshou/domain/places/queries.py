"""Questions about places. Every function takes the actor first; places are public, so that all may ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from xieshou.domain.dated import in_force
from xieshou.domain.places import lineage
from xieshou.domain.places.models import (
    Division,
    DivisionFlag,
    DivisionVersion,
    ProfileFigure,
    Succession,
)
from xieshou.domain.places.resolution import Match, Resolution, Tier, UnknownDivisionError
from xieshou.domain.places.resolving import resolve
from xieshou.domain.places.searching import search_places
from xieshou.kernel.actor import Actor

__all__ = [
    "Match",
    "Resolution",
    "Tier",
    "Timeline",
    "UnknownDivisionError",
    "ancestors",
    "as_of",
    "children",
    "flags_on",
    "path_name",
    "profile",
    "resolve",
    "search_places",
    "timeline",
]


def division_by_id(actor: Actor, division_id: int) -> Division:
    """A division by its primary key, as the answers to names have it.

    Raises:
        Division.DoesNotExist: when there is none.
    """
    return Division.objects.get(pk=division_id)


def as_of(actor: Actor, division: Division, on: date) -> DivisionVersion | None:
    """Code, name and parent of a division on a day; None when it did not exist then. One query."""
    return division.versions.filter(in_force(on)).select_related("division", "parent").first()


def children(actor: Actor, division: Division, on: date, level: int | None = None) -> list[DivisionVersion]:
    """The versions of the day that lay in a division, by code: direct children, or all of one level below.

    One query for each tier walked.
    """
    found: list[DivisionVersion] = []
    above = [division.pk]
    while above:
        rows = list(
            DivisionVersion.objects.filter(in_force(on), parent_id__in=above)
            .select_related("division")
            .order_by("code")
        )
        if level is None:
            return rows
        found += (v for v in rows if v.division.level == level)
        above = [v.division_id for v in rows if v.division.level < level]
    return sorted(found, key=lambda v: v.code)


def ancestors(actor: Actor, division: Division, on: date | None = None) -> list[DivisionVersion]:
    """The versions above a division on a day (by default at its latest), the province first. Two queries."""
    around = lineage.load([division.pk])
    own = around.near(division.pk, on)
    return around.chain(own, on) if own else []


def path_name(actor: Actor, division: Division, on: date | None = None) -> str:
    """The full name with all above it: 贵州省黔东南苗族侗族自治州台江县. Two queries."""
    around = lineage.load([division.pk])
    own = around.near(division.pk, on)
    return "".join(v.name for v in (*around.chain(own, on), own)) if own else division.name


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a division was when, what it came out of and what came out of it."""

    versions: tuple[DivisionVersion, ...]
    predecessors: tuple[Succession, ...]
    successors: tuple[Succession, ...]

    def __iter__(self) -> Iterator[DivisionVersion]:
        return iter(self.versions)


def timeline(actor: Actor, division: Division) -> Timeline:
    """Versions in time order, and the changes into and out of a division. Three queries."""
    versions = sorted(division.versions.select_related("parent"), key=lambda v: v.start_on or date.min)
    return Timeline(
        tuple(versions),
        tuple(division.precessions.select_related("predecessor")),
        tuple(division.successions.select_related("successor")),
    )


def flags_on(actor: Actor, division: Division, on: date | None = None) -> QuerySet[DivisionFlag]:
    """The designations of a division in force on a day, or all it ever had."""
    flags = division.flags.all()
    return flags if on is None else flags.filter(in_force(on))


def profile(actor: Actor, division: Division, year: int | None = None) -> QuerySet[ProfileFigure]:
    """Profile figures of a division, of one year or all; several sources may state the same measure."""
    figures = division.figures.all()
    return figures if year is None else figures.filter(year=year)
