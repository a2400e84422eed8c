"""The dry run: what is new, changed, unchanged and wrong, and that it no longer holds once records move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.workbooks.declared import CLAIMS, PROJECTS
from tests.workbooks.making import GOOD, table
from xieshou.kernel.actor import SYSTEM, Actor
from xieshou.kernel.money import Money
from xieshou.kernel.period import PartialDate
from xieshou.workbooks.comparing import Changes, FieldChange, compare, compare_with_parts
from xieshou.workbooks.declaring import BadDeclarationError, Code, Column, Kind, Workbook
from xieshou.workbooks.reading import read
from xieshou.workbooks.registering import (
    Register,
    UnknownRegisterError,
    register,
    register_named,
    registers,
    rows_by,
)
from xieshou.workbooks.tables import frames_of, table_of

ON_RECORD: list[dict[str, Any]] = [
    {
        "code": "P-1",
        "name": "茶园",
        "year": 2019,
        "amount": Money.of("10", "万元"),
        "nature": "new",
        "note": "留",
    },
    {"code": "P-9", "name": "旧项目"},
]


def dry_run(tmp_path: Path, records: list[dict[str, Any]]) -> Changes:
    path = table(tmp_path / "a.xlsx", GOOD, [2, "P-2", "果园"], [3, "P-9", "旧项目"], [4, "P-4", "园", "错"])
    reading = read(path, PROJECTS)
    return compare(reading.table, table_of(PROJECTS, records), reading.wrong_rows)


def test_rows_are_new_changed_unchanged_or_wrong(tmp_path: Path) -> None:
    changes = dry_run(tmp_path, ON_RECORD)
    assert changes.counts == {"new": 1, "changed": 1, "unchanged": 1, "wrong": 1}
    (new,) = changes.new_rows()
    assert (new.row, new.values["code"], new.values["amount"]) == (3, "P-2", None)
    (changed,) = changes.changed_rows()
    assert changed.row == 2
    assert changed.changes == (
        FieldChange("amount", Money.of("10", "万元"), Money.of("12.5", "万元")),
        FieldChange("signed_on", None, PartialDate.parse("2019-12")),
        FieldChange("people", None, 350),
    )


def test_a_column_that_the_file_has_not_is_left_alone(tmp_path: Path) -> None:
    (changed,) = dry_run(tmp_path, ON_RECORD).changed_rows()
    assert "note" not in changed.values


def test_what_was_agreed_to_is_known_to_hold_no_longer(tmp_path: Path) -> None:
    agreed = dry_run(tmp_path, ON_RECORD).fingerprint
    assert dry_run(tmp_path, ON_RECORD).fingerprint == agreed
    other = [ON_RECORD[0] | {"year": 2018}, ON_RECORD[1]]
    assert dry_run(tmp_path, other).fingerprint != agreed
    assert dry_run(tmp_path, ON_RECORD[:1]).fingerprint != agreed


def test_a_key_of_several_fields_matches_where_one_is_empty() -> None:
    rows = [{"document": "S4", "indicator": "资金", "as_of": None}]
    assert compare(table_of(CLAIMS, rows), table_of(CLAIMS, rows)).counts["unchanged"] == 1


def test_records_that_come_in_parts_answer_as_they_would_at_once() -> None:
    rows = [{"code": f"P-{number}", "name": "园", "people": number % 3} for number in range(40)]
    records = [{**row, "people": 1} for row in rows[:30]][::-1]
    whole = compare(table_of(PROJECTS, rows), table_of(PROJECTS, records), {3, 35})
    parts = [table_of(PROJECTS, records[start : start + 7]) for start in range(0, 30, 7)]
    cut = compare_with_parts(table_of(PROJECTS, rows), iter(parts), {3, 35})
    assert cut.counts == whole.counts == {"new": 9, "changed": 19, "unchanged": 10, "wrong": 2}
    assert cut.fingerprint == whole.fingerprint
    assert list(cut.changed_rows()) == list(whole.changed_rows())
    told = [row.row for row in cut.changed_rows()]
    assert told == sorted(told)
    assert compare_with_parts(table_of(PROJECTS, rows), ()).counts["new"] == 40


def test_a_register_of_many_rows_gives_them_in_parts() -> None:
    frame = pl.concat(frames_of(PROJECTS, [{"code": f"P-{number}", "name": "园"} for number in range(20)]))

    def frames(actor: Actor, filters: object) -> Iterator[pl.DataFrame]:
        for _each in range(11_000):
            yield frame

    entry = Register(PROJECTS, rows_by(PROJECTS, frames), lambda actor, changes: None, frames=frames)
    assert [part.height for part in entry.current(SYSTEM)] == [100_000, 100_000, 20_000]


def test_a_register_gives_its_rows_and_takes_changes() -> None:
    kept: list[Changes] = []

    def rows(actor: Actor, filters: object) -> list[dict[str, Any]]:
        return ON_RECORD

    def apply(actor: Actor, changes: Changes) -> None:
        kept.append(changes)

    entry = register(Register(PROJECTS, rows, apply))
    assert register_named("projects") is entry
    assert entry in registers()
    current = table_of(PROJECTS, entry.rows(SYSTEM, {}))
    entry.apply(SYSTEM, compare(current, current))
    assert kept[0].is_empty
    with pytest.raises(UnknownRegisterError):
        register_named("nothing")


@pytest.mark.parametrize(
    "declare",
    [
        lambda: Column("a", "甲", "A", Kind.CODE),
        lambda: Column("a", "甲", "A", Kind.MONEY),
        lambda: Column("a", "甲", "A", Kind.MONEY, unit="人"),
        lambda: Column("a", "甲", "A", Kind.DECIMAL, unit="斛"),
        lambda: Column("a", "甲", "A", unit="人"),
        lambda: Column("A 1", "甲", "A"),
        lambda: Column("a", "甲", "A", Kind.CODE, codes=(Code("x", "一", "one"), Code("y", "一", "two"))),
        lambda: Workbook("w", "表", "W", (Column("a", "甲", "A"), Column("b", "甲", "B")), ("a",)),
        lambda: Workbook("w", "表", "W", (Column("a", "甲", "A", required=True),), ("b",)),
        lambda: Workbook("w", "表", "W", (Column("a", "甲", "A"),), ("a",)),
    ],
)  # fmt: skip
def test_a_declaration_that_could_not_be_read_back_is_refused(declare: Any) -> None:
    with pytest.raises(BadDeclarationError):
        declare()


def test_an_example_that_its_own_column_refuses_is_a_mistake_of_the_area() -> None:
    wrong = Workbook(
        "w", "表", "W", (Column("a", "甲", "A", Kind.YEAR, required=True, example="19"),), ("a",)
    )
    with pytest.raises(BadDeclarationError, match="example"):
        register(Register(wrong, lambda actor, filters: (), lambda actor, changes: None))
