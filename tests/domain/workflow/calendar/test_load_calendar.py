"""The year calendar is data of a round (domain D2), and says how sure each row is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from xieshou.domain.certainty import Certainty
from xieshou.domain.evidence.storing import Loaded
from xieshou.domain.pairings import loading as pairings
from xieshou.domain.workflow.calendar.loading import CALENDAR, COLUMNS, BadCalendarError, load_calendar
from xieshou.domain.workflow.calendar.models import CalendarItem
from xieshou.domain.workflow.calendar.services import record_item
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, Actor, NotAllowedError
from xieshou.kernel.tables import read_table

pytestmark = pytest.mark.django_db
ROW = {"round": "2021", "code": "x", "name": "示例", "name_en": "Sample", "recurrence": "yearly",
       "start": "03-01", "due": "03-31", "side": "both", "certainty": "sample"}  # fmt: skip


def written(path: Path, *rows: dict[str, str]) -> Path:
    lines = [",".join(COLUMNS), *(",".join(row.get(name, "") for name in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_what_ships_loads_and_loads_again_without_a_change() -> None:
    count = len(read_table(CALENDAR, COLUMNS))
    assert count > 30
    assert load_calendar(actor=SYSTEM) == Loaded(count, 0, 0)
    assert load_calendar(actor=SYSTEM) == Loaded(0, 0, count)
    assert {item.when.recurrence.value for item in CalendarItem.objects.all()} == {
        "yearly", "monthly", "after",
    }  # fmt: skip


def test_every_item_belongs_to_a_round_that_ships() -> None:
    known = {
        each["code"] for each in tomllib.loads((pairings.DATA / "rounds.toml").read_text("utf-8"))["round"]
    }
    assert {cells["round"] for _where, cells in read_table(CALENDAR, COLUMNS)} <= known


def test_what_is_from_memory_names_no_source_and_the_rest_does() -> None:
    """✎ rows carry that mark; a source of part of a row says which part in the note."""
    wrong = [
        where
        for where, cells in read_table(CALENDAR, COLUMNS)
        if (cells["certainty"] == Certainty.MEMORY) == bool(cells["source"])
    ]
    assert wrong == []


def test_a_load_leaves_what_a_person_changed(administrator: Actor) -> None:
    load_calendar(actor=SYSTEM)
    record_item(actor=administrator, round_code="2021", code="year-plan", due_month=4, due_day=15)
    assert load_calendar(actor=SYSTEM).left == 1
    assert CalendarItem.objects.get(round_code="2021", code="year-plan").due_written == "04-15"


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"start": "13-01"}, "line 2, start"),
        ({"due": ""}, "line 2, due"),
        ({"recurrence": "weekly"}, "line 2, recurrence"),
        ({"recurrence": "after", "days": "many"}, "line 2, days"),
        ({"workdays": "maybe"}, "line 2, workdays"),
        ({"side": "north"}, "line 2, side"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(tmp_path: Path, cells: dict[str, str], told: str) -> None:
    with pytest.raises(BadCalendarError, match=told):
        load_calendar(actor=SYSTEM, path=written(tmp_path / "calendar.csv", {**ROW, **cells}, ROW))
    assert not CalendarItem.objects.exists()


def test_an_item_comes_once(tmp_path: Path) -> None:
    with pytest.raises(BadCalendarError, match="line 3"):
        load_calendar(actor=SYSTEM, path=written(tmp_path / "calendar.csv", ROW, ROW))


def test_only_who_maintains_loads() -> None:
    with pytest.raises(NotAllowedError):
        load_calendar(actor=ANONYMOUS)
