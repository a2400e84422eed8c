"""Uploads as lists show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xieshou.domain.workflow.ledgers.models import Upload
from xieshou.web.ledgers.wording import BADGES
from xieshou.web.shell import words
from xieshou.workbooks.registering import UnknownRegisterError, register_named


@dataclass(frozen=True, slots=True)
class UploadRow:
    """An upload with its register's title, who sent it, its state as a badge; ``counted``: its rows were."""

    upload: Upload
    title: str
    by: str
    state: str
    badge: str
    shape: str
    counted: bool


def row_of(upload: Upload) -> UploadRow:
    """In the language of the page."""
    badge, shape = BADGES[upload.state]
    by = upload.uploaded_by
    return UploadRow(
        upload,
        title_of(upload.register),
        (by.get_full_name() or by.get_username()) if by else _("系统"),
        upload.get_state_display(),
        badge,
        shape,
        upload.examined_at is not None and not upload.refusal,
    )


def rows_of(uploads: Iterable[Upload]) -> list[UploadRow]:
    """Several."""
    return [row_of(upload) for upload in uploads]


def title_of(name: str) -> str:
    """The title of a register; its name, where this version does not know it."""
    try:
        return register_named(name).workbook.named(words.language())
    except UnknownRegisterError:
        return name
