"""The kinds of faults that are planted, each with its rate; later checks must find them.

Each fault that is planted breaks one rule that the rows keep otherwise. Kinds of two entries of one person
are in ``doubles``.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from xieshou.demo.registers.arrays import Bools, Ints
from xieshou.demo.registers.columns import Written
from xieshou.demo.registers.conditions import DISABLED, LOST
from xieshou.demo.registers.doubles import Doubled
from xieshou.demo.registers.households import Role
from xieshou.demo.registers.identities import CHECKS
from xieshou.demo.registers.planting import Edit, Fault, Ground, everybody


def _age(ground: Ground, least: int, most: int = 130) -> Bools:
    age = ground.written.conditions.age
    return (age >= least) & (age <= most) & _living(ground)


def _living(ground: Ground) -> Bools:
    alive: Bools = ground.column("died").is_null().to_numpy() & (ground.written.role != Role.OTHER)
    return alive


def _role(ground: Ground, *roles: Role) -> Bools:
    return np.isin(ground.written.role, roles) & _living(ground)


def _others_row(ground: Ground, rows: Ints) -> Ints:
    """The head of the next household but one."""
    after = (ground.written.household[rows] + 2) % len(ground.written.starts)
    return ground.written.starts[after]


def _wrong_digit(ground: Ground, rows: Ints) -> pl.Series:
    digit = (ground.check[rows] + 1 + ground.random.integers(0, 10, len(rows))) % 11
    number = ground.of("identity", rows)
    return number.str.slice(0, 17) + pl.Series(list(CHECKS)).gather(digit)


def _one_more(ground: Ground, rows: Ints) -> pl.Series:
    return ground.of("members", rows) + 1


def _times(factor: int, name: str) -> Edit:
    return lambda ground, rows: ground.of(name, rows) * factor


def _other_sex(ground: Ground, rows: Ints) -> pl.Series:
    return ground.of("sex", rows).replace_strict({"male": "female", "female": "male"}, return_dtype=pl.String)


def _later(name: str, days: int) -> Edit:
    return lambda ground, rows: (ground.of(name, rows).cast(pl.Int32) + days).cast(pl.Date)


def _long_ago(ground: Ground, rows: Ints) -> pl.Series:
    """Some two years before the date of the register."""
    return _later("dated", -800)(ground, rows)


def _too_many(ground: Ground, rows: Ints) -> pl.Series:
    return pl.Series(ground.random.integers(13, 25, len(rows)))


def _of_another(ground: Ground, rows: Ints) -> pl.Series:
    return ground.of("identity", _others_row(ground, rows))


def _certificate_of_another(ground: Ground, rows: Ints) -> pl.Series:
    return _of_another(ground, rows) + "43"


def _above(ground: Ground, name: str) -> Bools:
    return ground.column(name).is_not_null().to_numpy()


def _is(ground: Ground, name: str, value: object) -> Bools:
    return (ground.column(name) == value).fill_null(False).to_numpy()


_AMOUNTS = ("wage", "business", "business_cost", "property", "transfer", "income")
_CHILD = (Role.CHILD, Role.GRANDCHILD)
KINDS = (
    Fault("duplicate_identity", 5e-4, lambda g: _age(g, 0) & (g.written.role != Role.HEAD),
          {"identity": _of_another}, other=_others_row),
    Fault("wrong_check_digit", 8e-4, lambda g: _age(g, 0), {"identity": _wrong_digit}),
    Fault("sex_against_identity", 4e-4, lambda g: _role(g, *_CHILD), {"sex": _other_sex}),
    Fault("birth_against_identity", 4e-4, lambda g: _age(g, 20), {"born": _later("born", 31)}),
    Fault("dead_still_paid", 3e-4, lambda g: _age(g, 66),
          {"died": _long_ago, "allowance": everybody(True), "pension": everybody(True)}),
    Fault("dead_still_working", 3e-4, lambda g: _age(g, 16, 65) & (g.written.conditions.months > 0),
          {"died": _long_ago, "pension": everybody(False)}),
    Fault("two_heads", 4e-4, lambda g: _role(g, Role.SPOUSE, Role.SON), {"relation": everybody("户主")}),
    Fault("no_head", 4e-4, lambda g: _role(g, Role.HEAD), {"relation": everybody("其他")}),
    Fault("two_spouses", 3e-4, lambda g: _role(g, Role.CHILD, Role.SON) & _age(g, 20) & _coupled(g),
          {"relation": everybody("配偶")}),
    Fault("spouse_is_child", 3e-4, lambda g: _role(g, Role.CHILD) & _age(g, 0, 13) & ~_coupled(g),
          {"relation": everybody("配偶")}),
    Fault("parent_younger_than_head", 3e-4, lambda g: _role(g, Role.CHILD) & _is(g, "sex", "male"),
          {"relation": everybody("之父")}),
    Fault("members_miscounted", 5e-4, lambda g: _age(g, 0), {"members": _one_more}, whole=True),
    Fault("income_does_not_add_up", 5e-4, lambda g: _is(g, "status", "out"),
          {"income": _times(2, "income")}, whole=True),
    Fault("income_jump", 8e-4, lambda g: _is(g, "status", "out") & (g.column("wage") > 0).to_numpy(),
          {name: _times(6, name) for name in _AMOUNTS},
          whole=True, later=True),
    Fault("out_below_line", 5e-4, lambda g: _is(g, "status", "out"),
          {name: everybody(0) for name in _AMOUNTS}, whole=True),
    Fault("grown_in_primary_school", 4e-4, lambda g: _age(g, 30),
          {"schooling": everybody("小学"), "education": everybody(None)}),
    Fault("child_in_senior_school", 4e-4, lambda g: _age(g, 3, 9), {"schooling": everybody("普通高中")}),
    Fault("child_with_degree", 4e-4, lambda g: _age(g, 6, 12), {"education": everybody("本科及以上")}),
    Fault("drop_out", 8e-4, lambda g: _age(g, 6, 15), {"schooling": everybody("非在校生")}),
    Fault("more_than_twelve_months", 5e-4, lambda g: _age(g, 20, 55) & (g.written.conditions.skill < LOST),
          {"months": _too_many}),
    Fault("child_at_work", 4e-4, lambda g: _age(g, 8, 15), {"months": everybody(8)}),
    Fault("unable_at_work", 4e-4, lambda g: (g.written.conditions.skill == LOST) & _living(g),
          {"months": everybody(9)}),
    Fault("safe_flag_on_unsafe_house", 5e-4, lambda g: _is(g, "house_grade", "A"),
          {"house_grade": everybody("D")}, whole=True),
    Fault("unsafe_flag_on_safe_house", 5e-4, lambda g: _is(g, "house_grade", "B"),
          {"unsafe_house": everybody(True)}, whole=True),
    Fault("water_against_checks", 5e-4, lambda g: _is(g, "water", True),
          {"water_quality": everybody(False)}, whole=True),
    Fault("risk_gone_before_found", 3e-4, lambda g: _above(g, "risk_ended"),
          {"risk_ended": _later("risk_found", -40)}, whole=True),
    Fault("identified_before_birth", 3e-4, lambda g: _age(g, 0, 6),
          {"person_identified": _later("born", -200)}),
    Fault("certificate_of_another", 4e-4, lambda g: (g.written.conditions.health == DISABLED) & _living(g),
          {"disability": _certificate_of_another}),
    Fault("healthy_with_certificate", 4e-4, lambda g: _is(g, "health", "disabled") & _living(g),
          {"health": everybody("healthy")}),
    Fault("cause_twice", 4e-4, lambda g: _above(g, "cause2"), {"cause2": lambda g, rows: g.of("cause", rows)},
          whole=True),
)  # fmt: skip
"""Rates are of the people, of whole households of the households."""


def _coupled(ground: Ground) -> Bools:
    """Has the household of each row a spouse?"""
    there = np.zeros(len(ground.written.starts), dtype=bool)
    there[ground.written.household[_role(ground, Role.SPOUSE)]] = True
    return there[ground.written.household]


def plant(
    random: np.random.Generator,
    written: Written,
    doubled: Doubled,
    check: Ints,
    year: int,
    *,
    later: bool,
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The register with its faults, and the faults as rows (year, kind, person, household, other person).

    ``check`` is the place of the check digit of each row's number; ``later`` says that a year comes before.
    """
    ground = Ground(written, random, np.zeros(len(written.starts), dtype=bool), year, check)
    row_of = np.empty(len(doubled.people), dtype=np.int64)
    row_of[written.person] = np.arange(len(written.person))
    for kind, copies in doubled.copies.items():
        rows, sources = row_of[copies], row_of[doubled.sources[kind]]
        ground.used[written.household[rows]] = True
        ground.used[written.household[sources]] = True
        ground.record(
            kind, ground.of("person", rows), ground.of("household", rows), ground.of("person", sources)
        )
    for fault in KINDS:
        if later or not fault.later:
            ground.plant(fault)
    return ground.result()
