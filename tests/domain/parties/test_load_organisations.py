"""Loading the organisations: the file that ships, and files that cannot be read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.domain.pairings.building import a_division
from xieshou.domain.parties.loading import COLUMNS, DATA, BadOrganisationRowError, load_organisations
from xieshou.domain.parties.models import Organisation
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError

pytestmark = pytest.mark.django_db

GOOD = {"name": "示例开发区", "kind": "zone", "side": "east", "place": "320583", "source": "[002]"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    a_division("昆山市", "320583")
    return tmp_path / "organisations.csv"


def write(file: Path, *rows: dict[str, str], encoding: str = "utf-8") -> None:
    with file.open("w", encoding=encoding, newline="") as opened:
        writer = csv.DictWriter(opened, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)


def test_a_good_file_is_loaded_once_however_often(file: Path) -> None:
    write(file, GOOD, {**GOOD, "name": "示例办事处", "kind": "office", "note": "甲,乙"})
    for _ in range(2):
        assert load_organisations(actor=SYSTEM, path=file) == 2
    assert {(o.name, o.kind, o.note) for o in Organisation.objects.all()} == {
        ("示例开发区", "zone", ""),
        ("示例办事处", "office", "甲,乙"),
    }


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind": "club"}, "kind: 'club' is none of government, .*team"),
        ({"side": "north"}, "side: 'north' is none of east, west, other"),
        ({"place": "999999"}, "place: no division has the code 999999"),
        ({"name": ""}, "name: the name is missing"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_stored(file: Path, changed: dict[str, str], said: str) -> None:
    write(file, GOOD, {**GOOD, **changed})
    with pytest.raises(BadOrganisationRowError, match=rf"organisations\.csv, line 3, {said}"):
        load_organisations(actor=SYSTEM, path=file)
    assert not Organisation.objects.exists()


def test_a_file_saved_as_gbk_is_said_not_to_be_utf8(file: Path) -> None:
    write(file, GOOD, encoding="gbk")
    with pytest.raises(BadOrganisationRowError, match=r"organisations\.csv, line 2: the file is not UTF-8"):
        load_organisations(actor=SYSTEM, path=file)


def test_a_half_written_last_line_is_said(file: Path) -> None:
    write(file, GOOD)
    with file.open("a", encoding="utf-8") as opened:
        opened.write("示例办事处,,off")
    with pytest.raises(BadOrganisationRowError, match="line 3: 3 cells where the header has 7"):
        load_organisations(actor=SYSTEM, path=file)
    assert not Organisation.objects.exists()


def test_a_missing_column_is_named(file: Path) -> None:
    file.write_text("name,kind\n示例,zone\n", "utf-8")
    with pytest.raises(BadOrganisationRowError, match="line 1: the header lacks name_en, side, place"):
        load_organisations(actor=SYSTEM, path=file)


def test_a_viewer_may_not_load_even_an_empty_file(file: Path, viewer: Actor) -> None:
    write(file)
    with pytest.raises(NotAllowedError):
        load_organisations(actor=viewer, path=file)


def test_the_file_that_ships_names_the_bodies_of_the_articles() -> None:
    """A2-4: every kind it lists but families; its notes are whole."""
    with DATA.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    for row in rows:
        if row["place"]:
            a_division(row["place_name"], row["place"])
    assert load_organisations(actor=SYSTEM) == len(rows)
    notes = dict(Organisation.objects.values_list("name", "note"))
    assert notes["昆山旅游度假区"].endswith("不是 GB/T 2260 单位")
    assert {
        "杭州市对口支援和区域合作局", "杭州市帮扶黔东南州工作队", "碧江经开区", "凯里经济开发区",
        "杭州经济技术开发区", "萧山经济开发区", "贵州洛贯经济开发区", "昆山市供销合作总社",
    } <= set(notes)  # fmt: skip
