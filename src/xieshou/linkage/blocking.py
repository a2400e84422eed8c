"""Which people are compared at all: those who share a key, in blocks that cannot explode."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

RULES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # a typist who hears the name, moved or not, whatever day of that year
    "name_year": (("alike", "year"), ("alike", "born")),
    # any slip in the birth
    "name_village": (("alike", "village"), ("alike", "village", "year")),
    # any slip in the name
    "birth_village": (("born", "village"), ("born", "village", "surname", "sex")),
    # a slip in the name, moved
    "birth_surname": (("born", "surname", "sex"), ("born", "surname", "sex", "town")),
    "phone": (("phone_index",), ("phone_index", "alike")),
    "disability": (("disability_index",), ("disability_index", "alike")),
}
"""Each rule: the key, and the finer key of those whose block is too large for the first."""

BOUNDED = pl.Schema({"rule": pl.String(), "outcome": pl.String(), "people": pl.Int64(), "first": pl.Int64()})
"""Blocks that were too large: ``narrowed`` to the finer key, ``left_out``, or (same ID) ``chained``: each
with the next. ``people`` in it, ``first`` is the lowest key of a person in it."""


def _key(columns: tuple[str, ...]) -> pl.Expr:
    """One number for the values of some columns; null where one of them is."""
    known = pl.all_horizontal(pl.col(name).is_not_null() for name in columns)
    return pl.when(known).then(pl.struct(columns).hash(seed=0))


def _large(keys: pl.DataFrame, largest: int) -> pl.DataFrame:
    return (
        keys.filter(pl.col("key").is_not_null())
        .group_by("key")
        .agg(pl.len().cast(pl.Int64).alias("people"), pl.col("person").min().alias("first"))
        .filter(pl.col("people") > largest)
    )


def _told(rule: str, outcome: str, blocks: pl.DataFrame) -> pl.DataFrame:
    return blocks.select(
        pl.lit(rule).alias("rule"), pl.lit(outcome).alias("outcome"), "people", "first"
    ).cast(BOUNDED)


def blocked(people: pl.DataFrame, largest: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The people with a column ``block_<rule>`` for each rule, and the blocks that were too large.

    Each block then has at most so many people, hence n × largest ÷ 2 pairs for a rule at the most.
    """
    wide = people.with_columns(
        pl.col("born").str.slice(0, 4).alias("year"), pl.col("village").str.slice(0, 9).alias("town")
    )
    bounded = [pl.DataFrame(schema=BOUNDED)]
    for rule, (first, finer) in RULES.items():
        keys = wide.select("person", _key(first).alias("key"), _key(finer).alias("finer"))
        large = _large(keys, largest)
        bounded.append(_told(rule, "narrowed", large))
        keys = keys.with_columns(
            pl.when(pl.col("key").is_in(large["key"].implode())).then("finer").otherwise("key").alias("key")
        )
        large = _large(keys, largest)
        bounded.append(_told(rule, "left_out", large))
        key = pl.when(~pl.col("key").is_in(large["key"].implode())).then("key")
        people = people.with_columns(keys.select(key.alias(f"block_{rule}")).to_series())
    return people, pl.concat(bounded)


def same_id(people: pl.DataFrame, largest: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """All pairs (first, second) with the same ID index, and the blocks where only neighbours are paired."""
    keys = people.select("person", pl.col("id_index").alias("key")).filter(pl.col("key").is_not_null())
    keys = keys.filter(pl.len().over("key") > 1).sort("key", "person")
    large = _large(keys, largest)
    too_many = pl.col("key").is_in(large["key"].implode())
    few = keys.filter(~too_many)
    each = few.join(few, on="key", suffix="_2").filter(pl.col("person") < pl.col("person_2"))
    chained = keys.filter(too_many).with_columns(pl.col("person").shift(-1).over("key").alias("person_2"))
    pairs = pl.concat(
        [
            found.select(pl.col("person").alias("first"), pl.col("person_2").alias("second"))
            for found in (each, chained.drop_nulls())
        ]
    )
    return pairs, _told("same_id", "chained", large)
