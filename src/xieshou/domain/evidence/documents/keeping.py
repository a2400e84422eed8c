"""Writes of what is kept with documents: texts, photos and files, stored under their hashes."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.evidence.documents import storage
from xieshou.domain.evidence.documents.photos import (
    NotAPhotoError,
    Photo,
    TooManyPixelsError,
    read_photo,
)
from xieshou.domain.evidence.documents.texts import Encoding, UnreadableTextError, digest, read_text
from xieshou.domain.evidence.models import Attachment, AttachmentKind, Claim, Document
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Precision

SHOWN_FOLDER = "shown"
_LONGEST_NAME = 200


class Refusal(StrEnum):
    """Why a file is not kept."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_TEXT = "not_text"
    NOT_A_PHOTO = "not_a_photo"
    TOO_MANY_PIXELS = "too_many_pixels"


class AttachmentRefusedError(ValueError):
    """A file is not kept. ``facts`` (sizes in bytes, or pixels) fill the sentence that says why."""

    def __init__(self, reason: Refusal, **facts: int) -> None:
        super().__init__(reason.value)
        self.reason, self.facts = reason, facts


class ReferenceRefusedError(ValueError):
    """A text cannot become the reference: there is one, or figures have places already."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of keeping a file: ``new`` is False where the document had it already.

    ``encoding`` is that of a text; ``taken`` the day that a photo's camera tells, to be confirmed.
    """

    attachment: Attachment
    new: bool
    encoding: Encoding | None = None
    taken: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said of a kept file; place, day, author and licence are a photo's (A30-4)."""

    public: bool = False
    caption: str = ""
    place_id: int | None = None
    taken: PartialDate | None = None
    author: str = ""
    licence: str = ""


@act("附上原文、照片和附件")
def attach_text(
    *, actor: Actor, document: Document, name: str, data: bytes, caption: Caption | None = None
) -> Kept:
    """Keep a document's text: a file in UTF-8 or GB18030, at most ATTACHMENT_TEXT_BYTES long.

    The file is kept as it is; what is shown is its text. It declares nothing: see ``declare_reference``.

    Raises:
        NotAllowedError: when the actor may not write.
        AttachmentRefusedError: when it is empty, too big or no text.
    """
    _admit(actor, data, settings.ATTACHMENT_TEXT_BYTES)
    try:
        read = read_text(data)
    except UnreadableTextError:
        raise AttachmentRefusedError(Refusal.NOT_TEXT) from None
    if not read.text.strip():
        raise AttachmentRefusedError(Refusal.EMPTY)
    facts = {"kind": AttachmentKind.TEXT, "media_type": "text/plain", "text": read.text}
    attachment, new = _keep(actor, document, name, data, facts, caption or Caption())
    return Kept(attachment, new, encoding=read.encoding)


@act("附上原文、照片和附件")
def attach_photo(
    *, actor: Actor, document: Document, name: str, data: bytes, caption: Caption | None = None
) -> Kept:
    """Keep a photo (JPEG, PNG or WebP). The original is never shown: it may tell where a phone was.

    Raises:
        NotAllowedError: when the actor may not write.
        AttachmentRefusedError: when it is empty, too big, no photo, or would unpack to too many pixels.
    """
    _admit(actor, data, settings.ATTACHMENT_PHOTO_BYTES)
    photo = _read_photo(data)
    facts = {"kind": AttachmentKind.PHOTO, "media_type": photo.media_type}
    attachment, new = _keep(actor, document, name, data, facts, caption or Caption())
    if not _shown_path(attachment.sha256).is_file():
        storage.write_whole(_shown_path(attachment.sha256), photo.shown)
    return Kept(attachment, new, taken=photo.taken)


@act("附上原文、照片和附件")
def attach_file(
    *, actor: Actor, document: Document, name: str, data: bytes, caption: Caption | None = None
) -> Kept:
    """Keep any other file: a scan, a table. It is handed out for saving only, never opened by the site.

    Raises:
        NotAllowedError: when the actor may not write.
        AttachmentRefusedError: when it is empty or too big.
    """
    _admit(actor, data, settings.ATTACHMENT_FILE_BYTES)
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    facts = {"kind": AttachmentKind.FILE, "media_type": media_type[:80]}
    attachment, new = _keep(actor, document, name, data, facts, caption or Caption())
    return Kept(attachment, new)


def _admit(actor: Actor, data: bytes, most: int) -> None:
    actor.require_write(_("附上原文、照片和附件"))
    if not data:
        raise AttachmentRefusedError(Refusal.EMPTY)
    if len(data) > most:
        raise AttachmentRefusedError(Refusal.TOO_BIG, size=len(data), most=most)


def _read_photo(data: bytes) -> Photo:
    try:
        return read_photo(data, most_pixels=settings.ATTACHMENT_PHOTO_PIXELS)
    except TooManyPixelsError as error:
        most = settings.ATTACHMENT_PHOTO_PIXELS
        raise AttachmentRefusedError(
            Refusal.TOO_MANY_PIXELS, width=error.width, height=error.height, most=most
        ) from error
    except NotAPhotoError as error:
        raise AttachmentRefusedError(Refusal.NOT_A_PHOTO) from error


