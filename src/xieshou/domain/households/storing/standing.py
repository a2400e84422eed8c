"""What a table says of a household's status, watch and income, into periods and years.

A table knows a state on its date, seldom the day on which it began. What it does not know is kept as unknown
(``Precision.UNKNOWN``: not before the day given) or as a note, never as a date made up.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from xieshou.domain.households.models import HouseholdIncome, Monitoring, PovertyStatus, Status
from xieshou.domain.households.storing.fields import OF_INCOME, day_of, held, precision_of, yuan
from xieshou.domain.households.storing.settling import has_parts
from xieshou.domain.households.workbooks.codes import ORDINARY
from xieshou.domain.recorded.tracking import CHANGED, CREATED, write_history
from xieshou.domain.workflow.storing import insert_frame, update_frame
from xieshou.kernel.period import Precision

BY_THEN = "据户籍表,不晚于该日"
"""The note of a period that begins or ends on the date of a table: by then it was so."""


def store_standing(homes: pl.DataFrame, fields: list[str]) -> None:
    """Statuses and watches of households, one row each with its key in ``#to``."""
    homes = _full(homes, ("dated", "identified", "monitored", "risk_found", "risk_gone", "risk_ended"))
    if "kind" in fields:
        _statuses(homes)
    if "monitored" in fields:
        _watches(homes, fields)


def _statuses(homes: pl.DataFrame) -> None:
    other = homes.filter(pl.col("kind").fill_null(ORDINARY) != pl.col("~kind").fill_null(ORDINARY))
    ending = other.filter(pl.col("~#status").is_not_null())
    ended = ending.select(
        pl.col("~#status").alias("id"),
        day_of("dated").alias("end_on"),
        precision_of("dated").alias("end_precision"),
        pl.lit(BY_THEN).alias("note"),
    )
    update_frame(PovertyStatus, ended, key="id")
    _told(PovertyStatus, ended, CHANGED)
    fresh = other.filter(pl.col("kind").fill_null(ORDINARY) != ORDINARY)
    keys = fresh["#to"].to_list()
    before = _with_statuses(keys)
    after = pl.col("#to").is_in(before)
    # The first that is known of a household: poor since it was identified; out at some later time.
    out = pl.col("kind") == Status.OUT.value
    first_day = (
        pl.when(pl.col("kind") == Status.RETURNED.value).then(day_of("dated")).otherwise(day_of("identified"))
    )
    unknown = pl.when(out & pl.col("identified").is_not_null()).then(pl.lit(Precision.UNKNOWN.value))
    first_how = pl.coalesce(
        unknown,
        pl.when(pl.col("kind") == Status.RETURNED.value)
        .then(precision_of("dated"))
        .otherwise(precision_of("identified")),
    )
    added = fresh.select(
        pl.col("#to").alias("household_id"),
        pl.col("kind").alias("status"),
        pl.when(after).then(day_of("dated")).otherwise(first_day).alias("start_on"),
        pl.when(after).then(precision_of("dated")).otherwise(first_how).alias("start_precision"),
        pl.when(after | (pl.col("kind") == Status.RETURNED.value))
        .then(pl.lit(BY_THEN))
        .otherwise(pl.lit(""))
        .alias("note"),
    )
    _told(PovertyStatus, insert_frame(PovertyStatus, added), CREATED)


def _with_statuses(keys: list[int]) -> list[int]:
    """Those of the households that had some status before."""
    found: set[int] = set()
    rows = PovertyStatus.objects.unscoped("parts of households that are being written")
    for at in range(0, len(keys), 10_000):
        some = rows.filter(household__in=keys[at : at + 10_000])
        found.update(some.values_list("household", flat=True))
    return sorted(found)


