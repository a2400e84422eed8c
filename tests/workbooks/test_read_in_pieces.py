"""A sheet read in pieces gives what it gives at once, whatever stands in it; the fixture does the same for
every workbook of the other tests of this folder."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbooks.both_ways import in_pieces, require_same
from tests.workbooks.declared import PROJECTS
from tests.workbooks.making import GOOD, edited, in_sheet, table, workbook
from xieshou.workbooks.guarding import USUAL, Limits
from xieshou.workbooks.reading import read
from xieshou.workbooks.reading.cost import cost_of_sheet, fits_at_once
from xieshou.workbooks.reading.spreadsheet import spreadsheet_sheets
from xieshou.workbooks.refusing import RefusedFileError

LAST_ROW = 1_048_575
NO_SURROGATES = st.characters(exclude_categories=("Cs", "Cn", "Cc"))
FORMATS = ["", 'yyyy"年"m"月"', "yyyy-mm-dd", "0.00", "[h]:mm", "yyyy", "h:mm:ss"]
cells = st.one_of(
    st.text(NO_SURROGATES, max_size=30),
    st.sampled_from(["row>", "</row>", "<x:row>", "</sheetData>", "合计", " ", "\n", "_x0041_", "&"]),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([0.1 + 0.2, 1.0461234567891, 1e-12, 43800, 43800.5, 110105194912310021]),
    st.booleans(),
    st.datetimes(datetime.datetime(1900, 3, 1), datetime.datetime(2200, 1, 1)),  # noqa: DTZ001
    st.tuples(st.just("=1+1"), st.sampled_from(["", 0, 2, "#DIV/0!", "文字", True])),
    st.none(),
)  # fmt: skip
places = st.tuples(st.integers(0, 40) | st.just(300), st.integers(0, 8))
sheets = st.dictionaries(places, st.tuples(cells, st.sampled_from(FORMATS)), max_size=25)


def write(path: Path, sheet: dict[tuple[int, int], tuple[Any, str]], **options: Any) -> Path:
    book = xlsxwriter.Workbook(path, options)
    page = book.add_worksheet("甲")
    for (row, column), (cell, shape) in sorted(sheet.items()):
        form = book.add_format({"num_format": shape}) if shape else None
        match cell:
            case None:
                page.write_blank(row, column, None, form)
            case str():
                page.write_string(row, column, cell, form)
            case tuple():
                page.write_formula(row, column, cell[0], form, cell[1])
            case bool():
                page.write_boolean(row, column, cell, form)
            case datetime.datetime():
                page.write_datetime(row, column, cell, form)
            case _:
                page.write_number(row, column, cell, form)
    book.close()
    return path


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=sheets, inline=st.booleans(), from_1904=st.booleans())
def test_both_ways_give_the_same_cells(
    tmp_path: Path, sheet: dict[tuple[int, int], tuple[Any, str]], inline: bool, from_1904: bool
) -> None:
    """``inline``: texts in the sheet, else in a table of their own."""
    options = {"constant_memory": inline, "date_1904": from_1904}
    require_same(write(tmp_path / "a.xlsx", sheet, **options))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (' r="3"', ""),  # a row without its number follows the one before it
        ("<row", "\n<row"),
        ('<c r="C2"', "<c r='C2'"),
        ("</sheetData>", "</sheetData ><oddFooter>row> &lt;</oddFooter>"),
        ("</sheetData>", ""),
        ('<row r="4"', '<row r="2"'),
        ("</row>", "</row><!-- a remark -->"),
    ],
)
def test_xml_that_other_programs_write_is_read_the_same(tmp_path: Path, old: str, new: str) -> None:
    require_same(in_sheet(tmp_path / "a.xlsx", old, new, GOOD, [2, "P-2", "果园"], [3, "P-3", "桑园"]))


def test_elements_with_a_prefix_are_read_the_same(tmp_path: Path) -> None:
    def prefixed(name: str, content: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return content
        named = re.sub(rb"<(/?)(\w+)(?=[\s/>])", rb"<\1x:\2", content)
        return named.replace(b" xmlns=", b" xmlns:x=")

    require_same(edited(table(tmp_path / "a.xlsx", GOOD, GOOD, GOOD), prefixed))


def test_a_whole_reading_is_the_same_with_its_problems_and_notes(tmp_path: Path) -> None:
    rows = [[n, f"P-{n}", "茶园", 2019, 12.5, "2019-12", "新建", n] for n in range(400)]
    rows[100][3], rows[200][5], rows[300][1] = "去年", "2019年2月30日", "P-299"
    path = table(tmp_path / "a.xlsx", *rows, ["合计"])
    at_once, piecewise = read(path, PROJECTS), read(path, PROJECTS, limits=in_pieces(3000))
    assert at_once.problem_count == 4
    assert piecewise.table.frame.equals(at_once.table.frame)
    for name in ("header", "skipped", "blank_rows", "notes", "problems", "wrong_rows", "sheet", "stamp"):
        assert getattr(piecewise, name) == getattr(at_once, name), name


def test_rows_out_of_order_are_refused_where_pieces_could_not_be_put_together(tmp_path: Path) -> None:
    """No program writes such a sheet; read at once, its rows come out as they may."""
    folder = tmp_path / "apart"
    folder.mkdir()
    path = in_sheet(folder / "a.xlsx", '"A2"', '"A7"', GOOD, GOOD)
    with pytest.raises(RefusedFileError) as refusal:
        read(path, PROJECTS, limits=in_pieces(1))
    assert refusal.value.code == "damaged"


def test_the_last_row_of_a_sheet_has_no_row_below_it_and_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {(LAST_ROW, 2): ("甲", "")})
    for limits in (USUAL, in_pieces(1)):
        (sheet,) = spreadsheet_sheets(path, limits)
        grid = sheet.load()
        assert (grid.first_row, grid.frame["2"].to_list()) == (LAST_ROW + 1, ["甲"])


def test_a_sheet_without_cells_is_empty_either_way(tmp_path: Path) -> None:
    require_same(workbook(tmp_path / "a.xlsx", []))


@pytest.mark.parametrize("options", [{"constant_memory": True}, {}], ids=["inline", "shared"])
def test_the_cells_of_a_sheet_are_estimated_from_its_beginning(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    rows = [[n, f"P-{n}", "茶园", 2019, 12.5] for n in range(3000)]
    path = workbook(tmp_path / "a.xlsx", rows, **options)
    cost = cost_of_sheet(path, "xl/worksheets/sheet1.xml")
    assert 14_000 < cost.cells <= 15_000
    assert cost.at_once > cost.cells * 90


def test_a_sheet_is_read_in_pieces_where_there_is_no_room_for_the_whole(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", GOOD)
    part = "xl/worksheets/sheet1.xml"
    assert fits_at_once(path, part, Limits(memory=2**30))
    assert not fits_at_once(path, part, Limits(memory=1000))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell")
def test_a_limited_process_knows_what_is_left_and_refuses_a_sheet_beyond_it(tmp_path: Path) -> None:
    """In a process of its own: a limit cannot be taken back."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s.xml", b"<row><c r='A1'/></row>" * 5_000_000)
    code = f"""
import resource
from pathlib import Path
from xieshou.workbooks.guarding import USUAL, Limits
from xieshou.workbooks.reading.cost import fits_at_once, room_left
from xieshou.workbooks.refusing import BeyondMemoryError
assert room_left() is None
resource.setrlimit(resource.RLIMIT_DATA, (300 * 2**20, resource.RLIM_INFINITY))
assert 100 * 2**20 < room_left() < 300 * 2**20, room_left()
try:
    fits_at_once(Path({str(path)!r}), "s.xml", USUAL)
except BeyondMemoryError as refusal:
    print(refusal)
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "请分成几个文件导入" in said
    path.unlink()
