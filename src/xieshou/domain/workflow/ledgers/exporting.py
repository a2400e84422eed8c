"""A register out into a file: its records, or the empty form for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import polars as pl

from xieshou.domain.workflow.jobs.progress import Progress
from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.workbooks.registering import Register
from xieshou.workbooks.writing import export_csv, export_parquet, export_xlsx, write_template


class ExportFormat(StrEnum):
    """What is written, by the end of a file's name."""

    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


_WRITERS = {
    ExportFormat.XLSX: export_xlsx,
    ExportFormat.CSV: export_csv,
    ExportFormat.PARQUET: export_parquet,
}


def export(
    *,
    actor: Actor,
    register: Register,
    target: Path,
    filters: Mapping[str, str] | None = None,
    format: ExportFormat | None = None,
    language: Language = Language.CHINESE,
    progress: Progress | None = None,
) -> int:
    """Write the records that the actor may see to ``target``; how many there were.

    ``format`` follows from the target's name where it is not given. The file appears whole or not at all.

    Raises:
        ValueError: when the name tells no format.
        BadFilterError: for a filter that the register does not offer, or a value that it cannot have.
        TooManyRowsError: when a sheet cannot hold them.
        TextTooLongError: when a cell of a sheet cannot hold a text.
        JobStoppedError: when the job of ``progress`` should stop.
    """
    wanted = format or ExportFormat(target.suffix.lstrip(".").lower())
    aside = _aside(target)
    try:
        frames = register.batches(actor, filters or {})
        count = _WRITERS[wanted](register.workbook, _counted(frames, progress), aside, language)
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


def _counted(frames: Iterable[pl.DataFrame], progress: Progress | None) -> Iterator[pl.DataFrame]:
    for frame in frames:
        if progress is not None:
            progress.advance(frame.height)
        yield frame


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.stem}.part{target.suffix}")