def _keep(
    actor: Actor, document: Document, name: str, data: bytes, facts: dict[str, Any], caption: Caption
) -> tuple[Attachment, bool]:
    """The record and its file; the same file twice is the same attachment, as it was."""
    Document.objects.select_for_update().get(pk=document.pk)
    sha256 = storage.digest_of(data)
    known = Attachment.objects.filter(document=document, sha256=sha256).first()
    if known is not None:
        storage.keep(settings.XIESHOU_HOME, data)
        return known, False
    attachment = Attachment(
        document=document,
        name=bare_name(name),
        size=len(data),
        sha256=sha256,
        added_by_id=actor.user_id,
        added_at=timezone.now(),
        **facts,
    )
    _caption(attachment, caption)
    storage.keep(settings.XIESHOU_HOME, data)
    attachment.save(force_insert=True)
    # A removal elsewhere may have deleted the same bytes meanwhile.
    transaction.on_commit(lambda: _again(data))
    return attachment, True


def _again(data: bytes) -> None:
    storage.keep(settings.XIESHOU_HOME, data)


def bare_name(name: str) -> str:
    """A file's name without folders and control characters, cut from the front where it is too long."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    plain = "".join(character for character in last if character.isprintable()).strip()
    return plain[-_LONGEST_NAME:] or "—"


@act("更改附件说明")
def change_attachment(*, actor: Actor, attachment: Attachment, caption: Caption) -> Attachment:
    """Change what is said of a kept file, and who may see it. The file itself never changes."""
    actor.require_write(_("更改附件说明"))
    kept = Attachment.objects.select_for_update().get(pk=attachment.pk)
    _caption(kept, caption)
    kept.save(
        update_fields=["public", "caption", "place", "taken_on", "taken_precision", "author", "licence"]
    )
    return kept


def _caption(attachment: Attachment, caption: Caption) -> None:
    taken = caption.taken
    attachment.public, attachment.caption = caption.public, caption.caption.strip()
    attachment.place_id, attachment.author = caption.place_id, caption.author.strip()
    attachment.licence = caption.licence.strip()
    attachment.taken_on = taken.day if taken else None
    attachment.taken_precision = (taken.precision if taken else Precision.UNKNOWN).value


@act("移除附件")
def remove_attachment(*, actor: Actor, attachment: Attachment) -> None:
    """Remove a kept file, and the bytes too unless another document keeps the same ones."""
    actor.require_write(_("移除附件"))
    sha256 = attachment.sha256
    Attachment.objects.filter(pk=attachment.pk).delete()
    transaction.on_commit(lambda: _forget(sha256))


@transaction.atomic
def _forget(sha256: str) -> None:
    if not Attachment.objects.filter(sha256=sha256).exists():
        storage.forget(settings.XIESHOU_HOME, sha256)
        _shown_path(sha256).unlink(missing_ok=True)


@act("定为基准原文")
def declare_reference(*, actor: Actor, attachment: Attachment) -> Document:
    """Make a kept text the one in which the document's figures will be counted.

    Raises:
        NotAllowedError: when the actor may not write.
        ReferenceRefusedError: when the document has a reference already, or figures with places: they were
            counted in another text, and moving them silently would make them wrong.
    """
    actor.require_write(_("定为基准原文"))
    document = Document.objects.select_for_update().get(pk=attachment.document_id)
    placed = Claim.objects.filter(document=document, span_start__isnull=False).exists()
    if document.text_sha256 or placed or attachment.kind != AttachmentKind.TEXT:
        raise ReferenceRefusedError(str(document))
    document.text_sha256 = digest(attachment.text)
    document.save(update_fields=["text_sha256"])
    return document


def _shown_path(sha256: str) -> Path:
    return storage.path_of(settings.XIESHOU_HOME, sha256).parent.parent / SHOWN_FOLDER / f"{sha256}.jpg"


def shown_photo(attachment: Attachment) -> bytes:
    """The picture without EXIF data that is shown of a photo; drawn again where it was lost.

    Raises:
        FileGoneError: when the photo itself is gone.
    """
    path = _shown_path(attachment.sha256)
    if not path.is_file():
        storage.write_whole(path, _read_photo(storage.read(settings.XIESHOU_HOME, attachment.sha256)).shown)
    return path.read_bytes()


def taken_by_camera(attachment: Attachment) -> PartialDate | None:
    """The day that a kept photo's camera tells; None for other files and for those without one."""
    if attachment.kind != AttachmentKind.PHOTO:
        return None
    return _read_photo(storage.read(settings.XIESHOU_HOME, attachment.sha256)).taken


def contents(attachment: Attachment) -> bytes:
    """The kept file, byte for byte.

    Raises:
        FileGoneError: when it is gone.
    """
    return storage.read(settings.XIESHOU_HOME, attachment.sha256)


def damaged() -> tuple[int, list[str]]:
    """How many files are kept, and which are gone or not what was kept, each with its document."""
    kept = Attachment.objects.select_related("document").defer("text").order_by("document__code", "pk")
    named: dict[str, str] = {}
    for each in kept:
        named.setdefault(each.sha256, f"{each.document.code} {each.name}")
    wrong = storage.damaged(settings.XIESHOU_HOME, named)
    return len(named), [f"{named[line.split(':')[0]]}: {line}" for line in wrong]
