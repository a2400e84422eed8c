"""People who stand in a register twice: entered anew under another spelling, or in two households."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from xieshou.demo.registers.arrays import Bools, Ints, joined, taken
from xieshou.demo.registers.households import Role
from xieshou.demo.registers.identities import number_people
from xieshou.demo.registers.names import GIVEN, SURNAMES, VARIANTS, full_names
from xieshou.demo.registers.people import People, Roll

ENTERED_TWICE, TWO_HOUSEHOLDS = "entered_twice", "two_households"
RATES = {ENTERED_TWICE: 0.0008, TWO_HOUSEHOLDS: 0.0005}
"""Of the people of a register, those who stand in it so."""
_FAR = 97


@dataclass(frozen=True)
class Doubled:
    """``people`` and ``roll`` with the copies; ``copies`` and ``sources`` are their places among ``people``,
    and those of whom they are copies, by kind of fault.
    """

    people: People
    roll: Roll
    copies: dict[str, Ints]
    sources: dict[str, Ints]


def with_doubles(random: np.random.Generator, people: People, roll: Roll, village: Ints) -> Doubled:
    """Copies of some of the living, under person numbers of their own. ``village`` is that of each household.

    Who is entered twice stands in the next household of the village, without the number that would give it
    away; who is in two households stands in one farther off with the same number.
    """
    copies: dict[str, Ints] = {}
    sources: dict[str, Ints] = {}
    targets: list[Ints] = []
    known = _with_variant(people)
    used = np.zeros(len(village), dtype=bool)
    starts = np.flatnonzero(np.r_[True, roll.household[1:] != roll.household[:-1]])
    present = roll.household[starts]
    for kind, rate in RATES.items():
        count = max(1, round(rate * len(roll)))
        fit = (roll.died == 0) & (roll.role != Role.HEAD) & ~used[roll.household]
        if kind == ENTERED_TWICE:
            fit &= known[roll.person]
        rows = _of_different(random, np.flatnonzero(fit), roll.household, count)
        step = 1 if kind == ENTERED_TWICE else _FAR
        at = np.searchsorted(present, roll.household[rows])
        target = present[(at + step) % len(present)]
        good = ~used[target]
        if kind == ENTERED_TWICE:
            good &= village[target] == village[roll.household[rows]]
        target = np.where(good, target, -1)
        _, first = np.unique(target, return_index=True)
        kept = np.sort(first[target[first] >= 0])
        rows, target = rows[kept], target[kept]
        used[roll.household[rows]] = used[target] = True
        sources[kind] = roll.person[rows]
        copies[kind] = len(people) + sum(map(len, targets)) + np.arange(len(rows))
        targets.append(target)
    source, household = np.concatenate(list(sources.values())), np.concatenate(targets)
    new = np.arange(len(source))
    nothing = np.zeros(len(source), dtype=np.int64)
    people, roll = (
        joined(people, taken(people, source, number=people.number[-1] + 1 + new)),
        joined(roll, Roll(len(people) + new, household, nothing + int(Role.OTHER), nothing)),
    )
    return Doubled(people, taken(roll, np.argsort(roll.household, kind="stable")), copies, sources)


def texts_of(
    everybody: int, doubled: tuple[Doubled, ...], offset: Ints, room: Ints
) -> tuple[pl.DataFrame, Ints]:
    """Name and identity number of everybody and their copies, in the order of the last one's people, and the
    place of the check digit of each.

    Raises:
        TooManyPeopleError: when there are not enough numbers.
    """
    people = doubled[-1].people
    first = np.arange(len(people))
    none = np.zeros(len(people), dtype=bool)
    twice = []
    for each in doubled:
        for kind, copies in each.copies.items():
            first[copies] = each.sources[kind]
            if kind == ENTERED_TWICE:
                none[copies] = True
                twice.append(copies)
    numbers, checks = number_people(taken(people, np.arange(everybody)), offset, room)
    names = full_names(people.surname, people.given)
    rows = np.concatenate(twice)
    names = names.scatter(rows, [_variant(name) for name in names.gather(rows)])
    identity = numbers.gather(first)
    frame = pl.DataFrame({"name": names, "identity": identity, "none": none})
    frame = frame.select("name", pl.when(~pl.col("none")).then("identity").alias("identity"))
    return frame, checks[first]


def _with_variant(people: People) -> Bools:
    of_surname = np.array([any(each in VARIANTS for each in name) for name in SURNAMES])
    of_given = np.array([any(each in VARIANTS for each in name) for name in GIVEN])
    known: Bools = of_surname[people.surname] | of_given[people.given]
    return known


def _variant(name: str) -> str:
    """The name with one of its characters as another hand writes it."""
    at = next(place for place, each in enumerate(name) if each in VARIANTS)
    return name[:at] + VARIANTS[name[at]] + name[at + 1 :]


def _of_different(random: np.random.Generator, rows: Ints, household: Ints, count: int) -> Ints:
    """At most ``count`` of the rows, no two of one household."""
    some = (
        rows[random.choice(len(rows), min(count, len(rows)), replace=False, shuffle=False)]
        if len(rows)
        else rows
    )
    _, first = np.unique(household[some], return_index=True)
    return some[np.sort(first)]
