"""The quick way over whole columns reads nothing that the way cell by cell would read otherwise."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbooks.declared import ALL
from tests.workbooks.values import texts, values
from xieshou.kernel.language import Language
from xieshou.kernel.quantity import unit
from xieshou.workbooks.cells import BadCellError, Context, cells_of
from xieshou.workbooks.cells.numbers import plain
from xieshou.workbooks.cells.texts import tidied, tidy
from xieshou.workbooks.declaring import Column, Kind

COLUMNS = [column for workbook in ALL for column in workbook]
numberish = st.from_regex(r"\A-?[0-9]{0,17}(\.[0-9]{0,17})?\Z") | st.floats(allow_nan=False).map(repr)
dateish = st.from_regex(r"\A[12][0-9]{3}[-./年][01]?[0-9]([-./月][0-3]?[0-9])?( 00:00:00)?\Z")


def as_written(column: Column, value: Any) -> str:
    shown = cells_of(column).shown(cells_of(column).store(value), Language.CHINESE)
    return plain(shown) if hasattr(shown, "as_tuple") else str(shown)


def contexts(column: Column) -> st.SearchStrategy[Context]:
    units = st.none() | st.sampled_from([unit("元"), unit("万元"), unit("亿元")])
    return st.builds(
        Context, units if column.kind is Kind.MONEY else st.none(), st.booleans(), st.just(False)
    )


@pytest.mark.parametrize("column", COLUMNS, ids=lambda each: each.field)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_the_quick_way_reads_the_slow_way_reads_the_same(column: Column, data: st.DataObject) -> None:
    kind = cells_of(column)
    own = values(column).filter(lambda value: value is not None).map(lambda value: as_written(column, value))
    cells = data.draw(st.lists((own | numberish | dateish | texts).map(tidy).filter(bool), max_size=8))
    context = data.draw(contexts(column))
    quick = kind.clean(pl.col("text"), context)
    if quick is None:
        return
    frame = pl.DataFrame({"text": pl.Series(cells, dtype=pl.String)}).select("text", quick.alias("value"))
    for text, value in frame.iter_rows():
        if value is None:
            continue
        try:
            assert value == kind.parse(text, context).value, text
        except BadCellError as problem:
            raise AssertionError(f"{text!r} was read as {value!r} but is {problem}") from None


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)))))
def test_columns_are_tidied_as_single_texts_are(cells: list[str]) -> None:
    frame = pl.DataFrame({"text": pl.Series(cells, dtype=pl.String)}).select(tidied(pl.col("text")))
    assert frame["text"].to_list() == [tidy(cell) for cell in cells]
