"""Identity numbers that pass every check and that nobody has.

A number begins with the code of the county that gave it out. The last two digits of these run from 99 down to
91 (county-level cities were numbered from 81 up, and no list of 1980 to the present that we have reaches 91
in the four prefectures; ``tests/demo/registers`` holds that up to the lists). An office that never was has
given out no number. Province and prefecture are real, so checks that know provinces let them through and
say at the most that the county is unknown.
"""

from __future__ import annotations

import numpy as np
import polars as pl

from xieshou.demo.registers.arrays import Ints
from xieshou.demo.registers.people import People

_REGIONS = tuple(range(99, 90, -1))
_PER_DAY = 499
"""Numbers of one sex that a region has for a day: 001 to 999 by twos."""
CAPACITY = len(_REGIONS) * _PER_DAY
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


class TooManyPeopleError(ValueError):
    """More people were born on one day in one prefecture than there are numbers: name more counties."""


def number_people(people: People, offset: Ints, room: Ints) -> tuple[pl.Series, Ints]:
    """The numbers, all different, and the places of their check digits in ``CHECKS``.

    ``offset`` is the first number within a day that a person may have, ``room`` how many follow.

    Raises:
        TooManyPeopleError: when they do not suffice.
    """
    rank = _ranks(((people.county // 100) * 100_000 + people.born + 50_000) * 2 + people.sex)
    if (rank >= room).any():
        raise TooManyPeopleError
    rank = rank + offset
    region = people.county // 100 * 100 + np.array(_REGIONS)[rank // _PER_DAY]
    running = 2 * (rank % _PER_DAY) + np.where(people.sex == 1, 1, 2)
    day = people.born.astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    year = month.astype("datetime64[Y]").astype(int) + 1970
    of_year = month.astype(int) % 12 + 1
    of_month = (day - month).astype(int) + 1
    birth = year * 10_000 + of_year * 100 + of_month
    body = region * 10**11 + birth * 1000 + running
    check = _checks(body)
    texts = pl.DataFrame({"body": body}).select(
        pl.concat_str(pl.col("body").cast(pl.String), pl.lit(pl.Series(list(CHECKS)).gather(check)))
    )
    return texts.to_series(), check


def _ranks(group: Ints) -> Ints:
    """0, 1, 2 … within those of the same group, in their order."""
    order = np.argsort(group, kind="stable")
    arranged = group[order]
    starts = np.flatnonzero(np.r_[True, arranged[1:] != arranged[:-1]])
    sizes = np.diff(np.r_[starts, len(group)])
    rank = np.empty(len(group), dtype=np.int64)
    rank[order] = np.arange(len(group)) - np.repeat(starts, sizes)
    return rank


def _checks(body: Ints) -> Ints:
    total = np.zeros(len(body), dtype=np.int64)
    rest = body
    for weight in reversed(_WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += weight * digit
    return total % 11
