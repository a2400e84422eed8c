"""What a table says of people and their households, laid beside what is on record.

In a prepared frame stand the fields of the table as they would be stored, with ``@`` before it what is on
record of the person, with ``~`` what is on record of the household that the row names; ``#`` is before what
no ledger shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from xieshou.domain.households.models import HEAD, Household, Member
from xieshou.domain.households.storing.fields import OF_HOUSEHOLD, OF_INCOME, SEALED
from xieshou.domain.households.storing.reading import Reader
from xieshou.domain.households.workbooks.codes import MASKED
from xieshou.domain.personal.bulk import blind_column, equal_column
from xieshou.domain.places.villages import NoVillage, Village, Written, find_villages
from xieshou.kernel.actor import Actor, Permission
from xieshou.workbooks.tables import ROW, Table

PLACE = ("county", "town", "village")
STANDING = ("kind", "monitored", "risk_found", "risk_gone", "risk_ended")
SHARED = (
    "dated", "year", *PLACE, *OF_HOUSEHOLD, "household_phone", "bank_account", "identified", "income",
    "per_head", "members", *OF_INCOME, *STANDING,
)  # fmt: skip
"""What is said of the household, and stands in the row of everybody in it."""
_AT_ONCE = 10_000
_PART = 50_000
_HEADS = ("本人", "户主本人", "本人(户主)", "本人或户主", "之户主")


@dataclass(frozen=True)
class Prepared:
    """``frame``: the rows beside the records. ``known``: all people of the households in question.

    ``everybody``: the people (``person``) of the whole file, of which the table may be a part.
    ``places``: what each three names of a place mean. ``apart``: cells that differ within a household.
    """

    table: Table
    frame: pl.DataFrame
    known: pl.DataFrame
    everybody: pl.DataFrame
    places: dict[Written, Village | NoVillage]
    apart: dict[str, pl.DataFrame]

    @property
    def settled(self) -> Settled:
        """The rows of the table, and of the fields that the records give in another way their cells."""
        read = self.table.frame
        other = [field for field in self.table.fields if not self.frame[field].equals(read[field])]
        return Settled(read[ROW], {field: self.frame[field].rechunk() for field in other})


@dataclass(frozen=True)
class Settled:
    """Some rows of a table by their numbers, and columns of them that were settled."""

    rows: pl.Series
    columns: dict[str, pl.Series]


def settled_table(table: Table, parts: list[Settled]) -> Table:
    """The table with what was settled in its parts, column by column: few differ, and a copy is large."""
    frame = table.frame
    place = frame[ROW].to_numpy()
    at = [np.searchsorted(place, part.rows.to_numpy()) for part in parts]
    back = np.argsort(np.concatenate(at)) if at else np.array([], dtype=np.int64)
    for field in table.fields:
        if any(field in part.columns for part in parts):
            pieces = [
                part.columns.pop(field) if field in part.columns else frame[field].gather(own)
                for part, own in zip(parts, at, strict=True)
            ]
            frame = frame.with_columns(pl.concat(pieces).gather(back).alias(field))
    return Table(table.workbook, frame)


def parts_of(table: Table, together: pl.Series | None = None) -> Iterator[Table]:
    """The table in parts of some hundred thousand rows, each with whole households.

    ``together``: households that come in one part, the first: people go over from one to another.
    """
    many = -(-table.height // _PART)
    if many <= 1:
        yield table
        return
    number = table.frame["household"].hash() % many + 1
    if together is not None and together.len():
        number = number.set(table.frame["household"].is_in(together.implode()).fill_null(value=False), 0)
    for each in range(many + 1):
        part = table.frame.filter(number.fill_null(1) == each)
        if part.height:
            yield Table(table.workbook, part)


def prepare(
    actor: Actor, table: Table, everybody: pl.DataFrame | None = None, *, settled: bool = False
) -> Prepared:
    """Lay a table beside the records; a few queries for each ten thousand people.

    ``settled``: it was laid there before, so that every row says all that is said of its household.
    """
    frame = table.frame
    known = _known(frame)
    frame = _beside(frame, known)
    fields = table.fields
    if "year" in table.workbook.fields:  # then the date is that of the form, which is not kept
        frame = frame.with_columns(pl.lit(None, pl.String).alias("@dated"))
    if "relation" in fields:
        bare = pl.col("relation").str.strip_chars()
        frame = frame.with_columns(
            pl.when(bare.is_in(_HEADS)).then(pl.lit(HEAD)).otherwise(bare).alias("relation")
        )
    tags = [field for field in ("destitute", "empty_nest") if field in fields]
    frame = frame.with_columns(pl.when(field).then(True).alias(field) for field in tags)  # no is the usual
    shared = [] if settled else [field for field in SHARED if field in fields]
    frame, apart = _of_one_household(frame, shared)
    frame, places = _placed(actor, frame, fields)
    frame = _masked(frame, fields)
    frame = _standing(frame, fields)
    frame = _dated(frame, fields)
    differs = [pl.col(field).ne_missing(pl.col(f"@{field}")) for field in fields if field != "person"]
    writes = pl.col("@#member").is_null() | pl.any_horizontal(differs)
    people = table.frame.select("person") if everybody is None else everybody
    return Prepared(table, frame.with_columns(writes.alias("#writes")), known, people, places, apart)


def _known(frame: pl.DataFrame) -> pl.DataFrame:
    """All people of the households that the rows name or whose people they name; the empty ones, too."""
    keys: set[int] = set()
    for model, field, key in ((Member, "person", "household_id"), (Household, "household", "pk")):
        numbers = frame[field].drop_nulls().unique().to_list()
        rows: Any = model.objects.unscoped("whose numbers these are, seen or not: no number twice")
        for at in range(0, len(numbers), _AT_ONCE):
            keys.update(rows.filter(number__in=numbers[at : at + _AT_ONCE]).values_list(key, flat=True))
    reader = Reader(internal=True)
    parts = list(reader.frames(sorted(keys))) or [reader.rows_of([])]
    return pl.concat(parts)


def _beside(frame: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    people = known.filter(pl.col("#member").is_not_null())
    theirs = people.rename({name: f"@{name}" for name in people.columns})
    homes = known.unique("#household", maintain_order=True).select(
        "household", *(name for name in known.columns if name in (*SHARED, *_OF_HOME))
    )
    homes = homes.rename({name: f"~{name}" for name in homes.columns})
    return frame.join(theirs, left_on="person", right_on="@person", how="left", maintain_order="left").join(
        homes, left_on="household", right_on="~household", how="left", maintain_order="left"
    )


_OF_HOME = (
    "#household", "#village", "#code", "#ended", "#household_phone_index", "#bank_account", "#status",
    "#status_start", "#monitoring", "#income",
)  # fmt: skip


def _of_one_household(frame: pl.DataFrame, fields: list[str]) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """An empty cell of the household's data is what its other rows say; where they differ is told."""
    firsts = [pl.col(field).drop_nulls().first().over("household").alias(f"#1.{field}") for field in fields]
    beside = frame.with_columns(firsts)
    named = pl.col("household").is_not_null()
    apart = {}
    for field in fields:
        other = beside.filter(named & pl.col(field).ne(pl.col(f"#1.{field}")))
        if other.height:
            apart[field] = other.select(ROW, "household")
    filled = [
        pl.when(named).then(pl.coalesce(field, f"#1.{field}")).otherwise(pl.col(field)).alias(field)
        for field in fields
    ]
    return beside.with_columns(filled).drop(f"#1.{field}" for field in fields), apart


