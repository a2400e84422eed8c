"""Households: how many live in each and as what, why they are poor, how they are housed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from xieshou.demo.registers.arrays import Columns, Floats, Ints, drawn, first_of_year, picked


class Role(IntEnum):
    """What a person is in the household, as seen from its head."""

    NONE = 0
    HEAD = 1
    SPOUSE = 2
    CHILD = 3
    FATHER = 4
    MOTHER = 5
    SON = 6
    SON_WIFE = 7
    GRANDCHILD = 8
    FATHER_IN_LAW = 9
    MOTHER_IN_LAW = 10
    OTHER = 11


class Status(IntEnum):
    """Where the household stands; an ordinary one is in the register because it is watched."""

    POOR = 0
    OUT = 1
    RETURNED = 2
    ORDINARY = 3


_SIZES = np.array([0.10, 0.16, 0.195, 0.26, 0.155, 0.09, 0.03, 0.01])
"""Shares of households of 1 to 8: 3.65 people on average, as 22896 people in 6278 households are (A23-1)."""
# Members from the head on, the ages of the head (mean, spread, least, most), and the share among its size.
_FORMS: tuple[tuple[str, tuple[int, int, int, int], float], ...] = (
    ("H", (68, 10, 45, 95), 0.75), ("H", (40, 10, 20, 60), 0.25),
    ("HS", (62, 10, 24, 88), 0.70), ("HC", (50, 8, 30, 72), 0.20), ("HM", (46, 7, 24, 66), 0.10),
    ("HSC", (44, 8, 25, 66), 0.70), ("HSM", (45, 7, 24, 66), 0.12), ("HCM", (46, 7, 26, 66), 0.08),
    ("HGG", (66, 5, 56, 80), 0.10),
    ("HSCC", (43, 7, 27, 66), 0.60), ("HSCM", (44, 7, 26, 66), 0.22), ("HSGG", (64, 5, 56, 78), 0.10),
    ("HSNW", (60, 5, 53, 78), 0.08),
    ("HSCCM", (42, 6, 27, 64), 0.50), ("HSCCC", (43, 6, 30, 64), 0.25), ("HSNWG", (59, 5, 53, 78), 0.25),
    ("HSCCFM", (42, 6, 27, 62), 0.60), ("HSNWGG", (60, 5, 54, 78), 0.40),
    ("HSCCCFM", (43, 5, 30, 60), 0.60), ("HSNWGGG", (61, 4, 55, 78), 0.40),
    ("HSCCCCFM", (44, 5, 32, 60), 1.00),
)  # fmt: skip
_LETTERS = dict(zip("HSCFMNWG", list(Role)[1:9], strict=True))
MEMBERS = np.array(
    [[*(int(_LETTERS[each]) for each in form), *[0] * (8 - len(form))] for form, _, _ in _FORMS]
)
"""The roles of the members of each form, none behind the last."""
_HEADS = np.array([ages for _, ages, _ in _FORMS])

CAUSES = {
    "illness": 0.42, "disability": 0.14, "schooling": 0.09, "disaster": 0.04, "no_land": 0.03,
    "no_water": 0.01, "no_skill": 0.10, "no_labour": 0.08, "no_money": 0.05, "poor_roads": 0.02,
    "no_drive": 0.01, "other": 0.01,
}  # fmt: skip
"""Shares of the main causes; made up, with illness first as everywhere reported."""
ATTRIBUTES = ("general", "low_income", "five_guarantees", "low_income_poor")
_LEFT = (0.62, 0.20, 0.0, 0.18)
_ALONE = (0.35, 0.20, 0.35, 0.10)
NATIONALITIES = ("汉族", "土家族", "苗族", "侗族", "仡佬族", "朝鲜族", "满族", "水族")
_MIXES = {
    4228: (0.47, 0.44, 0.06, 0.02, 0.0, 0.0, 0.01, 0.0),
    5206: (0.28, 0.36, 0.15, 0.13, 0.07, 0.0, 0.0, 0.01),
    5226: (0.20, 0.02, 0.43, 0.31, 0.01, 0.0, 0.0, 0.03),
    2224: (0.60, 0.0, 0.0, 0.0, 0.0, 0.36, 0.04, 0.0),
}
"""Nationalities by prefecture, roughly, from general knowledge."""
_ELSEWHERE = (0.80, 0.05, 0.05, 0.03, 0.02, 0.01, 0.03, 0.01)


@dataclass(frozen=True)
class Households(Columns):
    """What does not change from year to year. The columns of floats are even draws from 0 to 1 that decide
    whatever does, so that both years decide alike.
    """

    number: Ints
    county: Ints
    form: Ints
    cause: Ints
    attribute: Ints
    nationality: Ints
    identified: Ints
    house: Floats
    water: Floats
    watched: Floats
    found: Floats
    shares: Floats
    other: Floats


@dataclass(frozen=True)
class HouseholdYear(Columns):
    """What a year changes: where it lives (place of the village in the list), status, and the income per head
    that is aimed at, in yuan.
    """

    village: Ints
    status: Ints
    per_head: Floats


def household_sizes(random: np.random.Generator, people: int) -> Ints:
    """Sizes that add up to exactly so many people."""
    sizes = 1 + drawn(random, {str(each): share for each, share in enumerate(_SIZES)}, people // 3 + 16)
    ends = np.cumsum(sizes)
    last = int(np.searchsorted(ends, people))
    sizes = sizes[: last + 1]
    sizes[last] -= ends[last] - people
    return sizes


def make_households(
    random: np.random.Generator, sizes: Ints, county: Ints, first: int, year: int
) -> Households:
    """Households of those sizes in those counties (as codes), numbered from ``first``."""
    count = len(sizes)
    luck = [random.random(count) for _ in range(6)]
    form = np.zeros(count, dtype=np.int64)
    for size in range(1, 9):
        these = sizes == size
        forms = [place for place, (members, _, _) in enumerate(_FORMS) if len(members) == size]
        shares = {str(place): _FORMS[place][2] for place in forms}
        form[these] = np.array(forms)[drawn(random, shares, int(these.sum()))]
    mixes = np.array([*_MIXES.values(), _ELSEWHERE])
    prefecture = county // 100
    mix = np.full(count, len(_MIXES))
    for place, code in enumerate(_MIXES):
        mix[prefecture == code] = place
    elder_alone = (sizes == 1) & (form == 0)
    start, days = int(first_of_year(2013)) + 304, 3 * 365
    return Households(
        number=np.arange(first, first + count),
        county=county,
        form=form,
        cause=drawn(random, CAUSES, count),
        attribute=picked(random.random(count), np.array([_LEFT, _ALONE])[elder_alone.astype(int)]),
        nationality=picked(random.random(count), mixes[mix]),
        identified=np.minimum(start + random.integers(0, days, count), int(first_of_year(year - 1)) - 1),
        house=luck[0],
        water=luck[1],
        watched=luck[2],
        found=luck[3],
        shares=luck[4],
        other=luck[5],
    )


def head_ages(random: np.random.Generator, form: Ints) -> Floats:
    """An age for the head of each household, such as its members allow."""
    mean, spread, least, most = _HEADS[form].T
    ages: Floats = np.clip(np.rint(mean + spread * random.standard_normal(len(form))), least, most)
    return ages
