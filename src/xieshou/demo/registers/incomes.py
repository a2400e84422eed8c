"""Incomes: what a household of each status has a head, and what it is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xieshou.demo.registers.arrays import Columns, Floats, Ints
from xieshou.demo.registers.households import HouseholdYear, Status

LINES = {2016: 2952, 2017: 2952, 2018: 2995, 2019: 3218, 2020: 4000}
"""The line in yuan a head and year, as far as it is widely stated; for other years the nearest. For measures
of real registers the lines stand in the register of lines, with their sources."""


def line_of(year: int) -> int:
    """The line that the made-up incomes of that year are laid around."""
    return LINES[min(max(year, min(LINES)), max(LINES))]


@dataclass(frozen=True)
class Incomes(Columns):
    """Whole yuan of the household and year; ``per_head`` is in cents, half a cent rounded up."""

    wage: Ints
    business: Ints
    cost: Ints
    property: Ints
    transfer: Ints
    per_head: Ints


def first_per_head(random: np.random.Generator, status: Ints, year: int) -> Floats:
    """Yuan a head of each household, log-normal above the line, below it for the poor and the returned."""
    line, count = line_of(year), len(status)
    out = line * (1.02 + random.lognormal(-0.1, 0.55, count))
    poor = line * (0.35 + 0.63 * random.beta(4, 1.6, count))
    returned = line * (0.6 + 0.37 * random.random(count))
    return np.select([status == Status.POOR, status == Status.RETURNED], [poor, returned], out)


def next_per_head(random: np.random.Generator, before: HouseholdYear, status: Ints, year: int) -> Floats:
    """A year later: incomes drift by some 8 %; who left poverty is above the line, who returned below."""
    line, count = line_of(year), len(status)
    drift = before.per_head * np.exp(np.clip(random.normal(0.08, 0.08, count), -0.2, 0.4))
    out = np.maximum(drift, line * (1.01 + 0.2 * random.random(count)))
    below = np.minimum(drift, line * (0.7 + 0.27 * random.random(count)))
    return np.where((status == Status.OUT) | (status == Status.ORDINARY), out, below)


def parted(per_head: Floats, members: Ints, months: Ints, shares: Floats) -> Incomes:
    """The income of each household in its parts, of which wages need months of work.

    Net income a head = (wage + business − cost + property + transfer) ÷ members.
    """
    total = np.ceil(per_head * members).astype(np.int64)
    wage = (total * 0.9 * months / (months + 10.0)).astype(np.int64)
    rest = total - wage
    net = (rest * 0.75 * shares).astype(np.int64)
    cost = (net * 0.45).astype(np.int64)
    owned = (rest * 0.03 * (1 - shares)).astype(np.int64)
    return Incomes(
        wage=wage,
        business=net + cost,
        cost=cost,
        property=owned,
        transfer=rest - net - owned,
        per_head=(200 * total + members) // (2 * members),
    )
