"""Files as people send them, made on the spot."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

HEADER = ["序号", "项目编号", "项目名称", "年度", "援助资金(万元)", "签订日期", "建设性质", "受益人数"]
GOOD = [1, "P-1", "茶园", 2019, 12.5, "2019-12", "新建", 350]


def workbook(path: Path, rows: Sequence[Sequence[Any]], sheet: str = "台账", **options: Any) -> Path:
    """An .xlsx of these rows from A1 on; None leaves a cell empty."""
    book = xlsxwriter.Workbook(path, options)
    page = book.add_worksheet(sheet)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                page.write(row, column, cell) if not isinstance(cell, str) else page.write_string(
                    row, column, cell
                )
    book.close()
    return path


def table(path: Path, *rows: Sequence[Any]) -> Path:
    """An .xlsx with the usual header and these rows."""
    return workbook(path, [HEADER, *rows])


def edited(
    path: Path, change: Callable[[str, bytes], bytes | None], extra: dict[str, bytes] | None = None
) -> Path:
    """The archive with each part changed; None drops a part."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            changed = change(name, content)
            if changed is not None:
                archive.writestr(name, changed)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return path


def with_part(path: Path, name: str, content: bytes = b"<x/>") -> Path:
    """A good .xlsx with one more part."""
    return edited(table(path, GOOD), lambda _, held: held, {name: content})


def in_sheet(path: Path, old: str, new: str, *rows: Sequence[Any]) -> Path:
    """An .xlsx in whose sheet's XML one text is replaced by another."""

    def change(name: str, content: bytes) -> bytes:
        if not name.startswith("xl/worksheets/"):
            return content
        assert old.encode() in content, content.decode()
        return content.replace(old.encode(), new.encode())

    return edited(table(path, *(rows or (GOOD,))), change)
