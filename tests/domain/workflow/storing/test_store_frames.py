"""Many records at once, stored as if each had been saved."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from django.db import IntegrityError, connection, models, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xieshou.domain.personal import MaskedTextError
from xieshou.domain.workflow.storing import (
    BadValuesError,
    KeyMismatchError,
    MissingColumnsError,
    NotAKeyError,
    UnknownColumnsError,
    WrongTypeError,
    insert_frame,
    read_frames,
    update_frame,
)

pytestmark = pytest.mark.django_db
Model = type[models.Model]
SCHEMA = {
    "code": pl.String, "name": pl.String, "note": pl.String, "count": pl.Int64, "small": pl.Int64,
    "held": pl.Boolean, "amount": pl.Decimal(38, 2), "share": pl.Float64, "day": pl.Date,
    "moment": pl.Datetime("us", "UTC"), "facts": pl.String, "token": pl.String, "raw": pl.Binary,
}  # fmt: skip
_LONG_AGO = datetime(1900, 1, 1)  # noqa: DTZ001
_tricky = st.sampled_from(["", "\\.", "\\N", '"', "a,b", "两\r\n行", "NULL", "'; --"])
texts = _tricky | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=8)
row = st.fixed_dictionaries(
    {
        "name": texts,
        "note": st.none() | texts.map(lambda text: text[:5]),
        "count": st.none() | st.integers(-(2**31), 2**31 - 1),
        "small": st.integers(0, 2**15 - 1),
        "held": st.booleans(),
        "amount": st.none() | st.decimals(-(10**9), 10**9, places=2),
        "share": st.none() | st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False),
        "day": st.none() | st.dates(date(1, 1, 1)),
        "moment": st.none() | st.datetimes(_LONG_AGO, timezones=st.just(UTC)),
        "facts": st.sampled_from(["{}", '{"a": [1, "两"]}', "[]", "1"]),
        "token": st.uuids().map(str),
        "raw": st.none() | st.binary(max_size=5),
    }
)


def frame_of(rows: list[dict[str, Any]]) -> pl.DataFrame:
    coded = [{"code": f"K{number}"} | each for number, each in enumerate(rows)]
    return pl.DataFrame(coded, schema=SCHEMA)


def stored(table: Model) -> list[dict[str, Any]]:
    return list(table._default_manager.order_by("pk").values())


def _comparable(value: object) -> object:
    return bytes(value) if isinstance(value, memoryview) else value


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(row, max_size=5))
def test_records_of_a_frame_are_those_that_saving_each_would_give(
    table: Model, rows: list[dict[str, Any]]
) -> None:
    frame = frame_of(rows)
    with transaction.atomic():
        whole = insert_frame(table, frame)
        by_frame = stored(table)
        table._default_manager.all().delete()
        for given_row in frame.iter_rows(named=True):
            facts = json.loads(given_row["facts"])
            table(**given_row | {"facts": facts}).save()
        by_saving = stored(table)
        table._default_manager.all().delete()
    assert [each["id"] for each in by_frame] == whole["id"].to_list()
    for one, other in zip(by_frame, by_saving, strict=True):
        assert {name: _comparable(one[name]) for name in SCHEMA} == {
            name: _comparable(other[name]) for name in SCHEMA
        }


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.lists(row, min_size=3, max_size=3), new=st.lists(row, min_size=2, max_size=2))
@pytest.mark.parametrize("key", ["pk", "code"])
def test_changed_records_read_as_the_frame_says_and_the_others_as_before(
    table: Model, old: list[dict[str, Any]], new: list[dict[str, Any]], key: str
) -> None:
    with transaction.atomic():
        whole = insert_frame(table, frame_of(old))
        changes = frame_of(new).with_columns(whole["id"].head(2))
        changes = changes.drop("code") if key == "pk" else changes.drop("id")
        assert update_frame(table, changes, key=key) == 2
        (read,) = read_frames(table._default_manager.order_by("pk"), *SCHEMA)
        table._default_manager.all().delete()
    wanted = frame_of([*new, old[2]])
    as_read = (
        read.with_columns(pl.col("facts").str.json_decode(pl.String, infer_schema_length=None)) if 0 else read
    )
    assert as_read.drop("facts").equals(wanted.drop("facts"), null_equal=True)


def test_what_a_frame_lacks_gets_its_default(table: Model) -> None:
    before = datetime.now(UTC)
    with transaction.atomic():
        whole = insert_frame(table, pl.DataFrame({"code": ["A", "B"]}))
    first, second = stored(table)
    assert (first["name"], first["note"], first["small"], first["held"]) == ("", "无", 7, True)
    assert (first["count"], first["facts"], first["phone_index"]) == (None, {}, None)
    assert first["changed"] >= before
    assert first["token"] != second["token"]
    assert uuid.UUID(whole["token"][1]) == second["token"]
    assert set(whole.columns) == {field.attname for field in table._meta.concrete_fields}


def test_keys_of_new_records_are_nobody_elses(table: Model) -> None:
    one = table._default_manager.create(code="one")
    gone = table._default_manager.create(code="gone")
    gone_key = gone.pk
    gone.delete()
    with transaction.atomic():
        whole = insert_frame(table, pl.DataFrame({"code": ["A", "B", "C"]}))
    last = table._default_manager.create(code="last")
    keys = [one.pk, gone_key, *whole["id"], last.pk]
    assert keys == sorted(set(keys))


def test_personal_columns_are_sealed_and_their_index_follows(table: Model) -> None:
    phones = ["13800000001", "", None, "13800000001"]
    with transaction.atomic():
        whole = insert_frame(table, pl.DataFrame({"code": list("ABCD"), "phone": phones}))
        update_frame(table, pl.DataFrame({"code": ["B"], "phone": ["13900000002"]}), key="code")
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM kinds_of_fields")
        raw = [text for (text,) in cursor.fetchall()]
    assert not any("13800000001" in text or "13900000002" in text for text in raw)
    assert "13800000001" not in str(whole.to_dicts())
    a, b, c, d = table._default_manager.order_by("code")
    assert a.phone == "13800000001" == d.phone
    assert (b.phone, c.phone) == ("13900000002", "")
    indexes = [each["phone_index"] for each in table._default_manager.order_by("code").values("phone_index")]
    assert indexes[0] == indexes[3] != indexes[1]
    assert (indexes[2], indexes[1] is not None) == (None, True)
    with transaction.atomic(), pytest.raises(MaskedTextError):
        insert_frame(table, pl.DataFrame({"code": ["E", "F"], "phone": ["13800000001", str(a.phone)]}))


@pytest.mark.parametrize(
    ("columns", "error"),
    [
        ({"code": ["A"], "colour": ["red"]}, UnknownColumnsError),
        ({"code": ["A"], "phone_index": ["x"]}, UnknownColumnsError),
        ({"name": ["A"]}, MissingColumnsError),
        ({"code": ["A"], "count": ["1"]}, WrongTypeError),
        ({"code": ["A"], "count": [1.5]}, WrongTypeError),
        ({"code": ["A"], "moment": [datetime(2020, 1, 1)]}, WrongTypeError),  # noqa: DTZ001
        ({"code": [None]}, BadValuesError),
        ({"code": ["A", "B" * 21]}, BadValuesError),
        ({"code": ["A\0"]}, BadValuesError),
        ({"code": ["A"], "count": [2**31]}, BadValuesError),
        ({"code": ["A"], "small": [-1]}, BadValuesError),
        ({"code": ["A"], "amount": [Decimal("1.005")]}, BadValuesError),
        ({"code": ["A"], "amount": [10**10]}, BadValuesError),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_on_either_database_and_nothing_is_stored(
    table: Model, columns: dict[str, list[Any]], error: type[Exception]
) -> None:
    with transaction.atomic(), pytest.raises(error):
        insert_frame(table, pl.DataFrame(columns))
    assert stored(table) == []


def test_rows_that_do_not_fit_are_counted_from_nought_and_their_values_not_told(table: Model) -> None:
    with transaction.atomic(), pytest.raises(BadValuesError) as told:
        insert_frame(table, pl.DataFrame({"code": ["A", "B" * 21, "C" * 30]}))
    assert (told.value.column, told.value.rows) == ("code", [1, 2])
    assert "BB" not in str(told.value)


def test_a_constraint_of_the_database_speaks_for_itself(table: Model) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_frame(table, pl.DataFrame({"code": ["A", "A"]}))
    assert stored(table) == []


@pytest.mark.parametrize("keys", [["A", "A"], ["A", None], ["A", "Z"]])
def test_a_key_that_does_not_say_which_record_is_refused(table: Model, keys: list[str | None]) -> None:
    with transaction.atomic():
        insert_frame(table, pl.DataFrame({"code": ["A", "B"], "count": [1, 2]}))
    with pytest.raises((KeyMismatchError, BadValuesError)), transaction.atomic():
        update_frame(table, pl.DataFrame({"code": keys, "count": [8, 9]}), key="code")
    assert [each["count"] for each in stored(table)] == [1, 2]
    with pytest.raises(NotAKeyError), transaction.atomic():
        update_frame(table, pl.DataFrame({"name": ["x"], "count": [8]}), key="name")


def test_only_the_named_columns_change(table: Model) -> None:
    with transaction.atomic():
        insert_frame(table, pl.DataFrame({"code": ["A", "B"], "count": [1, 2], "name": ["甲", "乙"]}))
    before = stored(table)
    with transaction.atomic():
        update_frame(table, pl.DataFrame({"code": ["B"], "count": [9]}), key="code")
    after = stored(table)
    assert after[0] == before[0]
    assert (after[1]["count"], after[1]["name"]) == (9, "乙")
    assert after[1]["changed"] > before[1]["changed"]


@pytest.mark.django_db(transaction=True)
def test_frames_are_stored_inside_a_transaction_only(kinds: Model) -> None:
    for write in (insert_frame, update_frame):
        with pytest.raises(TransactionManagementError):
            write(kinds, pl.DataFrame({"id": [1], "code": ["A"]}))


def test_nothing_is_stored_of_an_empty_frame(table: Model) -> None:
    with transaction.atomic():
        assert insert_frame(table, pl.DataFrame(schema={"code": pl.String})).height == 0
        assert (
            update_frame(table, pl.DataFrame(schema={"code": pl.String, "name": pl.String}), key="code") == 0
        )
    assert list(read_frames(table._default_manager.all(), "code")) == []
