"""Tables of numpy columns: what is true of all rows is computed for all rows at once."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Columns:
    """Columns of one length."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))


C = TypeVar("C", bound=Columns)


def taken(table: C, rows: npt.NDArray[Any], **changed: npt.NDArray[Any]) -> C:
    """Those rows of it, some columns replaced."""
    kept = {each.name: getattr(table, each.name)[rows] for each in fields(table) if each.name not in changed}
    return type(table)(**kept, **changed)


def joined(first: C, *others: C) -> C:
    """The tables one below the other."""
    return type(first)(
        **{
            each.name: np.concatenate([getattr(table, each.name) for table in (first, *others)])
            for each in fields(first)
        }
    )


def first_of_year(years: npt.NDArray[Any] | int) -> npt.NDArray[Any]:
    """1 January of each year, in days since 1970."""
    return (
        (np.asarray(years, dtype="int64") - 1970).astype("datetime64[Y]").astype("datetime64[D]").astype(int)
    )


def drawn(random: np.random.Generator, shares: dict[str, float], count: int) -> Ints:
    """Places in ``shares``, each as often as its share says."""
    edges = np.cumsum(list(shares.values()))
    return np.searchsorted(edges / edges[-1], random.random(count), side="right").astype(np.int64)


def picked(luck: Floats, shares: npt.NDArray[np.float64]) -> Ints:
    """For each luck from 0 to 1 a place in its row of ``shares`` (which add up to 1)."""
    edges = np.cumsum(shares, axis=1)[:, :-1]
    place: Ints = (luck[:, None] >= edges).sum(axis=1)
    return place
