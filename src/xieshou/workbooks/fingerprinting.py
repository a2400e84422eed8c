"""One number that stands for the content of canonical columns, the same wherever it is computed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np
import polars as pl

_SLICE = 100_000


def fingerprint_of(said: object, frames: Iterable[pl.DataFrame]) -> str:
    """SHA-256 over ``repr(said)`` and the columns and cells of the frames, in hexadecimal.

    It depends on values and their order alone: not on how a frame is cut into chunks, what lies in memory
    under its nulls, the process or the machine. Frames hold texts, integers and booleans.
    """
    digest = hashlib.sha256(repr(said).encode())
    for frame in frames:
        digest.update(repr((frame.height, frame.columns)).encode())
        for part in frame.iter_slices(_SLICE):
            for column in part:
                _take_in(digest, column)
    return digest.hexdigest()


def _take_in(digest: hashlib._Hash, column: pl.Series) -> None:
    """Which cells are empty, then the values; of texts the lengths first, so that none runs into the next."""
    digest.update(np.packbits(column.is_null().to_numpy()).tobytes())
    if column.dtype == pl.String:
        texts = column.fill_null("")
        digest.update(texts.str.len_bytes().to_numpy().astype("<u4").tobytes())
        digest.update(texts.str.join("")[0].encode())
    else:
        digest.update(column.cast(pl.Int64).fill_null(0).to_numpy().astype("<i8").tobytes())
