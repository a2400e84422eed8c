"""The parts of a new workbook beside its cells: sheets, styles, settings, the first rows.

The guard has refused XML that declares anything, so the plain parser meets no entities.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from xieshou.workbooks.reading.formats import DateShape, shape_of_format
from xieshou.workbooks.reading.odd import column_number
from xieshou.workbooks.refusing import DamagedError

_RELATION_ENDS = "}id"


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: its name, the part of the archive that holds it, whether it is shown."""

    name: str
    part: str
    visible: bool


@dataclass(frozen=True, slots=True)
class Book:
    """What is said of the whole workbook. ``stale``: it asks to be computed anew when opened."""

    sheets: tuple[SheetPart, ...]
    from_1904: bool
    stale: bool
    shapes: dict[int, DateShape]


def read_book(path: Path) -> Book:
    """Read it.

    Raises:
        DamagedError: when a part is missing or garbled.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _read(archive)
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, ValueError) as problem:
        raise DamagedError(what=str(problem)[:80]) from None


def _read(archive: zipfile.ZipFile) -> Book:
    root = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314 (see above)
    targets = _targets(archive)
    sheets, from_1904, stale = [], False, False
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "sheet":
            key = next((value for name, value in element.items() if name.endswith(_RELATION_ENDS)), "")
            if key in targets and "worksheets/" in targets[key].lower():
                shown = element.get("state", "visible") == "visible"
                sheets.append(SheetPart(element.get("name", ""), targets[key], shown))
        elif tag == "workbookPr":
            from_1904 = element.get("date1904") in ("1", "true")
        elif tag == "calcPr":
            stale = element.get("fullCalcOnLoad") in ("1", "true")
    return Book(tuple(sheets), from_1904, stale, _short_dates(archive))


def _targets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The parts by the keys with which the workbook refers to them."""
    root = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 (see above)
    found = {}
    for element in root:
        target = element.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        found[element.get("Id", "")] = path
    return found


def _short_dates(archive: zipfile.ZipFile) -> dict[int, DateShape]:
    """The cell styles that show a date without its day."""
    if "xl/styles.xml" not in archive.namelist():
        return {}
    root = ElementTree.fromstring(archive.read("xl/styles.xml"))  # noqa: S314 (see above)
    codes: dict[int, str] = {}
    shapes: dict[int, DateShape] = {}
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "numFmt":
            codes[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif tag == "cellXfs":
            for style, xf in enumerate(element):
                key = int(xf.get("numFmtId", "0"))
                shape = shape_of_format(key, codes.get(key, ""))
                if shape in (DateShape.MONTH, DateShape.YEAR):
                    shapes[style] = shape
    return shapes


@dataclass(frozen=True, slots=True)
class HeadRow:
    """The columns, from 0, in which a row near the top has something; ``number`` counts from 1."""

    number: int
    columns: tuple[int, ...]
    addressed: bool


def head_rows(path: Path, part: str, count: int) -> list[HeadRow]:
    """The first rows of a sheet that have something in them.

    Raises:
        DamagedError: when the part is missing or garbled.
    """
    found: list[HeadRow] = []
    try:
        with zipfile.ZipFile(path) as archive, archive.open(part) as file:
            events = ElementTree.iterparse(file, ("start", "end"))  # noqa: S314 (see above)
            for row in _rows(events):
                if row.columns:
                    found.append(row)
                if len(found) >= count:
                    break
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile, ValueError) as problem:
        raise DamagedError(what=str(problem)[:80]) from None
    return found


def _rows(events: Iterator[tuple[str, ElementTree.Element]]) -> Iterator[HeadRow]:
    number, column, addressed = 0, -1, True
    held: list[int] = []
    for event, element in events:
        tag = element.tag.rpartition("}")[2]
        if event == "start" and tag == "row":
            number = int(element.get("r", number + 1))
            column, held, addressed = -1, [], True
        elif event == "end" and tag == "c":
            place = element.get("r")
            addressed = addressed and place is not None
            column = column_number(place.rstrip("0123456789")) if place else column + 1
            if _holds_something(element):
                held.append(column)
        elif event == "end" and tag == "row":
            yield HeadRow(number, tuple(held), addressed)
            element.clear()


def _holds_something(cell: ElementTree.Element) -> bool:
    for child in cell:
        tag = child.tag.rpartition("}")[2]
        if tag == "is" or (tag == "v" and child.text):
            return True
    return False