def _watches(homes: pl.DataFrame, fields: list[str]) -> None:
    homes = as_said(homes, fields)
    columns = ("monitored", "risk_found", "risk_gone", "risk_ended")
    other = pl.any_horizontal(pl.col(field).ne_missing(pl.col(f"~{field}")) for field in columns)
    watched = homes.filter(other & pl.col("monitored").is_not_null()).with_columns(
        pl.when(pl.col("risk_gone").fill_null(value=False))
        .then(pl.coalesce("risk_ended", "dated"))
        .alias("#end"),
        (pl.col("risk_gone").fill_null(value=False) & pl.col("risk_ended").is_null()).alias("#by_then"),
    )
    same = pl.col("~#monitoring").is_not_null() & pl.col("risk_found").eq_missing(pl.col("~risk_found"))
    period = [
        pl.col("monitored").alias("kind"),
        day_of("risk_found").alias("start_on"),
        precision_of("risk_found").alias("start_precision"),
        day_of("#end").alias("end_on"),
        precision_of("#end").alias("end_precision"),
    ]
    by_then = pl.when("#by_then").then(pl.lit(BY_THEN)).otherwise(pl.lit("")).alias("note")
    updated = watched.filter(same)
    written = updated.select(pl.col("~#monitoring").alias("id"), *period)
    update_frame(Monitoring, written, key="id")
    noted = updated.filter("#by_then").select(pl.col("~#monitoring").alias("id"), by_then)
    update_frame(Monitoring, noted, key="id")
    _told(Monitoring, written, CHANGED)
    added = watched.filter(~same).select(pl.col("#to").alias("household_id"), *period, by_then)
    _told(Monitoring, insert_frame(Monitoring, added), CREATED)


def as_said(rows: pl.DataFrame, fields: Iterable[str]) -> pl.DataFrame:
    """Rows with what a table without columns for it leaves as it is: of the same watch, not of another."""
    if "risk_found" not in fields:
        rows = rows.with_columns(pl.col("~risk_found").alias("risk_found"))
    same = pl.col("risk_found").eq_missing(pl.col("~risk_found"))
    return rows.with_columns(
        pl.when(same).then(f"~{field}").alias(field)
        for field in ("risk_gone", "risk_ended")
        if field not in fields
    )


def store_incomes(homes: pl.DataFrame, fields: list[str]) -> None:
    """The year's income of each household: what is stated per head, or its parts.

    The year is a column of its own, or that of the date of the data.
    """
    parts = [field for field in fields if field in OF_INCOME]
    stated = next((field for field in ("income", "per_head") if field in fields), None)
    told = [*parts, *([stated] if stated else [])]
    if not told:
        return
    other_year = pl.col("#year").ne_missing(pl.col("~year"))
    others = pl.any_horizontal(pl.col(field).ne_missing(pl.col(f"~{field}")) for field in told)
    some = homes.filter(pl.col("#year").is_not_null() & pl.col("#told") & (other_year | others))
    people = pl.coalesce("#living", pl.lit(1)).alias("people")
    own = [held(HouseholdIncome, field) for field in parts]
    by_parts = has_parts(fields) if stated == "per_head" else pl.lit(value=False)
    # What is stated per head stands beside the parts; of a form that tells the parts it is only checked.
    for rows, columns in (
        (some.filter(by_parts), own),
        (some.filter(~by_parts), [*own, yuan(stated).alias("stated_per_head")] if stated else own),
    ):
        there = pl.col("~#income").is_not_null() & ~other_year
        written = rows.filter(there).select(pl.col("~#income").alias("id"), people, *columns)
        update_frame(HouseholdIncome, written, key="id")
        _told(HouseholdIncome, written, CHANGED)
        added = rows.filter(~there).select(
            pl.col("#to").alias("household_id"), pl.col("#year").alias("year"), people, *columns
        )
        if added.height:
            _told(HouseholdIncome, insert_frame(HouseholdIncome, added), CREATED)


def _told(model: type[PovertyStatus | Monitoring | HouseholdIncome], rows: pl.DataFrame, kind: str) -> None:
    if rows.height:
        write_history(model, sorted(rows["id"]), kind)


def _full(homes: pl.DataFrame, names: tuple[str, ...]) -> pl.DataFrame:
    """With columns that the table lacks, empty."""
    return homes.with_columns(
        pl.lit(None, pl.Boolean if name == "risk_gone" else pl.String).alias(name)
        for name in names
        if name not in homes.columns
    )
