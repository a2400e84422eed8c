"""Planting: values of some rows made wrong, and what was done written down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl

from xieshou.demo.registers.arrays import Bools, Ints
from xieshou.demo.registers.columns import Written

Edit = Callable[["Ground", Ints], pl.Series]
"""From the ground and the rows picked, what their cells hold then."""
FAULTS = {
    "year": pl.Int32,
    "kind": pl.String,
    "person": pl.String,
    "household": pl.String,
    "other": pl.String,
}


@dataclass(frozen=True)
class Fault:
    """A kind of fault: of ``rate`` of the people (or, if ``whole``, of the households) some for whom ``fits``
    holds have the columns of ``edits`` changed. ``later`` kinds need a year before.
    """

    kind: str
    rate: float
    fits: Callable[[Ground], Bools]
    edits: Mapping[str, Edit]
    whole: bool = False
    later: bool = False
    other: Callable[[Ground, Ints], Ints] | None = None


@dataclass
class Ground:
    """A register into which faults go. A household has at most one of them, so none hides another."""

    written: Written
    random: np.random.Generator
    used: Bools
    year: int
    check: Ints
    changes: dict[str, list[tuple[Ints, pl.Series]]] = field(default_factory=dict)
    records: list[pl.DataFrame] = field(default_factory=list)

    def column(self, name: str) -> pl.Series:
        """A column as it was written, before any fault."""
        return self.written.frame[name]

    def of(self, name: str, rows: Ints) -> pl.Series:
        """The cells of those rows."""
        return self.column(name).gather(rows)

    def first_rows(self) -> Bools:
        """The first row of each household."""
        found = np.zeros(len(self.written.household), dtype=bool)
        found[self.written.starts] = True
        return found

    def record(
        self, kind: str, persons: pl.Series | None, households: pl.Series, other: pl.Series | None
    ) -> None:
        """Write faults down."""
        count = len(households)
        none = pl.Series([None] * count, dtype=pl.String)
        cells = [
            pl.Series("year", [self.year] * count, dtype=pl.Int32),
            pl.Series("kind", [kind] * count, dtype=pl.String),
            (none if persons is None else persons).alias("person"),
            households.alias("household"),
            (none if other is None else other).alias("other"),
        ]
        self.records.append(pl.DataFrame(cells))

    def plant(self, fault: Fault) -> None:
        """Plant faults of that kind, at least one where one fits."""
        fits = fault.fits(self) & ~self.used[self.written.household]
        if fault.whole:
            fits &= self.first_rows()
        places = np.flatnonzero(fits)
        if not len(places):
            return
        base = len(self.written.starts) if fault.whole else len(fits)
        count = min(len(places), max(1, round(fault.rate * base)))
        picked = places[self.random.choice(len(places), count, replace=False, shuffle=False)]
        household, first = np.unique(self.written.household[picked], return_index=True)
        rows = picked[first]
        others = fault.other(self, rows) if fault.other else None
        self.used[household] = True
        wide = self._rows_of(household) if fault.whole else rows
        for name, edit in fault.edits.items():
            self.changes.setdefault(name, []).append((wide, edit(self, wide)))
        persons = None if fault.whole else self.of("person", rows)
        other = None if others is None else self.of("person", others)
        self.record(fault.kind, persons, self.of("household", rows), other)

    def _rows_of(self, households: Ints) -> Ints:
        """All rows of those households."""
        sizes = self.written.sizes[households]
        before = np.cumsum(sizes) - sizes
        return np.repeat(self.written.starts[households] - before, sizes) + np.arange(sizes.sum())

    def result(self) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The register with its faults, and the faults."""
        changed = []
        for name, edits in self.changes.items():
            series = self.column(name).clone()
            rows = np.concatenate([each for each, _ in edits])
            values = pl.concat([each.cast(series.dtype) for _, each in edits])
            changed.append(series.scatter(rows, values).alias(name))
        return self.written.frame.with_columns(changed), pl.concat(self.records)


def everybody(value: Any) -> Edit:
    """The same value for all."""
    return lambda ground, rows: pl.Series([value] * len(rows))
