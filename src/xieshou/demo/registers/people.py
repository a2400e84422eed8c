"""People: who lives in which household as what, how old, and what each was dealt."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xieshou.demo.registers.arrays import Bools, Columns, Floats, Ints, first_of_year
from xieshou.demo.registers.households import MEMBERS, Households, Role, head_ages
from xieshou.demo.registers.names import SURNAMES, draw_given, draw_surnames

MALE, FEMALE = 1, 0
# Years from the head's age: mean, spread, least, most. The bounds keep every two generations 18 years apart.
_FROM_HEAD = {
    Role.NONE: (0, 0, 0, 0), Role.HEAD: (0, 0, 0, 0), Role.SPOUSE: (-1, 2, -4, 3),
    Role.CHILD: (-27, 4, -45, -22), Role.FATHER: (26, 3, 19, 34), Role.MOTHER: (24, 3, 18, 33),
    Role.SON: (-25, 2, -30, -22), Role.SON_WIFE: (-26, 2, -30, -22), Role.GRANDCHILD: (-52, 3, -65, -50),
    Role.FATHER_IN_LAW: (26, 3, 19, 34), Role.MOTHER_IN_LAW: (24, 3, 18, 33), Role.OTHER: (0, 0, 0, 0),
}  # fmt: skip
_TABLE = np.array([_FROM_HEAD[role] for role in Role], dtype=float)
_OLDEST, _GROWN = 99, 20
_HOLLOW = (19, 38, 0.45)
"""Grown children between these ages are in the household less often than were born: they left for good."""


@dataclass(frozen=True)
class People(Columns):
    """What does not change of a person. ``born`` and ``since`` (in the register) are days since 1970."""

    number: Ints
    sex: Ints
    born: Ints
    surname: Ints
    given: Ints
    nationality: Ints
    county: Ints
    since: Ints
    health: Floats
    work: Floats
    months: Floats
    school: Floats
    cover: Floats


@dataclass(frozen=True)
class Roll(Columns):
    """Who is in which household (places in the tables) as what; ``died`` is a day, 0 for the living."""

    person: Ints
    household: Ints
    role: Ints
    died: Ints


def make_people(
    random: np.random.Generator, households: Households, sizes: Ints, year: int, first: int
) -> tuple[People, Roll]:
    """The members of each household at the end of ``year``, sorted by household, the head first."""
    count = int(sizes.sum())
    household = np.repeat(np.arange(len(sizes)), sizes)
    starts = np.cumsum(sizes) - sizes
    slot = np.arange(count) - starts[household]
    role = MEMBERS[households.form[household], slot]
    head = head_ages(random, households.form)
    age = _ages(random, role, head[household], slot)
    head_male = random.random(len(sizes)) < 0.85
    sex = _sexes(random, role, head_male[household])
    born = birth_days(random, year - age)
    people = People(
        number=np.arange(first, first + count),
        sex=sex,
        born=born,
        surname=_surnames(random, households, household, role, sex, head_male),
        given=draw_given(random, sex, year - age),
        nationality=_nationalities(random, households, household, role),
        county=households.county[household],
        since=np.maximum(
            households.identified[household], np.minimum(born + 60, int(first_of_year(year + 1)) - 1)
        ),
        **lucks(random, count),
    )
    return people, Roll(np.arange(count), household, role, np.zeros(count, dtype=np.int64))


def lucks(random: np.random.Generator, count: int) -> dict[str, Floats]:
    """What each person was dealt."""
    return {name: random.random(count) for name in ("health", "work", "months", "school", "cover")}


def birth_days(random: np.random.Generator, years: Ints) -> Ints:
    """A day of each of those years."""
    return first_of_year(years) + random.integers(0, 365, len(years))


def _ages(random: np.random.Generator, role: Ints, head: Floats, slot: Ints) -> Ints:
    mean, spread, least, most = _TABLE[role].T
    later = np.where((role == Role.CHILD) | (role == Role.GRANDCHILD), 1.7 * (slot - 2).clip(0), 0.0)
    age = head + mean - later + spread * random.standard_normal(len(role))
    age = np.rint(np.clip(np.clip(age, head + least, head + most), 0, _OLDEST))
    youngest, oldest, share = _HOLLOW
    gone = (role == Role.CHILD) & (age >= youngest) & (age <= oldest) & (random.random(len(role)) < share)
    age = np.where(gone, 2 + np.floor(15 * random.random(len(role))), age)
    grown = (role == Role.SPOUSE) | (role == Role.SON) | (role == Role.SON_WIFE)
    return np.where(grown, np.maximum(age, _GROWN), age).astype(np.int64)


def _sexes(random: np.random.Generator, role: Ints, head_male: Bools) -> Ints:
    sex = (random.random(len(role)) < 0.53).astype(np.int64)
    for of, fixed in (
        (Role.HEAD, head_male), (Role.SPOUSE, ~head_male), (Role.FATHER, True), (Role.MOTHER, False),
        (Role.SON, True), (Role.SON_WIFE, False),
    ):  # fmt: skip
        sex = np.where(role == of, fixed, sex)
    return sex.astype(np.int64)


def _surnames(
    random: np.random.Generator,
    households: Households,
    household: Ints,
    role: Ints,
    sex: Ints,
    head_male: Bools,
) -> Ints:
    """The line's name for who was born into it; mothers, wives and a wife who is head have their own."""
    line = draw_surnames(random, households.county)
    own = draw_surnames(random, households.county)
    mine = random.integers(0, len(SURNAMES), len(role))
    married_in = (
        (role == Role.MOTHER) | (role == Role.SON_WIFE) | ((role == Role.SPOUSE) & (sex == FEMALE))
    )  # fmt: skip
    of_wife = ~head_male[household] & ((role == Role.HEAD) | (role == Role.FATHER))
    return np.where(married_in, mine, np.where(of_wife, own[household], line[household]))


def _nationalities(random: np.random.Generator, households: Households, household: Ints, role: Ints) -> Ints:
    family = households.nationality[household]
    from_elsewhere = np.isin(role, (Role.SPOUSE, Role.SON_WIFE, Role.MOTHER)) & (
        random.random(len(role)) < 0.1
    )
    return np.where(from_elsewhere, 0, family)
