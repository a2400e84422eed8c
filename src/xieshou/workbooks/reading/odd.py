"""What a sheet's XML tells and the reader of cells does not: errors, formulas never computed, number cells.

A sheet may have thirty million cells, so nothing walks through them: patterns look for the odd ones only.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from xieshou.workbooks.problems import column_letters
from xieshou.workbooks.reading.formats import DateShape
from xieshou.workbooks.reading.grid import Odd, OddCell, Oddness
from xieshou.workbooks.reading.pieces import pieces

_P = rb"(?:\w+:)?"
_AT = rb'[^<>]*?\br="([A-Z]{1,3})(\d{1,7})"'
_F = rb"<" + _P + rb"f\b(?:[^<>]*/>|[^<>]*>[^<]*</" + _P + rb"f>)"
_V = rb"(?:<" + _P + rb"v>([^<]*)</" + _P + rb"v>)?"
_CELL = rb"<" + _P + rb"c\b"
_ERROR = re.compile(_CELL + rb'(?=[^<>]*\bt="e")' + _AT + rb"[^<>]*>(?:" + _F + rb")?" + _V)
_FORMULA = re.compile(_CELL + _AT + rb"[^<>]*>" + _F + _V)
# The reader of cells writes nine decimals at the most.
_LONG_DECIMALS = re.compile(rb"v>-?[0-9]*\.(?:[0-9]{10}|[0-9]*E-)|v>-?[0-9]+E-")
_TEXTUAL = re.compile(rb'\bt="(?:s|str|inlineStr|e|b|d)"')


@dataclass(frozen=True)
class SheetXml:
    """One sheet of a workbook, as XML."""

    path: Path
    part: str

    def odd_cells(self, long_in: Collection[int], shapes: dict[int, DateShape], *, stale: bool) -> Odd:
        """The odd cells, row by row.

        ``long_in``: columns in which numbers are odd. ``shapes``: styles that show a month or a year only.
        ``stale``: the file asks to be computed anew when opened, so a formula's nought is no result.
        """
        numbers = _in_columns(long_in)
        styled = _of_styles(shapes)
        found: list[OddCell] = []
        long_decimals = False
        for piece in pieces(self.path, self.part):
            long_decimals = long_decimals or _LONG_DECIMALS.search(piece) is not None
            if b't="e"' in piece:
                found += (_odd(each, Oddness.ERROR, each[3] or b"#?") for each in _ERROR.finditer(piece))
            if b"<f" in piece or b":f" in piece:
                found += (
                    _odd(each, Oddness.FORMULA_WITHOUT_VALUE)
                    for each in _FORMULA.finditer(piece)
                    if not each[3] or (stale and each[3] == b"0")
                )
            if numbers is not None:
                found += (
                    _odd(each, Oddness.LONG_NUMBER)
                    for each in numbers.finditer(piece)
                    if not _TEXTUAL.search(each[0])
                )
            if styled is not None:
                for each in styled.finditer(piece):
                    shape = shapes[int(each[3])]
                    found.append(_odd(each, Oddness.MONTH if shape is DateShape.MONTH else Oddness.YEAR))
        return Odd(found, long_decimals)


def _odd(found: re.Match[bytes], oddness: Oddness, text: bytes = b"") -> OddCell:
    return OddCell(int(found[2]), column_number(found[1].decode()), oddness, text.decode("utf-8", "replace"))


def column_number(letters: str) -> int:
    """The number of a column, from 0, of its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _in_columns(columns: Collection[int]) -> re.Pattern[bytes] | None:
    if not columns:
        return None
    letters = "|".join(column_letters(column) for column in sorted(columns)).encode()
    return re.compile(_CELL + rb'[^<>]*?\br="(' + letters + rb')(\d{1,7})"[^<>]*>(?=<)')


def _of_styles(shapes: dict[int, DateShape]) -> re.Pattern[bytes] | None:
    if not shapes:
        return None
    styles = "|".join(str(style) for style in sorted(shapes)).encode()
    return re.compile(
        rb"<" + _P + rb'c\b(?=[^<>]*\br="([A-Z]{1,3})(\d{1,7})")[^<>]*?\bs="(' + styles + rb')"[^<>]*>(?=<)'
    )
