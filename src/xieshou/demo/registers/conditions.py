"""How a person does in a year, as age and luck have it: health, school, work. Codes are places in lists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xieshou.demo.registers.arrays import Columns, Floats, Ints
from xieshou.demo.registers.households import CAUSES
from xieshou.demo.registers.people import FEMALE, People

HEALTH = ("healthy", "chronic", "serious", "disabled")
HEALTHY, DISABLED = 0, 3
SKILLS = ("ordinary", "skilled", "lost", "none")
ORDINARY, SKILLED, LOST, UNABLE = range(4)
SCHOOLING = (
    "非在校生", "学龄前儿童", "学前教育", "小学", "七年级", "八年级", "九年级", "普通高中", "中职",
    "高职高专", "本科",
)  # fmt: skip
OUT_OF_SCHOOL, PRIMARY, SENIOR = 0, 3, 7
EDUCATION = ("文盲或半文盲", "小学", "初中", "高中", "大专", "本科及以上")
_ATTAINED = np.array(
    [
        (0.03, 0.12, 0.55, 0.18, 0.08, 0.04),
        (0.08, 0.40, 0.42, 0.08, 0.02, 0.0),
        (0.35, 0.45, 0.17, 0.03, 0, 0),
    ]
).cumsum(axis=1)
_FIRST_WORK, _LAST_WORK = 16, 65
_ILLNESS, _DISABILITY = list(CAUSES).index("illness"), list(CAUSES).index("disability")


@dataclass(frozen=True)
class Conditions(Columns):
    """One entry a person: codes as places in the lists above, ``education`` -1 for who is at school or a
    child; ``disability`` kind and grade as two digits, 0 without.
    """

    age: Ints
    health: Ints
    schooling: Ints
    education: Ints
    skill: Ints
    months: Ints
    disability: Ints


def conditions(people: People, cause: Ints, alive: Ints, year: int) -> Conditions:
    """How they do at the end of ``year``; ``cause`` is the household's, ``alive`` 0 for who died in it."""
    age = year - (people.born.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970)
    health = _health(people.health, age, cause)
    schooling = _schooling(people.school, age)
    skill = _skill(people.work, age, health)
    return Conditions(
        age=age,
        health=health,
        schooling=schooling,
        education=_education(people, age, schooling),
        skill=skill,
        months=_months(people, age, schooling, skill) * alive,
        disability=np.where(health == DISABLED, 11 + (people.health * 7e5).astype(int) % 7 * 10, 0)
        + np.where(health == DISABLED, (people.health * 4e6).astype(int) % 4, 0),
    )


def _health(luck: Floats, age: Ints, cause: Ints) -> Ints:
    disabled = np.where(cause == _DISABILITY, 0.22, 0.015)
    serious = disabled + np.where(cause == _ILLNESS, 0.08, 0.005)
    chronic = serious + np.where(cause == _ILLNESS, 0.14, 0.02) + np.where(age >= 55, 0.15, 0.0)
    return np.select([luck < disabled, luck < serious, luck < chronic], [DISABLED, 2, 1], HEALTHY)


def _schooling(luck: Floats, age: Ints) -> Ints:
    by_age = np.zeros(120, dtype=np.int64)
    by_age[:3], by_age[3:6], by_age[6:12], by_age[12:15], by_age[15:18] = 1, 2, PRIMARY, (4, 5, 6), SENIOR
    school = by_age[age.clip(0, 119)]
    school = np.where((school == SENIOR) & (luck >= 0.55), 8, school)
    left = (age >= 16) & (age < 18) & (luck >= 0.85)
    higher = (age >= 18) & (age < 22) & (luck < 0.35)
    return np.where(left, OUT_OF_SCHOOL, np.where(higher, np.where(luck < 0.15, 10, 9), school))


def _education(people: People, age: Ints, schooling: Ints) -> Ints:
    # Drawn anew from what luck there is, so that it stays from year to year; a cohort, not an age, decides.
    born = people.born // 365 + 1970
    cohort = np.select([born >= 1980, born >= 1960], [0, 1], 2)
    luck = people.school * 97 % 1
    attained = (luck[:, None] >= _ATTAINED[cohort, :-1]).sum(axis=1)
    attained = np.where(age < 22, np.clip(attained, 1, 2), attained)
    return np.where((age < _FIRST_WORK) | (schooling != OUT_OF_SCHOOL), -1, attained)


def _skill(luck: Floats, age: Ints, health: Ints) -> Ints:
    weak = np.where(health == HEALTHY, 0.0, np.where(health == 1, 0.15, 0.55))
    of_age = np.where(luck < 0.12, SKILLED, ORDINARY)
    grown = np.where(luck > 1 - weak, LOST, of_age)
    old = np.where((age >= 75) | (luck > 0.6), UNABLE, grown)
    return np.where(age < _FIRST_WORK, UNABLE, np.where(age >= 60, old, grown))


def _months(people: People, age: Ints, schooling: Ints, skill: Ints) -> Ints:
    """Months of work away from home: most of the young, few of the old; women a little less."""
    share = np.select([age < 18, age <= 40, age <= 55], [0.3, 0.75, 0.45], 0.15)
    share = share - 0.1 * (people.sex == FEMALE)
    can = (skill == ORDINARY) | (skill == SKILLED)
    goes = can & (age >= _FIRST_WORK) & (age <= _LAST_WORK) & (schooling == OUT_OF_SCHOOL)
    months = 3 + (people.months * 1e4).astype(int) % 9
    return np.where(goes & (people.months < share), months, 0)
