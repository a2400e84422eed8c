"""A pairing table that cannot be read: said with file, line and column, and nothing of it stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.pairings.building import a_division, a_round
from xieshou.domain.evidence.models import Document
from xieshou.domain.pairings.loading import TABLES, load_pairings
from xieshou.domain.pairings.locating import UnplacedPartyError
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.pairings.rows import COLUMNS, BadPairingRowError, read_rows
from xieshou.domain.parties.models import Organisation, Party
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError

GOOD = {
    "round": "2016",
    "effective_from": "2016-12",
    "effective_to": "2021",
    "programme_type": "东西部扶贫协作",
    "east": "杭州市",
    "east_code": "330100",
    "west": "黔东南苗族侗族自治州",
    "west_code": "522600",
    "certainty": "seed",
    "source": "[000]",
}


def line_of(**changed: str) -> str:
    return ",".join({**GOOD, **changed}.get(column, "") for column in COLUMNS)


def table(*lines: str) -> str:
    return "\n".join((",".join(COLUMNS), *lines)) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pairs.csv"


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    """Three tables, of which the first two hold a good row each; the round, places and source are there."""
    a_round("2016", "2016-12", "2021")
    a_division("杭州市", "330100")
    a_division("黔东南苗族侗族自治州", "522600")
    a_division("恩施土家族苗族自治州", "422800")
    Document.objects.create(code="[000]", kind="press", title="示例文章")
    (tmp_path / TABLES[0]).write_text(table(line_of()), "utf-8")
    (tmp_path / TABLES[1]).write_text(
        table(line_of(west="恩施土家族苗族自治州", west_code="422800")), "utf-8"
    )
    (tmp_path / TABLES[2]).write_text(table(), "utf-8")
    return tmp_path


def test_a_row_is_read_with_its_words_dates_and_place_in_the_file(file: Path) -> None:
    """A31-2: a date keeps the precision that the source gives it."""
    file.write_text(table(line_of(note="柔性结对", distance=">=1400")), "utf-8-sig")
    (row,) = read_rows(file)
    assert (row.where, row.giver.name, str(row.start), str(row.end)) == (
        "pairs.csv, line 2",
        "杭州市",
        "2016-12",
        "2021",
    )
    assert (row.formal, row.distance_km, row.distance_qualifier) == (False, 1400, "≥")


def test_a_file_saved_as_gbk_is_named_with_the_line_and_the_remedy(file: Path) -> None:
    file.write_bytes(table(line_of()).encode("gbk"))
    with pytest.raises(BadPairingRowError, match=r"pairs\.csv, line 2: the file is not UTF-8; in Excel"):
        list(read_rows(file))


def test_a_missing_column_is_named(file: Path) -> None:
    file.write_text("round,east,west\n2016,杭州市,黔东南州\n", "utf-8")
    with pytest.raises(
        BadPairingRowError, match=r"pairs\.csv, line 1: the header lacks effective_from, .*note"
    ):
        list(read_rows(file))


def test_a_half_written_last_line_is_not_taken_for_a_row(file: Path) -> None:
    whole = table(line_of(), line_of())
    file.write_text(whole[: whole.rindex("东西部")], "utf-8")
    with pytest.raises(BadPairingRowError, match=r"pairs\.csv, line 3: 5 cells where the header has 16"):
        list(read_rows(file))


def test_an_open_quote_is_no_row_of_a_thousand_lines(file: Path) -> None:
    file.write_text(table('"' + line_of(), line_of()), "utf-8")
    with pytest.raises(BadPairingRowError, match=r"pairs\.csv, line \d"):
        list(read_rows(file))


def test_an_unquoted_comma_is_said_and_does_not_push_the_cells_along(file: Path) -> None:
    file.write_text(table(line_of(note="甲,乙")), "utf-8")
    with pytest.raises(BadPairingRowError, match="line 2: 17 cells where the header has 16"):
        list(read_rows(file))


def test_an_empty_file_is_said_to_be_empty(file: Path) -> None:
    file.write_text("", "utf-8")
    with pytest.raises(BadPairingRowError, match=r"pairs\.csv: the file is empty"):
        list(read_rows(file))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"effective_from": "2016-13"}, "effective_from: '2016-13': there is no such day"),
        ({"effective_to": "次年"}, "effective_to: '次年': write a date as 2013"),
        ({"effective_to": "2015"}, "effective_to: ends 2015 before it starts 2016-12"),
        ({"programme_type": "结对子"}, "programme_type: '结对子' is none of .*东西部扶贫协作"),
        ({"certainty": "sure"}, "certainty: 'sure' is unknown"),
        ({"shape": "圆"}, "shape: '圆' is none of 点对点"),
        ({"distance": "far"}, "distance: 'far' is no distance in km"),
        ({"distance": "1.2.3"}, "distance: '1.2.3' is no distance in km"),
        ({"east": ""}, "east: the name is missing"),
    ],
)
def test_a_cell_that_cannot_be_understood_is_named_by_file_line_and_column(
    file: Path, changed: dict[str, str], said: str
) -> None:
    file.write_text(table(line_of(), line_of(**changed)), "utf-8")
    with pytest.raises(BadPairingRowError, match=rf"pairs\.csv, line 3, {said}"):
        list(read_rows(file))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("seed+source", "seed"),
        ("weak+memory", "weak"),
        ("memory (to check)", "memory"),
        ("partial", "partial"),
    ],
)
def test_the_best_word_of_certainty_wins_and_a_remark_is_left_out(file: Path, text: str, kept: str) -> None:
    file.write_text(table(line_of(certainty=text)), "utf-8")
    assert next(read_rows(file)).certainty == kept


def test_good_tables_are_stored_with_their_sources(folder: Path) -> None:
    loaded = load_pairings(actor=SYSTEM, folder=folder)
    assert (loaded.rows, loaded.pairings, loaded.sources) == (2, 2, 2)
    assert {str(pairing) for pairing in Pairing.objects.all()} == {
        "杭州市 → 黔东南苗族侗族自治州",
        "杭州市 → 恩施土家族苗族自治州",
    }


@pytest.mark.parametrize(
    ("changed", "error", "said"),
    [
        ({"programme_type": "结对子"}, BadPairingRowError, "programme_type"),
        ({"round": "1999"}, BadPairingRowError, "round: '1999' is none of 2016"),
        ({"source": "[009]"}, BadPairingRowError, r"source: no document has the code \[009\]"),
        ({"parent": "甲市>乙州"}, BadPairingRowError, "parent: round 2016 has no pairing 甲市>乙州"),
        ({"west_code": "999999"}, UnplacedPartyError, "no division ever had the code 999999"),
        ({"west": "无名县", "west_code": ""}, UnplacedPartyError, "无名县 is no organisation"),
    ],
)
def test_one_bad_row_in_the_last_table_stores_nothing_of_the_others(
    folder: Path, changed: dict[str, str], error: type[Exception], said: str
) -> None:
    (folder / TABLES[2]).write_text(table(line_of(**changed)), "utf-8")
    with pytest.raises(error, match=rf"{TABLES[2]}, line 2.*{said}"):
        load_pairings(actor=SYSTEM, folder=folder)
    assert not Pairing.objects.exists()
    assert not Party.objects.exists()


def test_two_units_that_make_no_tier_are_named(folder: Path) -> None:
    Organisation.objects.create(name="示例学校", name_key="示例学校", kind="school", side="east")
    (folder / TABLES[2]).write_text(table(line_of(east="示例学校", east_code="")), "utf-8")
    with pytest.raises(BadPairingRowError, match="line 2, tier: 示例学校 and 黔东南苗族侗族自治州"):
        load_pairings(actor=SYSTEM, folder=folder)


def test_a_name_that_two_organisations_bear_is_never_guessed(folder: Path) -> None:
    for place in (a_division("杭州市", "330100"), None):
        Organisation.objects.create(
            name="开发区", name_key="开发区", kind="zone", side="east", division=place
        )
    (folder / TABLES[2]).write_text(table(line_of(east="开发区", east_code="")), "utf-8")
    with pytest.raises(UnplacedPartyError, match="2 organisations are called 开发区"):
        load_pairings(actor=SYSTEM, folder=folder)


def test_a_named_parent_is_the_one_of_the_same_round(folder: Path) -> None:
    """The same two are paired in 2016 and again in 2021; a county pair of 2016 hangs on that of 2016."""
    a_round("2021", "2021", None)
    a_division("西湖区", "330106", level=3, above=a_division("杭州市", "330100"))  # type: ignore[arg-type]
    a_division("台江县", "522630", level=3, above=a_division("黔东南苗族侗族自治州", "522600"))  # type: ignore[arg-type]
    child = line_of(
        east="西湖区",
        east_code="330106",
        west="台江县",
        west_code="522630",
        parent="杭州市>黔东南苗族侗族自治州",
    )
    later = line_of(round="2021", effective_from="2021", effective_to="")
    (folder / TABLES[2]).write_text(table(child, later), "utf-8")
    load_pairings(actor=SYSTEM, folder=folder)
    kept = Pairing.objects.get(tier="county")
    assert kept.parent is not None
    assert kept.parent.round.code == "2016"


def test_a_viewer_may_not_load(folder: Path, viewer: Actor) -> None:
    with pytest.raises(NotAllowedError):
        load_pairings(actor=viewer, folder=folder)
    assert not Pairing.objects.exists()
