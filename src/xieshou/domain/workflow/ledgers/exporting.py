"""A register out into a file: its records, or the empty form for them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.workbooks.registering import Register
from xieshou.workbooks.writing import export_csv, export_xlsx, write_template


class ExportFormat(StrEnum):
    """What is written, by the end of a file's name."""

    XLSX = "xlsx"
    CSV = "csv"


def export(
    *,
    actor: Actor,
    register: Register,
    target: Path,
    filters: Mapping[str, str] | None = None,
    format: ExportFormat | None = None,
    language: Language = Language.CHINESE,
) -> int:
    """Write the records that the actor may see to ``target``; how many there were.

    ``format`` follows from the target's name where it is not given. The file appears whole or not at all.

    Raises:
        ValueError: when the name tells no format.
        TooManyRowsError: when a sheet cannot hold them.
    """
    wanted = format or ExportFormat(target.suffix.lstrip(".").lower())
    write = export_csv if wanted is ExportFormat.CSV else export_xlsx
    aside = _aside(target)
    try:
        count = write(register.workbook, register.rows(actor, filters or {}), aside, language)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return count


def template(*, register: Register, target: Path, language: Language = Language.CHINESE) -> None:
    """Write the empty form of a register (.xlsx)."""
    aside = _aside(target)
    try:
        write_template(register.workbook, aside, language)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.stem}.part{target.suffix}")