def _placed(
    actor: Actor, frame: pl.DataFrame, fields: tuple[str, ...]
) -> tuple[pl.DataFrame, dict[Written, Village | NoVillage]]:
    """The village of each row: of its names, or where none stand the one on record."""
    names = [field for field in PLACE if field in fields]
    if not names:
        return frame.with_columns(pl.col("~#village").alias("#place"), pl.col("~#code").alias("#code")), {}
    written = frame.select(
        *(pl.col(field) if field in fields else pl.lit(None, pl.String).alias(field) for field in PLACE)
    )
    # What stands there as on record needs no look.
    same = pl.all_horizontal(pl.col(field).eq_missing(pl.col(f"~{field}")) for field in names)
    known = frame.select(
        pl.col("~#village").is_not_null() & (same | pl.all_horizontal(pl.col(n).is_null() for n in names))
    ).to_series()
    reach = actor.reach(Permission.RECORD)
    asked = [tuple(row) for row in written.filter(~known).unique().iter_rows()]
    places = find_villages(asked, reach.has_code) if asked else {}
    rows = [
        (*key, found.id, found.code, found.county or None, found.town or None, found.name)
        for key, found in places.items()
        if isinstance(found, Village)
    ]
    schema: dict[str, Any] = dict.fromkeys((*PLACE, "#id", "#found", "#county", "#town", "#name"), pl.String)
    found = pl.DataFrame(rows, schema=schema | {"#id": pl.Int64}, orient="row")
    joined = written.join(found, on=list(PLACE), how="left", nulls_equal=True, maintain_order="left")
    frame = frame.with_columns(
        known.alias("#kept"), *(joined[name] for name in ("#id", "#found", "#county", "#town", "#name"))
    )
    kept = pl.col("#kept")
    return frame.with_columns(
        pl.when(kept).then("~#village").otherwise("#id").alias("#place"),
        pl.when(kept).then("~#code").otherwise("#found").alias("#code"),
        *(
            pl.when(kept).then(f"~{field}").otherwise(pl.coalesce(f"#{source}", field)).alias(field)
            for field, source in (("county", "county"), ("town", "town"), ("village", "name"))
            if field in fields
        ),
    ).drop("#kept", "#id", "#found", "#county", "#town", "#name"), places


