"""Bad files, each with the answer that it gets: refused as a whole, and nothing is read of it."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlwt

from tests.workbooks import parquet_files
from tests.workbooks.declared import PEOPLE, PROJECTS
from tests.workbooks.making import GOOD, HEADER, edited, in_sheet, table, with_part, workbook
from xieshou.kernel.language import Language
from xieshou.workbooks.guarding import Limits
from xieshou.workbooks.reading import read
from xieshou.workbooks.refusing import RefusedFileError
from xieshou.workbooks.writing import write_template

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def raw(content: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content)


def cut(path: Path) -> None:
    content = table(path, GOOD).read_bytes()
    path.write_bytes(content[: len(content) * 2 // 3])


def flipped(path: Path) -> None:
    content = bytearray(table(path, GOOD, *([2, f"P-{n}", "甲乙丙"] for n in range(500))).read_bytes())
    with zipfile.ZipFile(path) as archive:
        at = archive.getinfo("xl/worksheets/sheet1.xml").header_offset + 30
    at += len("xl/worksheets/sheet1.xml")
    content[at : at + 8] = b"\xff" * 8
    path.write_bytes(bytes(content))


def ole(stream: str) -> bytes:
    return OLE + bytes(1024) + stream.encode("utf-16-le") + bytes(2048)


def bomb(path: Path) -> None:
    with_part(path, "xl/media/zeros.xml", b"<x>" + bytes(80 * 2**20))


def lying(path: Path) -> None:
    """A part that unpacks to more than the directory says."""
    with_part(path, "xl/media/more.xml", b"<x/>" * 5000)
    content = path.read_bytes()
    size = (20000).to_bytes(4, "little")
    assert content.count(size) >= 2
    path.write_bytes(content.replace(size, (20).to_bytes(4, "little")))


def zipped(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.spreadsheet")
    return held.getvalue()


def crowded() -> bytes:
    """An archive whose directory alone has 5 MB."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(100):
            archive.writestr(f"{number}" + "x" * 55_000, "")
    return held.getvalue()


