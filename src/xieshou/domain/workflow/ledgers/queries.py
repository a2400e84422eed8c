"""Reads of uploads: one's own, or for administrators all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db.models import Count, Q, QuerySet

from xieshou.domain.personal.files import SealedFile
from xieshou.domain.workflow.ledgers.finding import (
    PreviewRow,
    WrongCell,
    count_in,
    read_rows,
    read_understood,
    read_wrong,
)
from xieshou.domain.workflow.ledgers.keeping import folder_of, marked_file, sent_file
from xieshou.domain.workflow.ledgers.models import Upload, UploadState
from xieshou.kernel.actor import Actor
from xieshou.workbooks.registering import Register, register_named

EXPORTED_AT_ONCE = 5_000
"""Records up to which an export is made while one waits; more are a job."""


class Part(StrEnum):
    """Rows by what would become of them."""

    NEW = "new"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the rows from ``offset`` on, of ``total``."""

    rows: list[PreviewRow]
    offset: int
    total: int


@dataclass(frozen=True, slots=True)
class WrongPage:
    """Some of the wrong cells from ``offset`` on, of ``total`` that are listed."""

    cells: list[WrongCell]
    offset: int
    total: int


def uploads(actor: Actor, register: str | None = None) -> QuerySet[Upload]:
    """The uploads that the actor may see, the newest first; of one register if named."""
    seen = Upload.objects.seen_by(actor).select_related("uploaded_by", "job")
    return seen.filter(register=register) if register else seen


@dataclass(frozen=True, slots=True)
class WaitingUploads:
    """How many of the actor's own uploads wait for something."""

    wrong: int
    refused: int
    ready: int
    received: int


def own_waiting(actor: Actor) -> WaitingUploads:
    """Those with wrong rows, unreadable, ready to be applied, and not examined yet. One query."""
    own = Upload.objects.seen_by(actor).filter(uploaded_by=actor.user_id or 0)
    checked = Q(state=UploadState.CHECKED, kept=True)
    counted = own.aggregate(
        with_errors=Count("pk", filter=checked & Q(wrong__gt=0)),
        refused=Count("pk", filter=Q(state=UploadState.REFUSED, kept=True)),
        ready=Count("pk", filter=checked & Q(wrong=0) & (Q(new__gt=0) | Q(changed__gt=0))),
        received=Count("pk", filter=Q(state=UploadState.RECEIVED, kept=True)),
    )
    return WaitingUploads(counted["with_errors"], counted["refused"], counted["ready"], counted["received"])


def upload(actor: Actor, upload_id: int) -> Upload:
    """One upload.

    Raises:
        Upload.DoesNotExist: when there is none, or it is somebody else's.
    """
    return uploads(actor).get(pk=upload_id)


def understood(actor: Actor, of: Upload) -> dict[str, Any]:
    """How the file was read, see ``finding.read_understood``."""
    return read_understood(_folder(actor, of))


def preview(actor: Actor, of: Upload, part: Part, *, offset: int = 0, limit: int = 50) -> Page:
    """Rows that would be added or changed, personal columns masked."""
    path = _folder(actor, of) / f"{part.value}.parquet"
    rows = read_rows(register_named(of.register).workbook, path, offset, limit)
    return Page(rows, offset, count_in(path))


def wrong_cells(actor: Actor, of: Upload, *, offset: int = 0, limit: int = 50) -> WrongPage:
    """Cells that are refused, each with its reason."""
    path = _folder(actor, of) / "wrong.parquet"
    return WrongPage(read_wrong(path, offset, limit), offset, count_in(path))


def marked(actor: Actor, of: Upload) -> SealedFile | None:
    """The sender's workbook with the wrong cells marked; None where none is wrong, or it is cleared away."""
    return marked_file(upload(actor, of.pk).folder)


def sent(actor: Actor, of: Upload) -> SealedFile | None:
    """The file as it was sent; None once it is cleared away."""
    seen = upload(actor, of.pk)
    return sent_file(seen.sha256, seen.format) if seen.kept else None


def contents(file: SealedFile) -> Iterator[bytes]:
    """What the sender gets back, in chunks; of a file that ``marked`` or ``sent`` gave.

    Raises:
        UnreadableError: when its key is gone, or it is spoilt.
    """
    return file.unsealed()


def is_large_export(actor: Actor, register: Register, filters: Mapping[str, str]) -> bool:
    """Are there more records than are exported while one waits?

    Raises:
        BadFilterError: for a filter that the register does not offer, or a value that it cannot have.
    """
    return register.number(actor, filters) > EXPORTED_AT_ONCE


def _folder(actor: Actor, of: Upload) -> Path:
    return folder_of(upload(actor, of.pk).folder or "none")
