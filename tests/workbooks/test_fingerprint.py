"""What stands for a set of changes depends on their values alone, and tells any two sets apart."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from xieshou.workbooks.fingerprinting import fingerprint_of

SCHEMA = {"name": pl.String, "count": pl.Int64, "held": pl.Boolean}
PINNED = "4f71f6244701763386aed16b0572f8f5ca49f94245fccdfbb1f39753b2892360"
rows = st.lists(
    st.tuples(
        st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=4),
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.booleans(),
    ),
    max_size=6,
)


def frame(of: list[tuple[object, ...]]) -> pl.DataFrame:
    return pl.DataFrame(of, schema=SCHEMA, orient="row")


@given(rows, rows)
def test_two_sets_of_rows_have_one_fingerprint_only_when_they_are_the_same(
    first: list[tuple[object, ...]], second: list[tuple[object, ...]]
) -> None:
    same = fingerprint_of("x", [frame(first)]) == fingerprint_of("x", [frame(second)])
    assert same == (first == second)


@given(rows, st.integers(0, 6))
def test_how_a_frame_is_cut_and_what_lies_under_its_blanks_makes_no_difference(
    of: list[tuple[object, ...]], at: int
) -> None:
    whole = frame(of)
    cut = pl.concat([whole.head(at), whole.slice(at)], rechunk=False)
    blank = pl.col("count").is_null()
    hidden = whole.with_columns(count=pl.when(~blank).then(pl.col("count").fill_null(7)))
    assert len({fingerprint_of("x", [each]) for each in (whole, cut, hidden)}) == 1


def test_texts_do_not_run_into_one_another() -> None:
    schema = {"a": pl.String, "b": pl.String}
    pairs = [("ab", "c"), ("a", "bc"), ("abc", ""), ("abc", None), (None, "abc")]
    frames = [pl.DataFrame([pair], schema=schema, orient="row") for pair in pairs]
    assert len({fingerprint_of("x", [each]) for each in frames}) == len(pairs)


def test_every_machine_computes_the_same() -> None:
    """It is kept between a dry run in one process and the import in another, maybe on another machine."""
    of = frame([("贫困", 1, True), (None, None, None), ("", -(2**63), False)])
    assert fingerprint_of(("x", ("name",)), [of]) == PINNED