def _masked(frame: pl.DataFrame, fields: tuple[str, ...]) -> pl.DataFrame:
    """Sealed cells that are what is on record become its mask, so that nothing has changed."""
    for field, (model, name) in SEALED.items():
        if field in fields:
            side = "~" if model is Household else "@"
            frame = frame.with_columns(_settled(frame, field, model, name, side))
    if "identity" in fields:
        texts = frame["identity"]
        short = texts.str.len_chars() <= 18
        for mine, name, index in (
            (short, "id_number", "@#id_index"),
            (~short, "disability_number", "@#disability_index"),
        ):
            same = _same_index(frame, "identity", Member, name, index) & mine
            frame = frame.with_columns(
                pl.when(same).then("@identity").otherwise("identity").alias("identity")
            )
    if "health" in fields:
        column: Any = Member._meta.get_field("health")
        same = pl.Series(
            equal_column(frame["@#health"], frame["health"], column.column_bound), dtype=pl.Boolean
        )
        same &= frame["health"].is_not_null()
        frame = frame.with_columns(pl.when(same).then(pl.lit(MASKED)).otherwise("health").alias("health"))
    return frame


def _settled(frame: pl.DataFrame, field: str, model: Any, name: str, side: str) -> pl.Expr:
    if field == "bank_account":
        column = model._meta.get_field(name).column_bound
        same = pl.Series(equal_column(frame[f"{side}#{field}"], frame[field], column), dtype=pl.Boolean)
        same &= frame[field].is_not_null()
    else:
        same = _same_index(frame, field, model, name, f"{side}#{field}_index")
    return pl.when(same).then(f"{side}{field}").otherwise(field).alias(field)


def _same_index(frame: pl.DataFrame, field: str, model: Any, name: str, index: str) -> pl.Series:
    """Is the text of each row the one whose blind index is on record? Asked only where there is one."""
    column = model._meta.get_field(name).column_bound
    ask = frame[index].is_not_null() & frame[field].is_not_null()
    ask &= ~frame[field].fill_null("").str.contains("[*＊]")
    texts = frame[field].set(~ask, None) if ask.any() else pl.Series(field, [None] * frame.height, pl.String)
    made = pl.Series(blind_column(texts, column), dtype=pl.String)
    return (made == frame[index]).fill_null(value=False)


