"""Many records as frames, some ten thousand at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

import polars as pl
from django.db.models import QuerySet

from xieshou.domain.workflow.storing.columns import as_text, dtype_of, fields_of

_BATCH = 20_000


def read_frames(records: QuerySet[Any], *attnames: str, batch: int = _BATCH) -> Iterator[pl.DataFrame]:
    """The named columns of the records, in their order, batch by batch; nothing where there are no records.

    Types are those that ``insert_frame`` takes. What is personal comes masked.

    Raises:
        WrongTypeError: for a field of a kind that frames do not hold.
    """
    fields = fields_of(records.model)
    schema = {name: dtype_of(fields[name]) for name in attnames}
    texts = {name: as_text(fields[name]) for name in attnames}
    rows = records.values_list(*attnames).iterator(chunk_size=batch)
    while some := list(islice(rows, batch)):
        columns = []
        for name, values in zip(attnames, zip(*some, strict=True), strict=True):
            told = texts[name]
            held = values if told is None else [None if each is None else told(each) for each in values]
            columns.append(pl.Series(name, held, dtype=schema[name]))
        yield pl.DataFrame(columns)