def old_format(path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("台账").write(0, 0, "项目编号")
    book.save(str(path))


def links(path: Path) -> None:
    target = b'<Relationships><Relationship Id="r1" Target="file:///C:/other.xlsx"/></Relationships>'
    with_part(path, "xl/externalLinks/_rels/externalLink1.xml.rels", target)


def _two_names(path: Path) -> None:
    workbook(path, [[*HEADER, "名称"], GOOD])


def _money_of_people(path: Path) -> None:
    workbook(path, [[*HEADER[:-1], "受益人数(万元)"], GOOD])


def _parquet_by_another_name(path: Path) -> None:
    parquet_files.parquet(path)


def _nested(path: Path) -> None:
    parquet_files.parquet(path, places=[["坝黄镇"], ["桐木坪"]])


def _records(path: Path) -> None:
    parquet_files.parquet(path, note=[{"a": 1}, {"a": 2}])


def _bytes(path: Path) -> None:
    parquet_files.parquet(path, note=[b"\xff\xfe", b"\x00"])


CSV = "项目编号,项目名称\nP-1,茶园\n"
BAD: list[tuple[str, str, Callable[[Path], object], str]] = [
    ("no bytes", "a.xlsx", raw(b""), "empty"),
    ("only blanks", "a.csv", raw(b" \r\n \r\n"), "empty"),
    ("a sheet without cells", "a.xlsx", lambda path: workbook(path, []), "empty"),
    ("encrypted", "a.xlsx", raw(ole("EncryptedPackage")), "encrypted"),
    ("an encrypted ZIP part", "a.xlsx", lambda path: _flagged(path), "encrypted"),
    ("old macros", "a.xls", raw(ole("_VBA_PROJECT")), "macros"),
    ("new macros", "a.xlsm", lambda path: with_part(path, "xl/vbaProject.bin"), "macros"),
    ("macros named .xlsx", "a.xlsx", lambda path: with_part(path, "xl/vbaProject.bin"), "macros"),
    ("macro sheets", "a.xlsx", lambda path: with_part(path, "xl/macrosheets/sheet1.xml"), "macros"),
    ("a zip bomb by ratio", "a.xlsx", bomb, "zip_bomb"),
    ("a part larger than stated", "a.xlsx", lying, "zip_bomb"),
    ("a directory of too many parts", "a.xlsx", lambda path: path.write_bytes(crowded()), "zip_bomb"),
    ("links to other files", "a.xlsx", links, "external_links"),
    ("cut off", "a.xlsx", cut, "damaged"),
    ("garbled inside", "a.xlsx", flipped, "damaged"),
    ("an OLE head only", "a.xls", raw(OLE + bytes(100)), "damaged"),
    ("an old format's head only", "a.xls", raw(ole("Workbook")), "damaged"),
    ("no sheet XML", "a.xlsx", lambda path: edited(table(path, GOOD), _without_sheet), "damaged"),
    ("broken workbook XML", "a.xlsx", lambda path: edited(table(path, GOOD), _broken), "damaged"),
    ("entities", "a.xlsx", lambda path: edited(table(path, GOOD), _with_entity), "unsafe_xml"),
    ("xlsx named xls", "a.xls", lambda path: table(path, GOOD), "wrong_extension"),
    ("xls named xlsx", "a.xlsx", old_format, "wrong_extension"),
    ("csv named xlsx", "a.xlsx", raw(CSV.encode()), "wrong_extension"),
    ("xlsb", "a.xlsb", raw(zipped("xl/workbook.bin")), "wrong_extension"),
    ("a web page named xls", "a.xls", raw(b"<html><table></table></html>"), "not_a_workbook"),
    ("XML 2003", "a.xls", raw(b'<?xml version="1.0"?><Workbook/>'), "not_a_workbook"),
    ("a PDF", "a.pdf", raw(b"%PDF-1.7 ..."), "not_a_workbook"),
    ("a picture", "a.xlsx", raw(b"\x89PNG\r\n\x1a\n" + bytes(50)), "not_a_workbook"),
    ("a ZIP of something", "a.xlsx", raw(zipped("readme.txt")), "not_a_workbook"),
    ("an OpenDocument sheet", "a.ods", raw(zipped("mimetype", "content.xml")), "not_a_workbook"),
    ("a Word document", "a.xlsx", raw(zipped("word/document.xml", "[Content_Types].xml")), "not_a_workbook"),
    ("an old Word document", "a.xls", raw(ole("WordDocument")), "not_a_workbook"),
    ("gzip", "a.csv", raw(gzip.compress(CSV.encode())), "not_a_workbook"),
    ("binary named csv", "a.csv", raw(b"ab\x00cd"), "not_a_workbook"),
    ("a text with another name", "a.docx", raw(CSV.encode()), "not_a_workbook"),
    ("neither UTF-8 nor GB18030", "a.csv", raw("编号,\n".encode() + b"\xff\xff,\n"), "bad_encoding"),
    ("an open quote", "a.csv", raw('项目编号,项目名称\nP-1,"茶园\nP-2,"x" y\n'.encode()), "bad_csv"),
    ("another table", "a.xlsx", lambda path: workbook(path, [["姓名", "电话"], ["张三", "1"]]), "no_header"),
    ("a header without the key", "a.xlsx", lambda path: workbook(path, [HEADER[2:], GOOD[2:]]), "no_header"),
    ("one column twice", "a.xlsx", _two_names, "repeated_heading"),
    ("a unit of another kind", "a.xlsx", _money_of_people, "wrong_unit_heading"),
    ("another register's template", "a.xlsx", lambda path: write_template(PEOPLE, path), "other_register"),
    ("Parquet that was cut off", "a.parquet", parquet_files.cut_off, "damaged"),
    ("Parquet with a garbled footer", "a.parquet", parquet_files.garbled, "damaged"),
    ("Parquet with garbled pages", "a.parquet", parquet_files.garbled_cells, "damaged"),
    ("the marks of Parquet alone", "a.parquet", parquet_files.mark_only, "damaged"),
    ("encrypted Parquet", "a.parquet", lambda path: parquet_files.encrypted(path, footer=True), "encrypted"),
    ("encrypted columns", "a.parquet", lambda path: parquet_files.encrypted(path, footer=False), "encrypted"),
    ("Parquet named xlsx", "a.xlsx", _parquet_by_another_name, "wrong_extension"),
    ("csv named parquet", "a.parquet", raw(CSV.encode()), "wrong_extension"),
    ("xlsx named parquet", "a.parquet", lambda path: table(path, GOOD), "wrong_extension"),
    ("a picture named parquet", "a.parquet", raw(b"\x89PNG\r\n\x1a\n" + bytes(50)), "not_a_workbook"),
    ("lists in cells", "a.parquet", _nested, "nested_column"),
    ("records in cells", "a.parquet", _records, "nested_column"),
    ("bytes in cells", "a.parquet", _bytes, "nested_column"),
    ("Parquet of another table", "a.parquet", parquet_files.other_table, "no_header"),
    ("Parquet of another register", "a.parquet", parquet_files.other_register, "other_register"),
    ("Parquet whose columns mean one", "a.parquet", parquet_files.twice, "repeated_heading"),
    ("cells without addresses", "a.xlsx", lambda path: in_sheet(path, ' r="B2"', ""), "damaged"),
]  # fmt: skip


def _flagged(path: Path) -> None:
    """The bit that says that a part is encrypted, set in the directory."""
    content = bytearray(table(path, GOOD).read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1
    path.write_bytes(bytes(content))


def _without_sheet(name: str, content: bytes) -> bytes | None:
    return None if name.endswith("sheet1.xml") else content


def _broken(name: str, content: bytes) -> bytes:
    return content[:-30] if name == "xl/workbook.xml" else content


def _with_entity(name: str, content: bytes) -> bytes:
    return content.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1) if "sheet1" in name else content


@pytest.mark.parametrize(("what", "name", "make", "code"), BAD, ids=[each[0] for each in BAD])
def test_a_bad_file_is_refused_with_its_reason_in_both_languages(
    tmp_path: Path, what: str, name: str, make: Callable[[Path], object], code: str
) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(RefusedFileError) as refusal:
        read(path, PROJECTS)
    assert refusal.value.code == code, refusal.value
    for language in Language:
        assert "{" not in refusal.value.describe(language)
    assert refusal.value.describe(Language.CHINESE) in str(refusal.value)


def test_there_are_at_least_forty() -> None:
    assert len(BAD) >= 40


def test_the_page_of_bad_files_says_what_each_is_answered() -> None:
    from tests.workbooks.bad_files_page import PAGE, page

    assert page() == PAGE.read_text("utf-8"), "run python -m tests.workbooks.bad_files_page"


def test_a_file_above_the_limit_is_refused_with_both_sizes(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", GOOD)
    with pytest.raises(RefusedFileError, match="上限") as refusal:
        read(path, PROJECTS, limits=Limits(size=100))
    assert refusal.value.code == "too_large"


def test_a_file_that_unpacks_above_the_limit_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path / "a.xlsx", GOOD)
    with pytest.raises(RefusedFileError) as refusal:
        read(path, PROJECTS, limits=Limits(unpacked=1000))
    assert refusal.value.code == "zip_bomb"


def test_the_missing_headings_are_named_and_what_was_read_instead(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["项目名称", "金额", "年度"], ["茶园", 1, 2019]])
    with pytest.raises(RefusedFileError) as refusal:
        read(path, PROJECTS)
    assert "项目编号" in str(refusal.value)
    assert "项目名称、金额、年度" in str(refusal.value)
