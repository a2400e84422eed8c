"""The second year out of the first: deaths, births, marriages, moves, splits, exits and returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xieshou.demo.registers.arrays import Bools, Ints, first_of_year, joined, taken
from xieshou.demo.registers.households import Households, HouseholdYear, Role, Status
from xieshou.demo.registers.incomes import next_per_head
from xieshou.demo.registers.names import SURNAMES, draw_given
from xieshou.demo.registers.people import FEMALE, MALE, People, Roll, birth_days, lucks

_BIRTHS, _MARRIAGES, _DEPARTURES, _MOVES, _SPLITS = 0.05, 0.05, 0.04, 0.003, 0.03
_EXITS, _RETURNS, _RECOVERIES = 0.93, 0.003, 0.6
_NO_LONGER_CHILD = 24


@dataclass(frozen=True)
class Lived:
    """The world a year later. ``people`` and ``households`` hold those of the first year at their places, new
    ones behind; ``roll`` has those who died within the year too.
    """

    people: People
    households: Households
    roll: Roll
    year: HouseholdYear
    births: int
    deaths: int
    married_in: int
    moved_out: int
    moved: int
    split: int


def age_a_year(
    random: np.random.Generator,
    people: People,
    households: Households,
    roll: Roll,
    before: HouseholdYear,
    villages: tuple[int, int],
    year: int,
) -> Lived:
    """What becomes of them within ``year``; ``villages`` are the first and the one behind the last that they
    may move to.
    """
    household, role, died = roll.household.copy(), roll.role.copy(), roll.died.copy()
    age = year - _years(people.born)
    new_households, moved_with = _splits(random, households, roll)
    for_people = moved_with[household]
    splitting = (for_people >= 0) & np.isin(role, (Role.SON, Role.SON_WIFE, Role.GRANDCHILD))
    household = np.where(splitting, for_people, household)
    for old, new in ((Role.SON, Role.HEAD), (Role.SON_WIFE, Role.SPOUSE), (Role.GRANDCHILD, Role.CHILD)):
        role[splitting & (role == old)] = new
    number = len(households) + len(new_households)
    deaths = _deaths(random, age, role, household, number)
    died[deaths] = first_of_year(year) + (365 * random.random(int(deaths.sum()))).astype(int)
    gone = (
        (role == Role.CHILD) & (people.sex == FEMALE) & (age >= 20) & (age <= 28) & ~deaths
        & (random.random(len(age)) < _DEPARTURES)
    )  # fmt: skip
    _succeed(role, deaths, household, number)
    households = joined(households, new_households)
    newcomers, places = _newcomers(
        random, people, households, Roll(roll.person, household, role, died), gone, year
    )
    stays = ~gone & ~_closed(household, deaths, number)[household]
    whole = Roll(
        np.concatenate([roll.person[stays], len(people) + np.arange(len(newcomers))]),
        np.concatenate([household[stays], places.household]),
        np.concatenate([role[stays], places.role]),
        np.concatenate([died[stays], places.died]),
    )
    order = np.argsort(whole.household, kind="stable")
    parent = np.concatenate([np.arange(len(before)), _parents(moved_with, len(new_households))])
    after, moved = _next_year(random, taken(before, parent), villages, year)
    return Lived(
        people=joined(people, newcomers),
        households=households,
        roll=taken(whole, order),
        year=after,
        births=int((places.role != Role.SON_WIFE).sum()),
        deaths=int(deaths.sum()),
        married_in=int((places.role == Role.SON_WIFE).sum()),
        moved_out=int(gone.sum()),
        moved=moved,
        split=len(new_households),
    )


def _years(days: Ints) -> Ints:
    return days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970


def _splits(random: np.random.Generator, households: Households, roll: Roll) -> tuple[Households, Ints]:
    """Households of a married son that part from his parents', and for each household the new one, or -1."""
    with_son = np.zeros(len(households), dtype=bool)
    with_son[roll.household[roll.role == Role.SON]] = True
    parting = np.flatnonzero(with_son & (random.random(len(households)) < _SPLITS))
    moved_with = np.full(len(households), -1)
    moved_with[parting] = len(households) + np.arange(len(parting))
    numbers = households.number[-1] + 1 + np.arange(len(parting))
    # Five guarantees are for who lives alone; the parting sons are no such case.
    return taken(households, parting, number=numbers), moved_with


def _parents(moved_with: Ints, count: int) -> Ints:
    parents = np.flatnonzero(moved_with >= 0)
    return parents[np.argsort(moved_with[parents])][:count]


