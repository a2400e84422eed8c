"""Finds the header of a table below its title rows, and what each heading stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xieshou.kernel.language import Language
from xieshou.kernel.quantity import Kind as UnitKind
from xieshou.kernel.quantity import Unit, UnknownUnitError, unit
from xieshou.kernel.text import fold
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import column_letters
from xieshou.workbooks.reading.grid import Grid
from xieshou.workbooks.reading.reports import Header, Heading
from xieshou.workbooks.refusing import NoHeaderError, RepeatedHeadingError, WrongUnitHeadingError

_LOOKED_AT = 50
_SHOWN = 12
_BRACKETED = re.compile(r"^(.+?)[((]([^()]{1,30})[))]$")
_AFTER_SLASH = re.compile(r"^(.+?)[/,](.{1,6})$")
_MARKS = str.maketrans("", "", "*※★ \n")
_REQUIRED_WORDS = ("必填", "选填", "required", "optional")
_UNIT_LINE = re.compile(r"(?:金额)?单位[::](万元|亿元|元)")
_UNIT_WORD = re.compile(r"^(?:单位[::]?|unit:)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    rows: tuple[int, ...]
    texts: Mapping[int, str]
    found: Mapping[int, tuple[Column, str]]
    """Column of the sheet → (column of the workbook, unit in the heading)."""

    @property
    def score(self) -> tuple[int, int]:
        return len({column.field for column, _ in self.found.values()}), -len(self.rows)


def find_header(grid: Grid, workbook: Workbook) -> Header:
    """The header that most headings of the workbook stand in, on one row or on two.

    Raises:
        NoHeaderError: when no row has the key and the required columns.
        RepeatedHeadingError: when two columns are taken for the same one.
        WrongUnitHeadingError: when a heading names a unit that cannot be converted into the column's.
    """
    looked_at = 1 if grid.named else _LOOKED_AT
    rows = [grid.row_at(index) for index in range(min(grid.frame.height, looked_at))]
    names = _names(workbook)
    best = _best(rows, names)
    have = {column.field for column, _ in best.found.values()} if best else set()
    wanted = [
        each for each in workbook if (each.required or each.field in workbook.key) and each.field not in have
    ]
    if best is None or wanted:
        raise _no_header(workbook, wanted or list(workbook), best)
    _require_distinct(best)
    above = _unit_above(rows[: best.rows[0]])
    headings = tuple(
        _heading(place, text, best.found.get(place), above) for place, text in sorted(best.texts.items())
    )
    return Header(
        tuple(grid.first_row + row for row in best.rows),
        headings,
        tuple(column for column in workbook if column.field not in have),
    )


def _names(workbook: Workbook) -> dict[str, Column]:
    return {_bare(heading): column for column in workbook for heading in column.headings}


def _bare(heading: str) -> str:
    return fold(heading).translate(_MARKS)


def _best(rows: Sequence[Mapping[int, str]], names: Mapping[str, Column]) -> _Candidate | None:
    best: _Candidate | None = None
    for index, row in enumerate(rows):
        candidates = [_candidate((index,), {place: (text,) for place, text in row.items()}, names)]
        if index + 1 < len(rows) and row and rows[index + 1]:
            candidates.append(_candidate((index, index + 1), _stacked(row, rows[index + 1]), names))
        for each in candidates:
            if each.found and (best is None or each.score > best.score):
                best = each
    return best


def _stacked(top: Mapping[int, str], below: Mapping[int, str]) -> dict[int, tuple[str, ...]]:
    """The readings of each column of a header on two rows, whose upper cells span those to their right."""
    texts: dict[int, tuple[str, ...]] = {}
    spanning = ""
    for place in range(min(*top, *below), max(*top, *below) + 1):
        spanning = top.get(place, spanning)
        if place in below:
            texts[place] = (spanning + below[place], below[place]) if spanning else (below[place],)
        elif place in top:
            texts[place] = (top[place],)
    return texts


def _candidate(
    rows: tuple[int, ...], texts: Mapping[int, tuple[str, ...]], names: Mapping[str, Column]
) -> _Candidate:
    found = {}
    shown = {}
    for place, readings in texts.items():
        shown[place] = readings[-1]
        for text in readings:
            if match := _match(text, names):
                found[place], shown[place] = match, text
                break
    return _Candidate(rows, shown, found)


def _match(heading: str, names: Mapping[str, Column]) -> tuple[Column, str] | None:
    """The column that a heading stands for and the unit that it names."""
    bare = _bare(heading)
    while True:
        if bare in names:
            return names[bare], ""
        split = _BRACKETED.match(bare)
        if split is None or split[2] not in _REQUIRED_WORDS:
            break
        bare = split[1]
    split = split or _AFTER_SLASH.match(bare)
    if split is None:
        return None
    column = names.get(split[1]) or names.get(_bare(split[1].rstrip("(")))
    if column is None:
        return None
    return column, _UNIT_WORD.sub("", split[2])


def _heading(place: int, text: str, found: tuple[Column, str] | None, above: str) -> Heading:
    shown = " ".join(text.split())
    if found is None:
        return Heading(place, shown)
    column, named = found
    if column.kind not in (Kind.MONEY, Kind.QUANTITY, Kind.INTEGER, Kind.DECIMAL):
        return Heading(place, shown, column.field)
    measured = _unit(named)
    declared = column.measure if column.unit else None
    if measured is not None and declared is not None and measured.kind is not declared.kind:
        raise WrongUnitHeadingError(heading=shown, cell=column_letters(place), wanted=declared.symbol)
    if measured is not None and (declared is not None or column.kind is Kind.QUANTITY):
        return Heading(place, shown, column.field, measured.symbol, "heading")
    if above and declared is not None and declared.kind is UnitKind.MONEY:
        return Heading(place, shown, column.field, above, "above")
    return Heading(place, shown, column.field, column.unit, "declared" if column.unit else "")


def _unit(symbol: str) -> Unit | None:
    try:
        return unit(symbol) if symbol else None
    except UnknownUnitError:
        return None


def _unit_above(rows: Sequence[Mapping[int, str]]) -> str:
    """The unit of money that a line above the table names (单位:万元)."""
    for row in reversed(rows):
        for text in row.values():
            if found := _UNIT_LINE.search(fold(text)):
                return found[1]
    return ""


def _require_distinct(best: _Candidate) -> None:
    places: dict[str, int] = {}
    for place, (column, _) in sorted(best.found.items()):
        other = places.setdefault(column.field, place)
        if other != place:
            cells = f"{column_letters(other)}、{column_letters(place)}"
            raise RepeatedHeadingError(cells=cells, title=column.title, title_en=column.title_en)


def _no_header(workbook: Workbook, missing: Sequence[Column], best: _Candidate | None) -> NoHeaderError:
    found = [" ".join(text.split())[:20] for _, text in sorted(best.texts.items())] if best else []
    return NoHeaderError(
        title=workbook.title,
        title_en=workbook.title_en,
        missing="、".join(column.named(Language.CHINESE) for column in missing[:_SHOWN]),
        missing_en=", ".join(column.named(Language.ENGLISH) for column in missing[:_SHOWN]),
        found="、".join(found[:_SHOWN]) or "—",
    )
