"""Poverty lines: rows with a source, never constants in code (domain B5)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from xieshou.domain.evidence.storing import Loaded
from xieshou.domain.households.loading import (
    COLUMNS,
    POVERTY_LINES,
    BadPovertyLineError,
    load_poverty_lines,
)
from xieshou.domain.households.models import LinePurpose, PovertyLine
from xieshou.domain.households.queries import line_for
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError

pytestmark = pytest.mark.django_db


def a_division(code: str, name: str, level: Level, parent: Division | None = None) -> Division:
    division = Division.objects.create(code=code, name=name, level=level)
    DivisionVersion.objects.create(
        division=division, code=code, name=name, parent=parent, name_key=name, stem=name, source="示例"
    )
    return division


@pytest.fixture
def provinces() -> dict[str, Division]:
    return {
        code: a_division(code, name, Level.PROVINCE)
        for code, name in (("610600", "延安市"), ("530000", "云南省"), ("410000", "河南省"))
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "lines.csv"


def written(file: Path, *rows: str) -> Path:
    file.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return file


def test_what_ships_loads_and_loads_again_without_a_change(provinces: dict[str, Division]) -> None:
    assert load_poverty_lines(actor=SYSTEM) == Loaded(21, 0, 0)
    assert load_poverty_lines(actor=SYSTEM) == Loaded(0, 0, 21)


def test_what_is_from_memory_says_so() -> None:
    """✎ rows are editable data with that mark."""
    lines = POVERTY_LINES.read_text("utf-8").splitlines()[1:]
    assert all(("memory" in line) == (line.split(",")[4] == "") for line in lines)


def test_a_province_with_its_own_line_is_held_against_it(provinces: dict[str, Division]) -> None:
    load_poverty_lines(actor=SYSTEM)
    county = a_division("530102", "示例县", Level.COUNTY, provinces["530000"])
    found = line_for(ANONYMOUS, county, 2022, LinePurpose.MONITORING)
    assert found is not None
    assert (found.amount, found.place) == (Decimal(7000), provinces["530000"])


def test_elsewhere_the_countrys_line_holds(provinces: dict[str, Division]) -> None:
    load_poverty_lines(actor=SYSTEM)
    found = line_for(ANONYMOUS, provinces["530000"], 2020, LinePurpose.MONITORING)
    assert found is not None
    assert (found.amount, found.place) == (Decimal(5000), None)
    assert line_for(ANONYMOUS, provinces["530000"], 2031, LinePurpose.MONITORING) is None


def test_lines_of_another_purpose_do_not_stand_in(provinces: dict[str, Division]) -> None:
    load_poverty_lines(actor=SYSTEM)
    found = line_for(ANONYMOUS, provinces["530000"], 2016, LinePurpose.EXIT)
    assert found is not None
    assert found.amount == Decimal(3146)


def test_a_changed_row_changes_its_line(file: Path) -> None:
    load_poverty_lines(actor=SYSTEM, path=written(file, ",2016,current,2952,,memory,"))
    done = load_poverty_lines(actor=SYSTEM, path=written(file, ",2016,current,3000,S9,source,"))
    assert done == Loaded(0, 1, 0)
    assert PovertyLine.objects.get().amount == Decimal(3000)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([",2016,current,many,,memory,"], "lines.csv, line 2, amount"),
        ([",2016,lunch,2952,,memory,"], "lines.csv, line 2, purpose"),
        (["999999,2016,current,2952,,memory,"], "999999"),
        ([",2016,current,2952,,memory,", ",2016,current,2953,,memory,"], "line 3"),
        ([",2016,current"], "line 2"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_stored(file: Path, rows: list[str], told: str) -> None:
    with pytest.raises(BadPovertyLineError, match=told):
        load_poverty_lines(actor=SYSTEM, path=written(file, *rows))
    assert not PovertyLine.objects.exists()


def test_a_stranger_loads_nothing(file: Path) -> None:
    with pytest.raises(NotAllowedError):
        load_poverty_lines(actor=ANONYMOUS, path=written(file, ",2016,current,2952,,memory,"))
