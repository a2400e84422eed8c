"""The search: block, score with splink on DuckDB, say why."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any

import polars as pl

from xieshou.linkage.blocking import blocked, same_id
from xieshou.linkage.comparing import COMMON_COLUMNS, frequencies, model, place_levels
from xieshou.linkage.grounds import with_grounds
from xieshou.linkage.people import prepared
from xieshou.linkage.settings import Settings
from xieshou.linkage.weights import SHIPPED, Levels, Weights, accepted

if TYPE_CHECKING:
    from splink import Linker

# splink, DuckDB and pyarrow are imported where they are used: only searches should pay half a
# second and their memory, not each process that serves pages.

_CHUNK = 200_000
"""People whose pairs are held at once."""
_DIGITS = 6
"""Of probabilities: beyond, the order in which threads add up shows."""
_TRAINING_PAIRS = 1e6


class TooLittleMemory(MemoryError):  # noqa: N818 — what it says is the name
    """The search needs more than ``Settings.memory``; nothing was found or written."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    ``pairs``: first, second (keys of people, first < second), score (probability, 0–1), grounds (codes of
    ``Ground``); by falling score, then by keys; each pair once. ``bounded_blocks``: rule, outcome, people,
    first (see ``blocking.BOUNDED``). ``weights``: those used; a later search with them is comparable.
    """

    pairs: pl.DataFrame
    bounded_blocks: pl.DataFrame
    weights: Weights


def find_duplicates(frame: pl.DataFrame, settings: Settings | None = None) -> Found:
    """Pairs of rows that are likely one person.

    ``frame`` has the columns of ``people.COLUMNS``. The same rows give the same answer in any order. Pairs
    with the same ID index always have score 1. Raises BadPeople and TooLittleMemory.
    """
    settings = settings or Settings()
    people = prepared(frame)
    certain, chained = same_id(people, settings.largest_block)
    people, bounded = blocked(people, settings.largest_block)
    weights = settings.weights
    if weights is None:
        weights = _trained(people, settings) if people.height >= settings.train_from else Weights()
    pairs = pl.concat([certain.with_columns(pl.lit(1.0).alias("score")), _scored(people, weights, settings)])
    pairs = (
        pairs.group_by("first", "second")
        .agg(pl.col("score").max())
        .sort("score", "first", "second", descending=[True, False, False])
    )
    bounded = pl.concat([chained, bounded]).sort("rule", "outcome", "people", "first")
    return Found(with_grounds(pairs, people), bounded, weights)


def train(frame: pl.DataFrame, settings: Settings | None = None) -> Weights:
    """Weights as this register teaches them, to be used on others or again. Raises BadPeople."""
    return _trained(prepared(frame), settings or Settings())


@contextmanager
def _linker(people: pl.DataFrame, weights: Weights, settings: Settings) -> Iterator[Linker]:
    import duckdb
    from splink import DuckDBAPI, Linker
    from splink.internals.exceptions import SplinkException

    connection = duckdb.connect(
        config={
            "memory_limit": f"{settings.memory}MiB",
            "threads": settings.threads,
            # Names and births never go to the disk: DuckDB could only encrypt what it spills with an
            # extension from the network, and says of its own cipher that it is not safe.
            "temp_directory": "",
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "preserve_insertion_order": False,
        }
    )
    try:
        engine = DuckDBAPI(connection)
        source: Any = engine.register(people.to_arrow(), dataset_display_name="people")
        linker = Linker(source, model(people, weights), log_level="ERROR", validate_settings=False)
        for column in COMMON_COLUMNS:
            table: Any = engine.register(frequencies(people, column).to_arrow(), table_name=f"of_{column}")
            linker.table_management.register_term_frequency_lookup(table, column)
        yield linker
    except SplinkException as error:
        if isinstance(error.__cause__, duckdb.OutOfMemoryException):
            raise TooLittleMemory(f"{settings.memory} MiB do not do for {people.height} people") from None
        raise
    finally:
        connection.close()


def _scored(people: pl.DataFrame, weights: Weights, settings: Settings) -> pl.DataFrame:
    """The pairs that share a block and reach the threshold: first, second, score."""
    empty = pl.DataFrame(schema={"first": pl.Int64, "second": pl.Int64, "score": pl.Float64})
    if people.height < 2:
        return empty
    chunks = ceil(people.height / _CHUNK)
    found = [empty]
    with _linker(people, weights, settings) as linker:
        for chunk in range(1, chunks + 1):
            scored = linker.inference.predict_chunk(
                left_chunk=(chunk, chunks),
                right_chunk=(1, 1),
                threshold_match_probability=max(settings.threshold - 1e-9, 0.0),
            )
            table: Any = scored
            read = pl.from_arrow(table.as_pyarrow_table())
            assert isinstance(read, pl.DataFrame)  # noqa: S101
            one, other = pl.col("person_l"), pl.col("person_r")
            found.append(
                read.select(
                    pl.min_horizontal(one, other).alias("first"),
                    pl.max_horizontal(one, other).alias("second"),
                    pl.col("match_probability").round(_DIGITS).alias("score"),
                ).filter(pl.col("score") >= settings.threshold)
            )
            scored.drop_table_from_database_and_remove_from_cache()
    return pl.concat(found)


def _trained(people: pl.DataFrame, settings: Settings) -> Weights:
    """Estimate u by a seeded sample and m by expectation maximisation; keep the shipped where it fails.

    Fellow members of a household are left out (``home`` is the household under a name that does not take the
    comparisons out of the training): of twins and brothers it would learn that near names are one person.
    """
    from splink.internals.exceptions import EMTrainingException

    with _linker(people, Weights(), settings) as linker:
        training = linker.training
        training.estimate_u_using_random_sampling(2e6, seed=settings.seed, min_count_per_level=None)
        for rule in (
            "l.village = r.village and l.born = r.born and l.home <> r.home",
            "l.name = r.name and l.name_sound = r.name_sound and l.home <> r.home",
        ):
            try:
                training.estimate_parameters_using_expectation_maximisation(
                    rule, estimate_without_term_frequencies=True, max_pairs=_TRAINING_PAIRS
                )
            except EMTrainingException:
                continue  # no pair shares these: the shipped m stay
        learnt = linker.misc.save_model_to_json()
    levels = {}
    for comparison in learnt["comparisons"]:
        name = comparison["output_column_name"]
        if name in SHIPPED:
            found = _learnt(SHIPPED[name], comparison["comparison_levels"])
            place = name == "place"
            found = place_levels(people, found) if place else found
            levels[name] = accepted(SHIPPED[name], found, ordered=place)
    return Weights(levels, people.height)


def _learnt(shipped: Levels, levels: list[dict[str, Any]]) -> Levels:
    """(m, u) of the levels; the shipped one where none was estimated."""
    values = [level for level in levels if not level.get("is_null_level")]
    return tuple(
        (_known(level.get("m_probability"), m), _known(level.get("u_probability"), u))
        for level, (m, u) in zip(values, shipped, strict=True)
    )


def _known(learnt: object, shipped: float) -> float:
    """Rounded, because the order in which threads add up shows in the last digits."""
    return float(f"{learnt:.6g}") if isinstance(learnt, float) and learnt > 0 else shipped
