"""A file into a register: a dry run, then one transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection

from tests.domain.workflow.ledgers.conftest import LINES
from xieshou.domain.households.models import PovertyLine
from xieshou.domain.workflow.ledgers.importing import (
    Examination,
    StaleExaminationError,
    WrongRowsError,
    apply_examined,
    examine,
)
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError
from xieshou.workbooks.refusing import NoHeaderError
from xieshou.workbooks.registering import Register

pytestmark = pytest.mark.django_db
File = Callable[..., Path]


def stored() -> list[tuple[object, ...]]:
    return list(
        PovertyLine.objects.order_by("pk").values_list("place__code", "year", "purpose", "amount", "note")
    )


def bring(register: Register, path: Path, **options: object):
    found = examine(actor=SYSTEM, register=register, source=path, name=path.name)
    return apply_examined(actor=SYSTEM, register=register, examination=found, **options)


def test_a_dry_run_says_what_would_change_and_writes_nothing(lines: Register, file: File) -> None:
    found = examine(actor=SYSTEM, register=lines, source=file(*LINES), name="线.xlsx")
    assert found.counts == {"new": 2, "changed": 0, "unchanged": 0, "wrong": 0}
    assert (found.refused, found.sentence, found.file) == (False, "", "线.xlsx")
    assert found.reading is not None
    assert [heading.field for heading in found.reading.header.taken] == list(lines.workbook.fields)
    assert stored() == []


def test_what_was_examined_is_stored(lines: Register, file: File) -> None:
    assert bring(lines, file(*LINES)).new == 2
    assert stored() == [
        (None, 2019, "current", Decimal(3218), ""),
        ("610600", 2021, "monitoring", Decimal(6000), "示例"),
    ]


def test_bytes_are_taken_as_well_as_a_path(lines: Register, file: File) -> None:
    found = examine(actor=SYSTEM, register=lines, source=file(*LINES).read_bytes(), name="a.xlsx")
    assert found.counts["new"] == 2


def test_the_same_file_again_changes_nothing(lines: Register, file: File) -> None:
    bring(lines, file(*LINES))
    before = stored()
    again = bring(lines, file(*LINES))
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert stored() == before


def test_a_changed_row_is_told_field_by_field(lines: Register, file: File) -> None:
    bring(lines, file(*LINES))
    found = examine(
        actor=SYSTEM,
        register=lines,
        source=file(LINES[0], [*LINES[1][:3], 6500, *LINES[1][4:]]),
        name="a.xlsx",
    )
    assert found.changes is not None
    (row,) = found.changes.changed_rows()
    assert [(change.field, change.old.yuan, change.new.yuan) for change in row.changes] == [
        ("amount", Decimal(6000), Decimal(6500))
    ]
    apply_examined(actor=SYSTEM, register=lines, examination=found)
    assert [row[3] for row in stored()] == [Decimal(3218), Decimal(6500)]


def test_a_file_with_a_wrong_row_changes_nothing(lines: Register, file: File) -> None:
    bad = file(LINES[0], ["530000", *LINES[1][1:]])
    found = examine(actor=SYSTEM, register=lines, source=bad, name="a.xlsx")
    assert found.counts == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 1}
    assert found.refused
    assert "1 行有误" in found.sentence
    assert [str(problem) for problem in found.problems] == [
        "A3 适用地区代码: “530000” 没有代码为 530000 的区划"
    ]
    with pytest.raises(WrongRowsError):
        apply_examined(actor=SYSTEM, register=lines, examination=found)
    assert stored() == []


def test_the_right_rows_alone_are_stored_when_that_is_asked_for(lines: Register, file: File) -> None:
    done = bring(lines, file(LINES[0], ["530000", *LINES[1][1:]]), right_rows_only=True)
    assert (done.new, done.wrong) == (1, 1)
    assert [row[1] for row in stored()] == [2019]


def test_a_file_that_cannot_be_read_is_an_answer(lines: Register, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    found = examine(actor=SYSTEM, register=lines, source=path, name="a.csv")
    assert found.refused
    assert isinstance(found.refusal, NoHeaderError)
    assert "没有找到“贫困线台账”的表头" in found.sentence
    with pytest.raises(NoHeaderError):
        apply_examined(actor=SYSTEM, register=lines, examination=found)


def test_of_two_who_import_at_once_the_second_is_told_and_nobody_loses(lines: Register, file: File) -> None:
    first = examine(actor=SYSTEM, register=lines, source=file(*LINES), name="a.xlsx")
    other = [LINES[0], ["610600", 2021, "防返贫监测标准", 7000, "S68", "有出处", None]]
    second = examine(actor=SYSTEM, register=lines, source=file(*other, name="b.xlsx"), name="b.xlsx")
    apply_examined(actor=SYSTEM, register=lines, examination=first)
    before = stored()
    with pytest.raises(StaleExaminationError, match="已有变化") as told:
        apply_examined(actor=SYSTEM, register=lines, examination=second)
    assert stored() == before
    assert told.value.now.counts == {"new": 0, "changed": 1, "unchanged": 1, "wrong": 0}
    apply_examined(actor=SYSTEM, register=lines, examination=told.value.now)
    assert [row[3] for row in stored()] == [Decimal(3218), Decimal(7000)]


@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_in_the_same_moment_one_is_told(lines: Register, file: File) -> None:
    amounts = (6000, 7000, 8000)
    agreed = [
        examine(
            actor=SYSTEM,
            register=lines,
            source=file([*LINES[1][:3], amount, *LINES[1][4:]], name=f"{amount}.xlsx"),
            name="a.xlsx",
        )
        for amount in amounts
    ]
    ready, told = threading.Barrier(len(agreed)), []

    def bring_in(found: Examination) -> None:
        try:
            ready.wait(10)
            done = apply_examined(actor=SYSTEM, register=lines, examination=found)
            told.append(("stored", done.new))
        except StaleExaminationError as problem:
            told.append(("told", problem.now.counts["changed"]))
        finally:
            connection.close()

    people = [threading.Thread(target=bring_in, args=(found,)) for found in agreed]
    for each in people:
        each.start()
    for each in people:
        each.join(30)
    assert sorted(told) == [("stored", 1), ("told", 1), ("told", 1)]
    assert PovertyLine.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_three_who_bring_different_rows_in_the_same_moment_nobody_loses_any(
    lines: Register, file: File
) -> None:
    agreed = [
        examine(
            actor=SYSTEM,
            register=lines,
            source=file(*([None, year, *LINES[0][2:]] for year in years), name=f"{years[0]}.xlsx"),
            name="a.xlsx",
        )
        for years in (range(1990, 2000), range(2000, 2010), range(2010, 2020))
    ]
    ready, failed = threading.Barrier(len(agreed)), []

    def bring_in(found: Examination) -> None:
        try:
            ready.wait(10)
            apply_examined(actor=SYSTEM, register=lines, examination=found)
        except Exception as problem:
            failed.append(problem)
        finally:
            connection.close()

    people = [threading.Thread(target=bring_in, args=(found,)) for found in agreed]
    for each in people:
        each.start()
    for each in people:
        each.join(60)
    assert failed == []
    assert sorted(PovertyLine.objects.values_list("year", flat=True)) == list(range(1990, 2020))


def test_two_who_import_different_rows_both_succeed(lines: Register, file: File) -> None:
    first = examine(actor=SYSTEM, register=lines, source=file(LINES[0]), name="a.xlsx")
    second = examine(actor=SYSTEM, register=lines, source=file(LINES[1], name="b.xlsx"), name="b.xlsx")
    apply_examined(actor=SYSTEM, register=lines, examination=second)
    apply_examined(actor=SYSTEM, register=lines, examination=first)
    assert len(stored()) == 2


def test_only_administrators_may_examine_or_apply(
    lines: Register, file: File, viewer: Actor, anonymous: Actor
) -> None:
    found = examine(actor=SYSTEM, register=lines, source=file(*LINES), name="a.xlsx")
    for actor in (viewer, anonymous):
        with pytest.raises(NotAllowedError):
            examine(actor=actor, register=lines, source=file(*LINES), name="a.xlsx")
        with pytest.raises(NotAllowedError):
            apply_examined(actor=actor, register=lines, examination=found)
    assert stored() == []