def _deaths(random: np.random.Generator, age: Ints, role: Ints, household: Ints, number: int) -> Bools:
    """Who dies, the old more often. A head with others but no spouse lives, since nobody could follow."""
    dies: Bools = random.random(len(age)) < np.minimum(0.0004 * np.exp(0.075 * age), 0.4)
    size = np.bincount(household, minlength=number)
    spouse_left = np.zeros(number, dtype=bool)
    spouse_left[household[(role == Role.SPOUSE) & ~dies]] = True
    may: Bools = (role != Role.HEAD) | (size == 1)[household] | spouse_left[household]
    return dies & may


def _succeed(role: Ints, deaths: Bools, household: Ints, number: int) -> None:
    """The spouse of a head who died is head; the parents of the dead are in-laws then. Changes ``role``."""
    widowed = np.zeros(number, dtype=bool)
    widowed[household[deaths & (role == Role.HEAD)]] = True
    size = np.bincount(household, minlength=number)
    there = (widowed & (size > 1))[household]
    role[there & (role == Role.HEAD)] = Role.OTHER
    for old, new in (
        (Role.SPOUSE, Role.HEAD), (Role.FATHER, Role.FATHER_IN_LAW), (Role.MOTHER, Role.MOTHER_IN_LAW),
    ):  # fmt: skip
        role[there & (role == old) & ~deaths] = new


def _closed(household: Ints, deaths: Bools, number: int) -> Bools:
    """Households in which nobody is left."""
    empty: Bools = np.bincount(household, weights=~deaths, minlength=number) == 0
    return empty


def _newcomers(
    random: np.random.Generator, people: People, households: Households, roll: Roll, gone: Bools, year: int
) -> tuple[People, Roll]:
    """Children born within the year to women of 20 to 40, and brides of sons."""
    age = year - _years(people.born)
    alive = (roll.died == 0) & ~gone
    mother = (
        alive & (people.sex == FEMALE) & (age >= 20) & (age <= 40)
        & np.isin(roll.role, (Role.HEAD, Role.SPOUSE, Role.SON_WIFE)) & (random.random(len(age)) < _BIRTHS)
    )  # fmt: skip
    has_son_wife = np.zeros(len(households), dtype=bool)
    has_son_wife[roll.household[roll.role == Role.SON_WIFE]] = True
    has_head_couple = np.zeros(len(households), dtype=bool)
    has_head_couple[roll.household[alive & (roll.role == Role.SPOUSE)]] = True
    groom = (
        alive & (people.sex == MALE) & (age >= _NO_LONGER_CHILD) & (age <= 34) & (roll.role == Role.CHILD)
        & ~has_son_wife[roll.household] & (random.random(len(age)) < _MARRIAGES)
    )  # fmt: skip
    mother &= has_head_couple[roll.household] | (roll.role == Role.SON_WIFE)
    from_mother, from_groom = np.flatnonzero(mother), np.flatnonzero(groom)
    source = np.concatenate([from_mother, from_groom])
    born_now = np.arange(len(source)) < len(from_mother)
    sex = np.where(born_now, random.random(len(source)) < 0.53, FEMALE).astype(np.int64)
    years = np.where(born_now, year, np.maximum(_years(people.born)[source], year - 34))
    born = birth_days(random, years)
    line = np.zeros(len(households), dtype=np.int64)
    carries = np.isin(roll.role, (Role.CHILD, Role.SON)) | ((roll.role == Role.HEAD) & (people.sex == MALE))
    line[roll.household[carries]] = people.surname[carries]
    home = roll.household[source]
    child = np.where(roll.role[source] == Role.SON_WIFE, Role.GRANDCHILD, Role.CHILD)
    added = People(
        number=people.number[-1] + 1 + np.arange(len(source)),
        sex=sex,
        born=born,
        surname=np.where(born_now, line[home], random.integers(0, len(SURNAMES), len(source))),
        given=draw_given(random, sex, years),
        nationality=households.nationality[home],
        county=people.county[source],
        since=np.where(born_now, born, first_of_year(year) + 30),
        **lucks(random, len(source)),
    )
    role = np.where(born_now, child, int(Role.SON_WIFE))
    return added, Roll(source, home, role, np.zeros(len(source), dtype=np.int64))


def _next_year(
    random: np.random.Generator, before: HouseholdYear, villages: tuple[int, int], year: int
) -> tuple[HouseholdYear, int]:
    luck = random.random(len(before))
    rates = {Status.POOR: _EXITS, Status.OUT: _RETURNS, Status.RETURNED: _RECOVERIES}
    becomes = {Status.POOR: Status.OUT, Status.OUT: Status.RETURNED, Status.RETURNED: Status.OUT}
    status = before.status.copy()
    for old, rate in rates.items():
        status[(before.status == old) & (luck < rate)] = becomes[old]
    moves = random.random(len(before)) < _MOVES
    village = np.where(moves, random.integers(*villages, len(before)), before.village)
    return HouseholdYear(village, status, next_per_head(random, before, status, year)), int(moves.sum())