def _standing(frame: pl.DataFrame, fields: tuple[str, ...]) -> pl.DataFrame:
    """What a table does not say of status, watch and income stays as it is on record."""
    if "kind" in fields:
        frame = frame.with_columns(pl.coalesce("kind", "~kind"))
    watched = [field for field in STANDING[1:] if field in fields]
    if "monitored" in fields:
        silent = pl.all_horizontal(pl.col(field).is_null() for field in watched)
        frame = frame.with_columns(
            pl.when(silent).then(f"~{field}").otherwise(field).alias(field) for field in watched
        )
        on = pl.col("monitored").is_not_null()
        if "risk_found" in fields:
            frame = frame.with_columns(
                pl.when(on)
                .then(pl.coalesce("risk_found", "~risk_found"))
                .otherwise("risk_found")
                .alias("risk_found")
            )
        same = on & (
            pl.col("risk_found").eq_missing(pl.col("~risk_found")) if "risk_found" in fields else pl.lit(True)
        )
        if "risk_gone" in fields:
            ended = pl.col("risk_ended").is_not_null() if "risk_ended" in fields else pl.lit(False)
            told = pl.when(ended).then(True).when(same).then("~risk_gone").otherwise(False)
            frame = frame.with_columns(
                pl.when(on).then(pl.coalesce("risk_gone", told)).otherwise("risk_gone").alias("risk_gone")
            )
        if "risk_ended" in fields:
            gone = pl.col("risk_gone") if "risk_gone" in fields else pl.lit(True)
            frame = frame.with_columns(
                pl.when(same & gone)
                .then(pl.coalesce("risk_ended", "~risk_ended"))
                .otherwise("risk_ended")
                .alias("risk_ended")
            )
    return frame


def has_parts(fields: Iterable[str]) -> pl.Expr:
    """Does the row tell any part of an income?"""
    return pl.any_horizontal(
        pl.lit(value=False), *(pl.col(each).is_not_null() for each in OF_INCOME if each in fields)
    )


def _dated(frame: pl.DataFrame, fields: tuple[str, ...]) -> pl.DataFrame:
    """The date of a table is kept as the year of the income; the number of people is what is counted.

    The whole date stays where something happens on it: somebody comes or moves, a status or a watch changes.
    """
    here = pl.col("@#member").is_not_null() & pl.col("@#household").eq_missing(pl.col("~#household"))
    still = here & ~pl.any_horizontal(
        pl.lit(value=False),
        *(pl.col(each).ne_missing(pl.col(f"~{each}")) for each in STANDING if each in fields),
    )
    income = [pl.col(field).is_not_null() for field in ("income", "per_head", *OF_INCOME) if field in fields]
    day = pl.col("dated") if "dated" in fields else pl.lit(None, pl.String)
    of_day = day.str.strip_prefix(">=").str.slice(0, 4).cast(pl.Int64)
    frame = frame.with_columns(
        pl.any_horizontal(pl.lit(value=False), *income).alias("#told"),
        day.alias("#dated"),
        (pl.col("year") if "year" in fields else of_day).alias("#year"),
    )
    news = pl.col("#told") & pl.col("#year").is_not_null() & pl.col("#year").ne_missing(pl.col("@year"))
    kept = pl.when(still & ~news)
    if "dated" in fields:
        frame = frame.with_columns(kept.then("@dated").otherwise("dated").alias("dated"))
    if "year" in fields:
        frame = frame.with_columns(kept.then("@year").otherwise("year").alias("year"))
    if "per_head" in fields:  # computed, so that it is as its parts are
        parts = [pl.col(each).eq_missing(pl.col(f"~{each}")) for each in OF_INCOME if each in fields]
        as_kept = still & ~news & pl.all_horizontal(pl.lit(value=True), *parts) & has_parts(fields)
        frame = frame.with_columns(
            pl.col("per_head").alias("#per_head"),
            pl.when(as_kept).then("~per_head").otherwise("per_head").alias("per_head"),
        )
    frame = frame.with_columns(
        pl.when(still).then(pl.coalesce(field, f"~{field}")).otherwise(field).alias(field)
        for field in ("income", "per_head")
        if field in fields
    )
    if "members" in fields:
        frame = frame.with_columns(
            pl.col("members").alias("#members"),
            pl.when(here).then("@members").otherwise("members").alias("members"),
        )
    return frame
