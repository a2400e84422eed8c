"""Writes of uploads: receive one, examine it, have it applied, discard it, clear old ones away."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.evidence.documents.keeping import bare_name
from xieshou.domain.personal import UnreadableError
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.progress import Progress
from xieshou.domain.workflow.jobs.rules import OPEN, State
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.domain.workflow.ledgers import keeping
from xieshou.domain.workflow.ledgers.finding import write_found
from xieshou.domain.workflow.ledgers.importing import Examination, examine, limits
from xieshou.domain.workflow.ledgers.models import Upload, UploadState
from xieshou.domain.workflow.ledgers.queries import upload as visible_upload
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.language import Language
from xieshou.workbooks.guarding import FileFormat
from xieshou.workbooks.refusing import RefusedFileError
from xieshou.workbooks.registering import register_named

EXAMINE = "ledgers.examine"
APPLY = "ledgers.apply"
EXAMINED_AT_ONCE = 3 * 2**20
"""Bytes of text (of an .xlsx its XML) up to which a file is examined while one waits, some 2,000 rows of
thirty columns. More is a job."""
_MAY_EXAMINE = (UploadState.RECEIVED, UploadState.CHECKED)


class UploadStateError(ValueError):
    """The upload's state does not allow it: it was applied, discarded, refused, or is being worked on."""


def receive_upload(
    *, actor: Actor, register_name: str, name: str, content: bytes | Iterable[bytes]
) -> Upload:
    """Keep a file that was sent for a register; ``name`` is what its sender calls it.

    It is guarded before anything parses it, and what the guard refuses is not kept.

    Raises:
        NotAllowedError: when the actor may not write.
        UnknownRegisterError: when there is no such register.
        RefusedFileError: when it is too large, dangerous or no workbook.
    """
    register = register_named(register_name)
    register.require_import(actor, _("导入台账"))
    chunks = [content] if isinstance(content, bytes) else content
    called = bare_name(name)
    with keeping.arriving(chunks, called, limits()) as arrived, transaction.atomic():
        upload = Upload.objects.create(
            register=register.name,
            name=called,
            format=arrived.format.value,
            size=arrived.size,
            sha256=arrived.sha256,
            uploaded_by_id=actor.user_id,
        )
        arrived.settle()
    return upload


def check_upload(*, actor: Actor, upload_id: int) -> Upload:
    """Examine an upload: at once when it is small, else by a job, which is then ``upload.job``.

    Raises:
        NotAllowedError: when the actor may not write.
        Upload.DoesNotExist: when there is none that the actor may see.
        UploadStateError: when it was applied, discarded or refused, or its file is gone.
        JobAlreadyOpenError: when it is being examined.
    """
    upload = _examinable(actor, upload_id)
    with opened_upload(upload) as source:
        small = is_small(source, upload.format)
    if small:
        return examine_upload(actor=actor, upload_id=upload_id)
    upload.job = start_job(actor=actor, kind=EXAMINE, params={"upload": upload.pk}, title=upload.name)
    upload.save(update_fields=["job"])
    return upload


def examine_upload(*, actor: Actor, upload_id: int, progress: Progress | None = None) -> Upload:
    """Examine an upload now and keep what was found. Does not touch the register.

    Raises:
        As ``check_upload``; JobStoppedError when the job of ``progress`` should stop.
    """
    upload = _examinable(actor, upload_id)
    with opened_upload(upload) as source:
        found = examine(
            actor=actor,
            register=register_named(upload.register),
            source=source,
            name=upload.name,
            progress=progress,
        )
        return _keep_found(upload, found, source)


def keep_found(upload: Upload, found: Examination) -> Upload:
    """Keep what a dry run found, in place of what an earlier one did."""
    with opened_upload(upload) as source:
        return _keep_found(upload, found, source)


def _keep_found(upload: Upload, found: Examination, source: Path) -> Upload:
    earlier, folder = upload.folder, ""
    if found.refusal is None:
        with keeping.new_folder() as beside:
            write_found(found, source, beside)
            folder = keeping.finished(beside)
    refusal = found.refusal
    said = _both(refusal) if refusal else {}
    changes = {
        **found.counts,
        "state": UploadState.REFUSED if refusal else UploadState.CHECKED,
        "refusal": said,
        "fingerprint": found.fingerprint,
        "folder": folder,
        "examined_at": timezone.now(),
    }
    # Unless somebody has applied or discarded it in the meantime.
    if not Upload.objects.filter(pk=upload.pk, state__in=_MAY_EXAMINE).update(**changes):
        keeping.remove_folder(folder)
        raise UploadStateError(_("文件已导入或已放弃"))
    keeping.remove_folder(earlier)
    upload.refresh_from_db()
    return upload


