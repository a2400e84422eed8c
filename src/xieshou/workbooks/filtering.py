"""What the records of a register may be narrowed to, as it declares it, and what somebody asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xieshou.kernel.language import Language
from xieshou.workbooks.cells import PLAIN, BadCellError, cells_of
from xieshou.workbooks.declaring import Column, Kind
from xieshou.workbooks.problems import CellProblem


class BadFilterError(ValueError):
    """Somebody asked for what a register cannot be narrowed to. ``str`` is the Chinese and the English."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} / {en}")

    def describe(self, language: Language) -> str:
        """The sentence in that language."""
        return self.en if language is Language.ENGLISH else self.zh


def read_filters(offered: Sequence[Column], asked: Mapping[str, str]) -> dict[str, str]:
    """What was asked for, each value as the area takes it; an empty value asks for nothing.

    A value is read as a cell would be: ``政策文件`` is as good as ``policy``, full-width digits are digits.

    Raises:
        BadFilterError: for a name that is not offered, or a value that cannot be one; nothing is guessed.
    """
    known = {column.field: column for column in offered}
    return {
        name: _read(known[name], value.strip())
        for name, value in asked.items()
        if _is_known(name, known) and value.strip()
    }


def _is_known(name: str, known: Mapping[str, Column]) -> bool:
    if name in known:
        return True
    if not known:
        raise BadFilterError(
            f"没有“{name}”这个筛选条件:这份台账不能筛选", f"there is no filter {name}, nor any"
        )
    zh = "、".join(f"{field}({column.title})" for field, column in known.items())
    en = ", ".join(f"{field} ({column.title_en})" for field, column in known.items())
    raise BadFilterError(
        f"没有“{name}”这个筛选条件,可用的有 {zh}", f"there is no filter “{name}”; there are {en}"
    )


def _read(column: Column, value: str) -> str:
    if "\0" in value:  # PostgreSQL keeps no such text, and refuses to compare with it
        raise BadFilterError(f"{column.title}中有无法识别的字符", f"{column.title_en} holds a null character")
    cells = cells_of(column)
    try:
        restored = cells.restore(cells.parse(value, PLAIN).value)
    except BadCellError as bad:
        why = CellProblem(0, None, column.field, column.title, value, bad.code, bad.facts)
        raise BadFilterError(
            f"{column.title}“{value[:40]}”{why.describe(Language.CHINESE)}",
            f"{column.title_en} “{value[:40]}” {why.describe(Language.ENGLISH)}",
        ) from None
    if column.kind is Kind.BOOLEAN:
        return "yes" if restored else "no"
    return str(restored)
