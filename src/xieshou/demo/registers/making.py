"""A register of two years out of a seed, part by part, each in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from xieshou.demo.registers.ageing import age_a_year
from xieshou.demo.registers.arrays import Ints
from xieshou.demo.registers.columns import write_columns
from xieshou.demo.registers.doubles import texts_of, with_doubles
from xieshou.demo.registers.faults import plant
from xieshou.demo.registers.households import (
    HouseholdYear,
    Status,
    household_sizes,
    make_households,
)
from xieshou.demo.registers.identities import CAPACITY
from xieshou.demo.registers.incomes import first_per_head
from xieshou.demo.registers.people import make_people
from xieshou.demo.registers.villages import Villages, make_villages

PART = 1_000_000
"""People whose two years are held in memory at once (about 2 GB)."""
VERSION = 1
"""Grows when the same seed gives other data."""
EVENTS = ("births", "deaths", "married_in", "moved_out", "moved", "split")
_ORDINARY, _RETURNED = 0.03, 0.003


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: so many people at the end of ``year`` - 1, in those counties (six digits each)."""

    people: int
    seed: int
    year: int = 2020
    counties: tuple[str, ...] = ()


@dataclass(frozen=True)
class Register:
    """Part of a register: its people at the end of each year, and the faults that were planted."""

    years: dict[int, pl.DataFrame]
    faults: pl.DataFrame
    events: dict[str, int]


def parts(asked: Asked) -> Iterator[Register]:
    """The register in parts of neighbouring villages, sorted by village and household.

    Raises:
        TooManyPeopleError: when the prefectures asked for have no numbers for so many.
    """
    count = -(-asked.people // PART)
    root = np.random.SeedSequence(asked.seed)
    of_villages, *of_parts = root.spawn(1 + count)
    villages = make_villages(np.random.default_rng(of_villages), asked.people, asked.counties)
    edges = np.linspace(0, len(villages), count + 1).astype(int)
    shares = np.linspace(0, asked.people, count + 1).astype(int)
    prefectures = _prefectures(villages, edges)
    for at, seed in enumerate(of_parts):
        span = int(edges[at]), int(edges[at + 1])
        yield _part(asked, seed, villages, prefectures, at, span, int(shares[at + 1] - shares[at]))


def _part(
    asked: Asked,
    seed: np.random.SeedSequence,
    villages: Villages,
    prefectures: dict[int, list[int]],
    place: int,
    span: tuple[int, int],
    count: int,
) -> Register:
    births, lives, next_year, doubling, first_faults, second_faults = (
        np.random.default_rng(each) for each in seed.spawn(6)
    )
    year = asked.year
    sizes = household_sizes(births, count)
    weights = villages.weight[span[0] : span[1]]
    of_villages = births.multinomial(len(sizes), weights / weights.sum())
    village = span[0] + np.repeat(np.arange(len(weights)), of_villages)
    households = make_households(births, sizes, villages.code[village] // 10**6, place * PART, year)
    state = _first_state(births, villages, village, year)
    people, roll = make_people(lives, households, sizes, year - 1, place * 2 * PART)
    lived = age_a_year(next_year, people, households, roll, state, span, year)
    before = with_doubles(doubling, lived.people, roll, state.village)
    after = with_doubles(doubling, before.people, lived.roll, lived.year.village)
    offset, room = _numbers(lived.people.county, prefectures, place)
    texts, checks = texts_of(len(lived.people), (before, after), offset, room)

    def earlier() -> tuple[pl.DataFrame, pl.DataFrame]:
        written = write_columns(villages, after.people, households, before.roll, state, texts, year - 1)
        return plant(first_faults, written, before, checks[written.person], year - 1, later=False)

    def later() -> tuple[pl.DataFrame, pl.DataFrame]:
        written = write_columns(villages, after.people, lived.households, after.roll, lived.year, texts, year)
        return plant(second_faults, written, after, checks[written.person], year, later=True)

    # Both years at once: what they compute in lets go of the interpreter.
    with ThreadPoolExecutor(2) as both:
        frames, faults = zip(*both.map(lambda each: each(), (earlier, later)), strict=True)
    return Register(
        years={year - 1: frames[0], year: frames[1]},
        faults=pl.concat(faults),
        events={name: getattr(lived, name) for name in EVENTS},
    )


def _first_state(random: np.random.Generator, villages: Villages, village: Ints, year: int) -> HouseholdYear:
    luck, other = random.random(len(village)), random.random(len(village))
    poor = luck < villages.poor[village]
    status = np.where(poor, Status.POOR, np.where(other < _RETURNED, Status.RETURNED, Status.OUT))
    status = np.where(~poor & (other > 1 - _ORDINARY), Status.ORDINARY, status).astype(np.int64)
    return HouseholdYear(village, status, first_per_head(random, status, year - 1))


def _prefectures(villages: Villages, edges: Ints) -> dict[int, list[int]]:
    """The parts that each prefecture has people in."""
    found: dict[int, list[int]] = {}
    for part, (start, end) in enumerate(pairwise(edges)):
        for code in np.unique(villages.code[start:end] // 10**8):
            found.setdefault(int(code), []).append(part)
    return found


def _numbers(county: Ints, prefectures: dict[int, list[int]], part: int) -> tuple[Ints, Ints]:
    """For each person the first number within a day that is this part's in the prefecture, and how many."""
    offset, room = np.zeros_like(county), np.zeros_like(county)
    for code, of_parts in prefectures.items():
        if part in of_parts:
            these = county // 100 == code
            room[these] = CAPACITY // len(of_parts)
            offset[these] = of_parts.index(part) * (CAPACITY // len(of_parts))
    return offset, room