def start_applying(*, actor: Actor, upload_id: int, fingerprint: str, right_rows_only: bool = False) -> Job:
    """Have what was examined applied by a job; ``fingerprint`` is that of the dry run that was looked at.

    Raises:
        NotAllowedError: when the actor may not write.
        Upload.DoesNotExist: when there is none that the actor may see.
        UploadStateError: when it is not examined, has wrong rows and ``right_rows_only`` was not asked for,
            or was examined anew since.
        JobAlreadyOpenError: when it is being applied.
    """
    upload = _importable(actor, upload_id, _("导入台账"))
    if upload.state != UploadState.CHECKED or not upload.kept:
        raise UploadStateError(_("文件尚未核对,或已导入、已放弃"))
    if upload.fingerprint != fingerprint:
        raise UploadStateError(_("文件已重新核对,请先查看新的差异"))
    if upload.wrong and not right_rows_only:
        raise UploadStateError(_("还有 %(rows)s 行有误") % {"rows": f"{upload.wrong:,}"})
    params = {"upload": upload.pk, "fingerprint": fingerprint, "right_rows_only": right_rows_only}
    upload.job = start_job(actor=actor, kind=APPLY, params=params, title=upload.name)
    upload.save(update_fields=["job"])
    return upload.job


def discard_upload(*, actor: Actor, upload_id: int) -> Upload:
    """Put an upload away that is not wanted; its files go, its row stays.

    Raises:
        NotAllowedError: when the actor may not write.
        Upload.DoesNotExist: when there is none that the actor may see.
        UploadStateError: when it was applied, or a job works on it.
    """
    with transaction.atomic():
        upload = _importable(actor, upload_id, _("放弃导入"))
        if upload.state == UploadState.APPLIED:
            raise UploadStateError(_("文件已导入,不能放弃"))
        if upload.job is not None and State(upload.job.state) in OPEN:
            raise UploadStateError(_("任务尚未结束:请先取消任务"))
        Upload.objects.filter(pk=upload.pk).update(state=UploadState.DISCARDED)
    _clear(Upload.objects.filter(pk=upload.pk))
    upload.refresh_from_db()
    return upload


def clean_up_uploads(*, actor: Actor, keep: timedelta | None = None) -> int:
    """Remove the files of uploads older than ``keep`` (else XIESHOU_JOB_DAYS), and rests of killed processes.

    The rows stay as history; what was never applied is then discarded. Returns of how many uploads.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("清理任务"))
    before = timezone.now() - (keep if keep is not None else timedelta(days=settings.JOB_DAYS))
    old = Upload.objects.filter(kept=True, uploaded_at__lt=before).exclude(
        job__state__in=sorted(state.value for state in OPEN)
    )
    old.filter(state__in=_MAY_EXAMINE).update(state=UploadState.DISCARDED)
    count = _clear(old)
    keeping.remove_abandoned()
    keeping.seal_earlier()
    kept = Upload.objects.filter(kept=True)
    files = {f"{sha256} {form}" for sha256, form in kept.values_list("sha256", "format")}
    for path in keeping.left_over(files, set(kept.values_list("folder", flat=True))):
        keeping.remove(path)
    return count


def is_small(path: Path, form: str) -> bool:
    """Is it examined while one waits? Never Parquet: its size says nothing of how many rows it has."""
    if form == FileFormat.PARQUET:
        return False
    if form != FileFormat.XLSX:
        return path.stat().st_size <= EXAMINED_AT_ONCE
    with zipfile.ZipFile(path) as archive:
        return sum(part.file_size for part in archive.infolist()) <= EXAMINED_AT_ONCE


def _both(refusal: RefusedFileError) -> dict[str, str]:
    """A refusal as it is kept: in both languages, since another may read it."""
    zh, en = refusal.describe(Language.CHINESE), refusal.describe(Language.ENGLISH)
    return {"code": refusal.code, "zh": zh, "en": en}


def _importable(actor: Actor, upload_id: int, what: str) -> Upload:
    """One's own upload for a register into which one may import; for who maintains the registers, any."""
    if not actor.may_write:
        actor.require(Permission.RECORD, what)
    upload = visible_upload(actor, upload_id)
    if not actor.may_write:
        register_named(upload.register).require_import(actor, what)
    return upload


def _examinable(actor: Actor, upload_id: int) -> Upload:
    upload = _importable(actor, upload_id, _("导入台账"))
    if upload.state not in _MAY_EXAMINE:
        raise UploadStateError(_("文件已导入、已放弃或无法读取"))
    return upload


@contextmanager
def opened_upload(upload: Upload) -> Iterator[Path]:
    """The file of an upload in clear, while the block lasts.

    Raises:
        UploadStateError: when it is gone, or its key is.
    """
    sealed = keeping.sent_file(upload.sha256, upload.format)
    if not upload.kept or sealed is None:
        raise UploadStateError(_("文件已清理,请重新上传"))
    with ExitStack() as stack:
        try:
            path = stack.enter_context(keeping.opened(sealed, upload.format))
        except UnreadableError:
            raise UploadStateError(_("文件无法解密,请重新上传")) from None
        yield path


def _clear(these: QuerySet[Upload]) -> int:
    """Remove the files of these uploads, unless another upload of the same content keeps them."""
    count = 0
    for upload in list(these):
        with transaction.atomic():
            Upload.objects.filter(pk=upload.pk).update(kept=False, folder="")
            shared = Upload.objects.filter(sha256=upload.sha256, format=upload.format, kept=True).exists()
        keeping.remove_folder(upload.folder)
        if not shared:
            keeping.path_of(upload.sha256, upload.format).unlink(missing_ok=True)
        count += 1
    return count
