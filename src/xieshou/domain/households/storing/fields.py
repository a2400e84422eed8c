"""Which column of a ledger is which of a record, and how canonical cells become what a record holds."""

from __future__ import annotations

from typing import Any

import polars as pl
from django.db import models

from xieshou.domain.households.models import Household, HouseholdIncome, Member
from xieshou.kernel.period import Precision

OF_HOUSEHOLD = {
    "hamlet": "hamlet", "standard": "standard", "attribute": "attribute", "cause": "main_cause",
    "second_cause": "second_cause", "third_cause": "third_cause", "unsafe_house": "unsafe_house",
    "water": "safe_water", "house_area": "house_area", "house_structure": "house_structure",
    "house_year": "house_year", "house_grade": "house_grade", "water_quantity": "water_quantity",
    "water_quality": "water_quality", "water_distance": "water_distance",
    "water_reliability": "water_reliability", "electricity": "electricity", "fuel": "fuel",
}  # fmt: skip
"""The plain columns of a household, by field of the ledgers."""
OF_MEMBER = {
    "name": "name", "sex": "sex", "relation": "relation", "nationality": "nationality",
    "education": "education", "schooling": "schooling", "skill": "skill", "months": "months_away",
    "insured": "serious_insurance", "medical_insurance": "medical_insurance", "pension": "pension",
    "allowance": "allowance", "left_behind": "left_behind", "destitute": "destitute",
    "empty_nest": "empty_nest",
}  # fmt: skip
"""The plain columns of a person."""
OF_INCOME = {
    "wage": "wage", "business": "business", "business_cost": "business_cost", "property": "property",
    "transfer": "transfer",
}  # fmt: skip
"""The parts of a year's income, in yuan."""
SEALED = {
    "household_phone": (Household, "phone"),
    "bank_account": (Household, "bank_account"),
    "person_phone": (Member, "phone"),
}
"""The sealed columns that go out as masks; ``identity`` and ``health`` have ways of their own."""
DATED = {"identified": "identified", "person_identified": "identified"}
"""Dates with a precision: of the household, of the person."""

_FIELDS: dict[type[models.Model], dict[str, str]] = {
    Household: OF_HOUSEHOLD,
    Member: OF_MEMBER,
    HouseholdIncome: OF_INCOME,
}


def held(model: type[models.Model], field: str) -> pl.Expr:
    """The canonical cells of a plain column as the record holds them, under its own name."""
    name = _FIELDS[model][field]
    column: Any = model._meta.get_field(name)
    kind, cells = column.get_internal_type(), pl.col(field)
    if model is HouseholdIncome:
        cells = yuan(field)
    elif kind == "DecimalField":
        cells = cells.cast(pl.Decimal(38, column.decimal_places))
    elif kind == "BooleanField" and not column.null:
        cells = cells.fill_null(value=False)
    elif kind == "CharField":
        cells = cells.fill_null("")
    return cells.alias(name)


def shown(model: type[models.Model], field: str) -> pl.Expr:
    """What a record holds as canonical cells, under the field of the ledger; the way back of ``held``."""
    name = _FIELDS[model][field]
    column: Any = model._meta.get_field(name)
    kind, cells = column.get_internal_type(), pl.col(name)
    if model is HouseholdIncome:
        cells = cents(name)
    elif kind == "DecimalField":
        text = cells.cast(pl.String)
        cells = (
            pl.when(text.str.contains(".", literal=True))
            .then(text.str.strip_chars_end("0").str.strip_chars_end("."))
            .otherwise(text)
        )
    elif kind == "BooleanField" and not column.null:
        cells = pl.when(cells).then(True)
    elif kind == "CharField":
        cells = pl.when(cells != "").then(cells)
    return cells.alias(field)


def yuan(field: str) -> pl.Expr:
    """Cents as an amount of yuan."""
    return (pl.col(field).cast(pl.Decimal(38, 2)) * pl.lit("0.01").cast(pl.Decimal(38, 2))).cast(
        pl.Decimal(38, 2)
    )


def cents(name: str) -> pl.Expr:
    """An amount of yuan as cents."""
    return (pl.col(name).cast(pl.Decimal(38, 2)) * 100).cast(pl.Int64)


def day_of(field: str) -> pl.Expr:
    """The first day that a canonical date can mean."""
    bare = pl.col(field).str.strip_prefix(">=")
    length = bare.str.len_chars()
    whole = pl.when(length == 4).then(bare + "-01-01").when(length == 7).then(bare + "-01").otherwise(bare)
    return whole.str.to_date("%Y-%m-%d")


def precision_of(field: str) -> pl.Expr:
    """How far a canonical date is known; of none, to the day."""
    text = pl.col(field)
    length = text.str.len_chars()
    return (
        pl.when(text.str.starts_with(">="))
        .then(pl.lit(Precision.UNKNOWN.value))
        .when(length == 4)
        .then(pl.lit(Precision.YEAR.value))
        .when(length == 7)
        .then(pl.lit(Precision.MONTH.value))
        .otherwise(pl.lit(Precision.DAY.value))
    )


def date_text(day: str, precision: str) -> pl.Expr:
    """A day with its precision as a canonical date."""
    text, how = pl.col(day).dt.strftime("%Y-%m-%d"), pl.col(precision)
    return (
        pl.when(how == Precision.YEAR.value)
        .then(text.str.slice(0, 4))
        .when(how == Precision.MONTH.value)
        .then(text.str.slice(0, 7))
        .when(how == Precision.UNKNOWN.value)
        .then(pl.lit(">=") + text)
        .otherwise(text)
    )
