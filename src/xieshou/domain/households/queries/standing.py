"""How many households and people stand where on a day: in a place, and in each unit right below it.

Counted are reviewed households in which somebody was on the day; those that wait are told beside. What is
counted is what lies within the actor's reach.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, F, FilteredRelation, QuerySet
from django.db.models.functions import Substr

from xieshou.domain.dated import in_force
from xieshou.domain.households.models import FormerStay, Household, Member, Status
from xieshou.domain.households.queries.reaching import DIGITS, in_place, lived_in, not_ended, there_on
from xieshou.domain.places.models import Division, Level
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import Actor
from xieshou.kernel.codes.division import DivisionCode

_ORDINARY = ""


@dataclass(frozen=True, slots=True)
class Number:
    """Households and the people in them."""

    households: int = 0
    people: int = 0

    def __add__(self, other: Number) -> Number:
        return Number(self.households + other.households, self.people + other.people)

    @property
    def per_household(self) -> float | None:
        """People a household; None without any."""
        return self.people / self.households if self.households else None


@dataclass(frozen=True, slots=True)
class Standing:
    """The reviewed households of a place on a day, by status and by monitoring; ``waiting`` the others."""

    statuses: Mapping[str, Number] = field(default_factory=dict)
    monitored: Mapping[str, Number] = field(default_factory=dict)
    waiting: Number = Number()

    def of(self, status: str) -> Number:
        """Those of one status; empty for ordinary households."""
        return self.statuses.get(status, Number())

    @property
    def ordinary(self) -> Number:
        """普通农户: never registered, or no longer."""
        return self.of(_ORDINARY)

    @property
    def poor(self) -> Number:
        """未脱贫 and 返贫."""
        return self.of(Status.POOR) + self.of(Status.RETURNED)

    @property
    def registered(self) -> Number:
        """建档立卡 = 未脱贫 + 返贫 + 已脱贫 (A23-1)."""
        return self.poor + self.of(Status.OUT)

    @property
    def total(self) -> Number:
        """All households."""
        return self.registered + self.ordinary

    @property
    def watched(self) -> Number:
        """All that are watched for a return to poverty."""
        return sum(self.monitored.values(), Number())

    def __add__(self, other: Standing) -> Standing:
        return Standing(
            _added(self.statuses, other.statuses),
            _added(self.monitored, other.monitored),
            self.waiting + other.waiting,
        )


@dataclass(frozen=True, slots=True)
class PlaceStanding:
    """A unit right below a place, by its code; ``division`` is None for a code that no unit has."""

    code: str
    division: Division | None
    standing: Standing


def standing(actor: Actor, place: Division | None, on: date) -> Standing:
    """The standing of a place; None: of all that the actor reaches. Three queries."""
    level = place.level if place is not None else Level.PROVINCE
    return sum(_by_code(actor, place, on, level).values(), Standing())


def standing_below(actor: Actor, place: Division | None, on: date) -> list[PlaceStanding]:
    """The same for each unit right below, by code; of a village the village itself. Four queries.

    They add up to the standing of the place.
    """
    level = Level.PROVINCE if place is None else min(place.level + 1, Level.VILLAGE)
    found = _by_code(actor, place, on, level)
    named = divisions_of(found, level)
    return [PlaceStanding(code, named.get(code), found[code]) for code in sorted(found)]


def divisions_of(starts: Iterable[str], level: int) -> dict[str, Division]:
    """The divisions of a level whose codes begin so, by that. One query."""
    codes = {code_of(start): start for start in starts}
    rows = Division.objects.filter(code__in=list(codes), level=level)
    return {codes[row.code]: row for row in rows}


def code_of(start: str) -> str:
    """The usual code of what begins so: ``5206`` is ``520600``."""
    return DivisionCode.parse(start.ljust(6, "0")).text


def _by_code(actor: Actor, place: Division | None, on: date, level: int) -> dict[str, Standing]:
    digits = DIGITS[level]
    every = Household.objects.seen_by(actor).filter(in_place(place), not_ended(on))
    members = Member.objects.seen_by(actor).filter(in_place(place, "household__village__"), there_on(on))
    former = FormerStay.objects.seen_by(actor).filter(in_place(place, "household__village__"), in_force(on))
    # A household counts while somebody lives in it: one that splits off later is not there yet.
    counted: dict[tuple[str, str, str, str], Counter[str]] = defaultdict(Counter)
    for of, rows, prefix in (
        ("households", every.filter(lived_in(on)), ""),
        ("people", members.filter(not_ended(on, "household__")), "household__"),
        ("people", former.filter(not_ended(on, "household__")), "household__"),
    ):
        for *key, number in _grouped(rows, prefix, digits, on):
            code, status, kind, state = key
            counted[code, status or _ORDINARY, kind or "", state][of] += number
    found: dict[str, Standing] = {}
    for (code, status, kind, state), numbers in counted.items():
        number = Number(numbers["households"], numbers["people"])
        reviewed = state == ReviewState.REVIEWED
        one = (
            Standing({status: number}, {kind: number} if kind else {})
            if reviewed
            else Standing(waiting=number)
        )
        found[code] = found.get(code, Standing()) + one
    return found


def _grouped(rows: QuerySet[Any], prefix: str, digits: int, on: date) -> QuerySet[Any]:
    """Numbers of rows by beginning of the village's code, status, monitoring and state of review."""
    found: QuerySet[Any] = (
        rows.annotate(
            stood=FilteredRelation(f"{prefix}statuses", condition=in_force(on, f"{prefix}statuses__")),
            watch=FilteredRelation(f"{prefix}monitorings", condition=in_force(on, f"{prefix}monitorings__")),
            start=Substr(F(f"{prefix}village__code"), 1, digits),
        )
        .order_by()
        .values_list("start", "stood__status", "watch__kind", f"{prefix}review_state")
        .annotate(Count("pk"))
    )
    return found


def _added(one: Mapping[str, Number], other: Mapping[str, Number]) -> dict[str, Number]:
    return {key: one.get(key, Number()) + other.get(key, Number()) for key in {*one, *other}}
