"""The columns of a register at the end of a year: one row a person, the household's data repeated.

Telephones begin with 100 and have eleven digits. Mobile numbers begin with 13 to 19; what begins with 100
are the operators' own service numbers (10000, 10010, 10086), which are shorter. So nobody has such a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from xieshou.demo.registers.arrays import Ints, first_of_year, taken
from xieshou.demo.registers.conditions import (
    EDUCATION,
    HEALTH,
    OUT_OF_SCHOOL,
    SCHOOLING,
    SKILLS,
    Conditions,
    conditions,
)
from xieshou.demo.registers.households import (
    ATTRIBUTES,
    CAUSES,
    NATIONALITIES,
    Households,
    HouseholdYear,
    Role,
    Status,
)
from xieshou.demo.registers.incomes import Incomes, parted
from xieshou.demo.registers.people import FEMALE, MALE, People, Roll
from xieshou.demo.registers.villages import Villages

STATUSES = ("poor", "out", "returned", None)
KINDS = ("poor", "out", "returned", "ordinary")
MONITORED = (None, "unstable", "marginal", "sudden")
GRADES = ("A", "B", "C", "D")
STANDARDS = ("national", "province", "city")
STRUCTURES = ("brick_concrete", "brick_wood", "wood", "earth")
LEFT_BEHIND = (None, "child", "woman", "elder")
_CAUSES = list(CAUSES)
_AWAY = 6
MONEY = pl.Decimal(12, 2)
_PARTS = {
    "wage": "wage",
    "business": "business",
    "business_cost": "cost",
    "property": "property",
    "transfer": "transfer",
}
RELATIONS = {
    Role.HEAD: ("户主",) * 4, Role.SPOUSE: ("配偶",) * 4, Role.CHILD: ("之女", "之子") * 2,
    Role.FATHER: ("之父",) * 4, Role.MOTHER: ("之母",) * 4, Role.SON: ("之子",) * 4,
    Role.SON_WIFE: ("之儿媳",) * 4, Role.GRANDCHILD: ("之孙女", "之孙子") * 2,
    Role.FATHER_IN_LAW: ("之公公", "之公公", "之岳父", "之岳父"),
    Role.MOTHER_IN_LAW: ("之婆婆", "之婆婆", "之岳母", "之岳母"), Role.OTHER: ("其他",) * 4,
}  # fmt: skip
"""Words by role: of a woman and of a man whose head is a woman, then whose head is a man."""
_RELATIONS = [word for role in list(Role)[1:] for word in RELATIONS[role]]


@dataclass(frozen=True)
class Written:
    """A register as columns, and what planting faults needs of it: rows sorted by household, the places of
    the first row of each household that has any, and of each row's household among them.
    """

    frame: pl.DataFrame
    starts: Ints
    sizes: Ints
    household: Ints
    person: Ints
    role: Ints
    conditions: Conditions


def words(values: Sequence[str | None], codes: npt.NDArray[Any]) -> pl.Series:
    """The word of each code."""
    return pl.Series(values, dtype=pl.String).gather(codes)


def days(column: Ints) -> pl.Series:
    """Days since 1970 as dates; 0 is none."""
    dates = pl.Series(column.astype(np.int32))
    return dates.to_frame("d").select(pl.when(pl.col("d") != 0).then(pl.col("d")).cast(pl.Date)).to_series()


def write_columns(
    villages: Villages,
    people: People,
    households: Households,
    roll: Roll,
    state: HouseholdYear,
    texts: pl.DataFrame,
    year: int,
) -> Written:
    """The register at 31 December of ``year``; ``texts`` has name and identity of each of ``people``."""
    rank = np.empty(len(households), dtype=np.int64)
    rank[np.argsort(state.village, kind="stable")] = np.arange(len(households))
    roll = taken(roll, np.argsort(rank[roll.household], kind="stable"))
    starts = np.flatnonzero(np.r_[True, roll.household[1:] != roll.household[:-1]])
    sizes = np.diff(np.r_[starts, len(roll)])
    present = roll.household[starts]
    households, state = taken(households, present), taken(state, present)
    row_household = np.repeat(np.arange(len(starts)), sizes)
    mine = taken(people, roll.person)
    alive = (roll.died == 0).astype(np.int64)
    doing = conditions(mine, households.cause[row_household], alive, year)
    members = np.maximum(np.add.reduceat(alive, starts), 1)
    incomes = parted(state.per_head, members, np.add.reduceat(doing.months, starts), households.shares)
    of_households = _of_households(villages, households, state, incomes, members, doing, starts, year)
    of_people = _of_people(mine, roll, doing, texts, households, row_household, starts)
    repeated = of_households[pl.Series(row_household)]
    frame = pl.concat([repeated, of_people], how="horizontal")
    return Written(frame.select(_ORDER), starts, sizes, row_household, roll.person, roll.role, doing)


def _of_households(
    villages: Villages,
    households: Households,
    state: HouseholdYear,
    incomes: Incomes,
    members: Ints,
    doing: Conditions,
    starts: Ints,
    year: int,
) -> pl.DataFrame:
    count = len(households)
    village, status, other = state.village, state.status, households.other
    ordinary, needy = status == Status.ORDINARY, (status == Status.POOR) | (status == Status.RETURNED)
    offsets = 1 + (other * 5).astype(int), 6 + (other * 50).astype(int) % 5
    second, third = (other < 0.35), (other < 0.10)
    monitored = np.where(ordinary, np.where(households.watched < 0.85, 2, 3), 0)
    monitored = np.where((status == Status.OUT) & (households.watched < 0.03), 1, monitored)
    end = int(first_of_year(year + 1)) - 1
    found = np.where(monitored > 0, end - 30 - (households.found * 300).astype(int), 0)
    gone = (monitored > 0) & (households.shares < 0.4) & (households.found > 0.5)
    grade = np.where(
        needy, np.searchsorted([0.2, 0.7, 0.9], households.house), (households.house > 0.55).astype(int)
    )
    water = [~needy | ((households.water * scale) % 1 < 0.9) for scale in (1, 10, 100, 1000)]
    words_of = {"village": villages.name, "town": villages.town, "county": villages.county}
    away = np.maximum.reduceat(doing.months, starts) >= _AWAY
    base = pl.DataFrame({"n": households.number, "c": households.county, "v": villages.code[village]})
    texts = base.select(
        pl.concat_str(pl.lit("示例户"), pl.col("c").cast(pl.String), pl.col("n").cast(pl.String).str.zfill(9))
        .alias("household"),
        pl.col("v").cast(pl.String).alias("village_code"),
        pl.concat_str(pl.lit("100"), (pl.col("n") % 10**8).cast(pl.String).str.zfill(8))
        .alias("household_phone"),
    )  # fmt: skip
    return texts.with_columns(
        pl.lit(end, pl.Int32).cast(pl.Date).alias("dated"),
        *(words(values, village).alias(name) for name, values in words_of.items()),
        words([f"{each}组" for each in range(1, 13)], (households.house * 1e4).astype(int) % 12).alias(
            "hamlet"
        ),
        pl.Series("members", members),
        words([*_CAUSES, None], np.where(ordinary, 12, households.cause)).alias("cause"),
        words([*_CAUSES, None], np.where(second & ~ordinary, (households.cause + offsets[0]) % 12, 12)).alias(
            "cause2"
        ),
        words([*_CAUSES, None], np.where(third & ~ordinary, (households.cause + offsets[1]) % 12, 12)).alias(
            "cause3"
        ),
        pl.Series("unsafe_house", grade >= 2),
        words(GRADES, grade).alias("house_grade"),
        pl.Series("house_area", members * 18 + (households.house * 1e3).astype(int) % 40),
        words(STRUCTURES, np.clip(grade + (households.house * 1e5).astype(int) % 2, 0, 3)).alias(
            "house_structure"
        ),
        pl.Series("house_year", np.where(grade >= 2, 1965, 1995) + (households.house * 1e6).astype(int) % 20),
        pl.Series("water", water[0] & water[1] & water[2] & water[3]),
        *(
            pl.Series(f"water_{name}", good)
            for name, good in zip(("quantity", "quality", "distance", "reliability"), water, strict=True)
        ),
        (pl.Series("income", incomes.per_head).cast(pl.Float64) / 100).cast(MONEY),
        *(pl.Series(name, getattr(incomes, part)).cast(MONEY) for name, part in _PARTS.items()),
        pl.Series("year", np.full(count, year)),
        days(households.identified).alias("identified"),
        words(KINDS, status).alias("kind"),
        words(STATUSES, status).alias("status"),
        words(MONITORED, monitored).alias("monitored"),
        pl.Series("risk_gone", gone).zip_with(
            pl.Series(monitored > 0), pl.Series([None] * count, dtype=pl.Boolean)
        ),
        days(found).alias("risk_found"),
        days(np.where(gone, np.minimum(found + 40 + (households.shares * 200).astype(int), end), 0)).alias(
            "risk_ended"
        ),
        words(STANDARDS, np.searchsorted([0.9, 0.97], (other * 17) % 1)).alias("standard"),
        words(ATTRIBUTES, households.attribute).alias("attribute"),
        pl.Series("allowance", np.isin(households.attribute, (1, 3))),
        pl.Series("destitute", households.attribute == 2),
        pl.Series("empty_nest", (np.minimum.reduceat(doing.age, starts) >= 60) & ~away),
    )


def _of_people(
    people: People,
    roll: Roll,
    doing: Conditions,
    texts: pl.DataFrame,
    households: Households,
    row_household: Ints,
    starts: Ints,
) -> pl.DataFrame:
    alive = roll.died == 0
    head_sex = np.full(len(households), MALE)
    heads = (roll.role == Role.HEAD) & alive
    head_sex[row_household[heads]] = people.sex[heads]
    relation = (roll.role - 1) * 4 + 2 * head_sex[row_household] + people.sex
    phone = (doing.age >= 16) & alive & (people.cover < 0.8)
    named = texts[pl.Series(roll.person)]
    numbers = pl.DataFrame({"n": people.number, "has": phone, "d": doing.disability}).with_columns(named)
    pension = (doing.age >= 16) & (doing.schooling == OUT_OF_SCHOOL) & (people.cover < 0.93) & alive
    education, months = np.where(doing.education < 0, len(EDUCATION), doing.education), doing.months
    away = np.maximum.reduceat(months, starts) >= _AWAY
    left = np.select(
        [
            doing.age < 16,
            (people.sex == FEMALE)
            & (doing.age >= 20)
            & (doing.age < 60)
            & (months == 0)
            & (roll.role == Role.SPOUSE),
            (doing.age >= 60) & (months < _AWAY),
        ],
        [1, 2, 3],
        0,
    )
    return numbers.select(
        pl.concat_str(pl.lit("示例人"), pl.col("n").cast(pl.String).str.zfill(10)).alias("person"),
        pl.col("name"),
        pl.col("identity"),
        pl.when("has")
        .then(pl.concat_str(pl.lit("1001"), (pl.col("n") % 10**7).cast(pl.String).str.zfill(7)))
        .alias("person_phone"),
        pl.when(pl.col("d") > 0)
        .then(pl.concat_str(pl.col("identity"), pl.col("d").cast(pl.String)))
        .alias("disability"),
        words(_RELATIONS, relation).alias("relation"),
        words(NATIONALITIES, people.nationality).alias("nationality"),
        words([*EDUCATION, None], education).alias("education"),
        words(SCHOOLING, doing.schooling).alias("schooling"),
        words(HEALTH, doing.health).alias("health"),
        words(SKILLS, doing.skill).alias("skill"),
        pl.Series("months", months),
        pl.Series("insured", (people.cover * 31 % 1 < 0.98) & alive),
        days(people.since).alias("person_identified"),
        words(("female", "male"), people.sex).alias("sex"),
        days(people.born).alias("born"),
        pl.Series("medical_insurance", (people.cover * 53 % 1 < 0.995) & alive),
        pl.Series("pension", pension),
        words(LEFT_BEHIND, np.where(away[row_household] & alive, left, 0)).alias("left_behind"),
        days(roll.died).alias("died"),
    )


_ORDER = (
    "dated", "county", "town", "village", "hamlet", "household", "person", "name", "identity", "members",
    "relation", "nationality", "education", "schooling", "health", "skill", "months", "insured", "cause",
    "unsafe_house", "water", "income", "household_phone", "person_phone", "identified", "person_identified",
    "kind", "monitored", "risk_gone", "risk_found", "risk_ended",
    "village_code", "sex", "born", "attribute", "cause2", "cause3", "standard", "year", *_PARTS,
    "house_grade", "house_area", "house_structure", "house_year", "water_quantity", "water_quality",
    "water_distance", "water_reliability", "medical_insurance", "pension", "allowance", "disability",
    "left_behind", "destitute", "empty_nest", "status", "died",
)  # fmt: skip
