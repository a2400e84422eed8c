"""Records of households as rows of a ledger: one a person, with what is said of the household."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl
from django.db.models import F, QuerySet, TextField
from django.db.models.functions import Cast

from xieshou.domain.households.models import (
    Household,
    HouseholdIncome,
    Member,
    Monitoring,
    PovertyStatus,
)
from xieshou.domain.households.storing.fields import (
    OF_HOUSEHOLD,
    OF_INCOME,
    OF_MEMBER,
    cents,
    date_text,
    shown,
)
from xieshou.domain.households.workbooks.codes import MASKED, ORDINARY
from xieshou.domain.personal.bulk import mask_column
from xieshou.domain.places.villages import Village, villages_by_id
from xieshou.domain.workflow.storing.columns import dtype_of

_HOUSEHOLDS = 5_000
_KEYS = ("id", "number", "village_id", "ended_on", "identified_on", "identified_precision", "phone_index")
_PERSON = (
    "id", "number", "household_id", "joined_on", "joined_by", "left_on", "left_by", "identified_on",
    "identified_precision", "id_number_index", "disability_number_index", "phone_index",
)  # fmt: skip


class Reader:
    """Reads households by their keys, some thousand at a time; villages are looked up once."""

    def __init__(self, *, year: int | None = None, internal: bool = False) -> None:
        """``year``: the income of that year, else of the latest. ``internal``: what a comparison needs, too:
        keys (``#member``, ``#household`` …), indexes, people who have left, households without people."""
        self.year, self.internal = year, internal
        self._villages: dict[int, Village] = {}

    def frames(self, keys: Sequence[int]) -> Iterator[pl.DataFrame]:
        """The rows of the households of these keys, household by household."""
        for start in range(0, len(keys), _HOUSEHOLDS):
            yield self.rows_of(keys[start : start + _HOUSEHOLDS])

    def rows_of(self, keys: Sequence[int]) -> pl.DataFrame:
        """The rows of at most some thousand households. Seven queries."""
        homes = self._homes(keys)
        people = self._people(keys)
        living = people.filter(pl.col("#left_on").is_null())
        counted = living.group_by("#household").agg(pl.len().cast(pl.Int64).alias("members"))
        homes = homes.join(counted, on="#household", how="left").with_columns(pl.col("members").fill_null(0))
        if not self.internal:
            return living.join(homes, on="#household", maintain_order="left")
        return homes.join(people, on="#household", how="left", maintain_order="left")

    def _homes(self, keys: Sequence[int]) -> pl.DataFrame:
        names = [*_KEYS, *OF_HOUSEHOLD.values()]
        found = _frame(
            Household.objects.unscoped("households whose keys were read within the reach")
            .filter(pk__in=list(keys))
            .order_by("pk"),
            names,
            ("phone", "bank_account"),
        )
        homes = found.select(
            pl.col("id").alias("#household"),
            pl.col("number").alias("household"),
            pl.col("village_id").alias("#village"),
            pl.col("ended_on").alias("#ended"),
            pl.col("phone_index").alias("#household_phone_index"),
            date_text("identified_on", "identified_precision").alias("identified"),
            *(shown(Household, field) for field in OF_HOUSEHOLD),
            _masks(Household, "phone", found["phone"]).alias("household_phone"),
            _masks(Household, "bank_account", found["bank_account"]).alias("bank_account"),
            pl.col("bank_account").alias("#bank_account"),
        )
        for more in (self._places(homes), self._standing(keys), self._watched(keys), self._incomes(keys)):
            homes = homes.join(more, on=more.columns[0], how="left", maintain_order="left")
        return homes.with_columns(pl.col("kind").fill_null(ORDINARY))

    def _places(self, homes: pl.DataFrame) -> pl.DataFrame:
        ids = homes["#village"].unique().to_list()
        new = [each for each in ids if each not in self._villages]
        self._villages |= villages_by_id(new) if new else {}
        rows = [
            (key, found.county or None, found.town or None, found.name, found.code)
            for key in ids
            if (found := self._villages.get(key)) is not None
        ]
        names = ("#village", "county", "town", "village", "#code")
        return pl.DataFrame(
            rows, schema=dict.fromkeys(names, pl.String) | {"#village": pl.Int64}, orient="row"
        )

    def _standing(self, keys: Sequence[int]) -> pl.DataFrame:
        rows = PovertyStatus.objects.unscoped("parts of households that are seen").filter(
            household__in=list(keys), end_on__isnull=True
        )
        found = _frame(rows, ["household_id", "id", "status", "start_on"])
        return found.select(
            pl.col("household_id").alias("#household"),
            pl.col("status").alias("kind"),
            pl.col("id").alias("#status"),
            pl.col("start_on").alias("#status_start"),
        )

    def _watched(self, keys: Sequence[int]) -> pl.DataFrame:
        """The last monitoring of each household."""
        rows = Monitoring.objects.unscoped("parts of households that are seen").filter(
            household__in=list(keys)
        )
        names = ["household_id", "id", "kind", "start_on", "start_precision", "end_on", "end_precision"]
        found = _frame(rows, names).sort("household_id", "start_on", nulls_last=False)
        return (
            found.group_by("household_id", maintain_order=True)
            .last()
            .select(
                pl.col("household_id").alias("#household"),
                pl.col("id").alias("#monitoring"),
                pl.col("kind").alias("monitored"),
                date_text("start_on", "start_precision").alias("risk_found"),
                date_text("end_on", "end_precision").alias("risk_ended"),
                pl.col("end_on").is_not_null().alias("risk_gone"),
            )
        )

    def _incomes(self, keys: Sequence[int]) -> pl.DataFrame:
        """The income of the year asked for, or of the latest; stated per head before computed."""
        rows = HouseholdIncome.objects.unscoped("parts of households that are seen").filter(
            household__in=list(keys)
        )
        if self.year is not None:
            rows = rows.filter(year=self.year)
        names = ["household_id", "id", "year", "people", "stated_per_head", *OF_INCOME.values()]
        found = _frame(rows, names).sort("household_id", "year")
        last = found.group_by("household_id", maintain_order=True).last()
        parts = [cents(name).fill_null(0) for name in OF_INCOME.values() if name != "business_cost"]
        net = pl.sum_horizontal(parts) - cents("business_cost").fill_null(0)
        known = pl.any_horizontal(pl.col(name).is_not_null() for name in OF_INCOME.values())
        twice, people = 2 * net, 2 * pl.col("people")
        # Half away from zero, as the rules round.
        away = pl.when(net < 0).then(-1).otherwise(1)
        computed = away * ((twice.abs() + pl.col("people")) // people)
        per_head = pl.when(known).then(computed)
        return last.select(
            pl.col("household_id").alias("#household"),
            pl.col("id").alias("#income"),
            pl.col("year"),
            pl.col("year").cast(pl.String).alias("dated"),
            pl.coalesce(cents("stated_per_head"), per_head).alias("income"),
            pl.coalesce(per_head, cents("stated_per_head")).alias("per_head"),
            *(shown(HouseholdIncome, field) for field in OF_INCOME),
        )

    def _people(self, keys: Sequence[int]) -> pl.DataFrame:
        rows = Member.objects.unscoped("parts of households that are seen").filter(household__in=list(keys))
        if not self.internal:
            rows = rows.filter(left_on__isnull=True)
        names = [*_PERSON, *OF_MEMBER.values()]
        sealed = ("id_number", "disability_number", "phone", "health")
        found = _frame(rows.order_by("household", "number"), names, sealed)
        identity = _masks(Member, "id_number", found["id_number"])
        certificate = _masks(Member, "disability_number", found["disability_number"])
        return found.select(
            pl.col("id").alias("#member"),
            pl.col("number").alias("person"),
            pl.col("household_id").alias("#household"),
            *(pl.col(name).alias(f"#{name}") for name in ("joined_on", "joined_by", "left_on", "left_by")),
            pl.col("id_number_index").alias("#id_index"),
            pl.col("disability_number_index").alias("#disability_index"),
            pl.col("phone_index").alias("#person_phone_index"),
            pl.col("health").alias("#health"),
            date_text("identified_on", "identified_precision").alias("person_identified"),
            *(shown(Member, field) for field in OF_MEMBER),
            pl.coalesce(certificate, identity).alias("identity"),
            _masks(Member, "phone", found["phone"]).alias("person_phone"),
            pl.when(pl.col("health") != "").then(pl.lit(MASKED)).alias("health"),
        )


def keys_of(rows: QuerySet[Household]) -> list[int]:
    """The keys of households, in the order in which they are read."""
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _frame(rows: QuerySet[Any], names: Sequence[str], sealed: Sequence[str] = ()) -> pl.DataFrame:
    """Columns of records; of sealed ones the tokens, which nobody reads without a key."""
    fields: Mapping[str, Any] = {each.attname: each for each in rows.model._meta.concrete_fields}
    tokens = {f"_{name}": Cast(F(name), TextField()) for name in sealed}
    schema = {name: dtype_of(fields[name]) for name in names} | dict.fromkeys(sealed, pl.String())
    found = rows.annotate(**tokens).values_list(*names, *tokens)
    columns = list(zip(*found.iterator(chunk_size=20_000), strict=True)) or [()] * len(schema)
    return pl.DataFrame(
        [
            pl.Series(name, values, dtype=dtype)
            for (name, dtype), values in zip(schema.items(), columns, strict=True)
        ]
    )


def _masks(model: type[Household | Member], name: str, tokens: pl.Series) -> pl.Series:
    column: Any = model._meta.get_field(name)
    masks = pl.Series(name, mask_column(tokens, column.column_bound), dtype=pl.String)
    return pl.select(pl.when(masks != "").then(masks).alias(name))[name]
