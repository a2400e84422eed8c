"""What workers do with ledgers: examine and apply large uploads, make large exports."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from xieshou.domain.personal.files import register_store
from xieshou.domain.workflow.freezing.guarding import FrozenYearError
from xieshou.domain.workflow.jobs.progress import Progress
from xieshou.domain.workflow.jobs.registry import (
    JobFailedError,
    Params,
    Result,
    register_handler,
    register_upkeep,
)
from xieshou.domain.workflow.ledgers.exporting import ExportFormat, export
from xieshou.domain.workflow.ledgers.importing import (
    Applied,
    Examination,
    StaleExaminationError,
    WrongRowsError,
    apply_examined,
    limits,
)
from xieshou.domain.workflow.ledgers.keeping import sealed_files
from xieshou.domain.workflow.ledgers.models import Upload, UploadState
from xieshou.domain.workflow.ledgers.queries import upload as visible_upload
from xieshou.domain.workflow.ledgers.services import (
    APPLY,
    EXAMINE,
    UploadStateError,
    clean_up_uploads,
    examine_upload,
    keep_found,
    opened_upload,
)
from xieshou.kernel.actor import SYSTEM, Actor, Permission
from xieshou.kernel.language import Language
from xieshou.workbooks.filtering import BadFilterError
from xieshou.workbooks.reading import read
from xieshou.workbooks.refusing import RefusedFileError
from xieshou.workbooks.registering import UnknownRegisterError, register_named
from xieshou.workbooks.writing.exporting import TooManyRowsError
from xieshou.workbooks.writing.rows import TextTooLongError

EXPORT = "ledgers.export"
_NO_NAME = re.compile(r"[^\w-]+")


def register() -> None:
    """Make the three known. Done when Django starts."""
    register_handler(
        EXAMINE,
        gettext_lazy("核对上传的台账"),
        examine_in_background,
        idempotent=True,
        single=True,
        allowed=_importing,
    )
    register_handler(
        APPLY,
        gettext_lazy("导入台账"),
        apply_in_background,
        idempotent=True,
        single=True,
        allowed=_importing,
    )
    register_handler(
        EXPORT, gettext_lazy("导出台账"), export_in_background, idempotent=True, allowed=_signed_in
    )
    register_upkeep(lambda: clean_up_uploads(actor=SYSTEM))
    register_store("uploads", sealed_files)


def _importing(actor: Actor) -> bool:
    """Into which register is asked where the upload is known."""
    return actor.may(Permission.RECORD) or actor.may_write


def _signed_in(actor: Actor) -> bool:
    return actor.may_write or actor.user_id is not None


def examine_in_background(params: Params, progress: Progress) -> Result:
    """Examine the upload ``params["upload"]``."""
    progress.log(_("开始读取和核对。"))
    try:
        upload = examine_upload(actor=progress.actor, upload_id=params["upload"], progress=progress)
    except (UploadStateError, Upload.DoesNotExist) as problem:
        raise JobFailedError(_gone(problem)) from None
    if upload.refusal:
        raise JobFailedError(upload.refusal["en" if _language() is Language.ENGLISH else "zh"])
    progress.done = upload.new + upload.changed + upload.unchanged + upload.wrong
    counts = {name: getattr(upload, name) for name in ("new", "changed", "unchanged", "wrong")}
    words = _("新增 %(new)s 行,变更 %(changed)s 行,不变 %(unchanged)s 行,有误 %(wrong)s 行。")
    return Result(words % {name: f"{count:,}" for name, count in counts.items()}, counts)


def apply_in_background(params: Params, progress: Progress) -> None:
    """Apply the upload ``params["upload"]`` as agreed to: ``fingerprint``, ``right_rows_only``."""
    upload, found = _read_again(params, progress)
    progress.log(_("共 %(rows)s 行,开始写入。") % {"rows": f"{progress.total:,}"})
    try:
        with progress.apply() as applying:
            if not Upload.objects.filter(pk=upload.pk, state=UploadState.CHECKED).update(
                state=UploadState.APPLIED,
                applied_at=timezone.now(),
                right_rows_only=params["right_rows_only"],
            ):
                raise JobFailedError(_("文件已导入或已放弃"))
            done = apply_examined(
                actor=progress.actor,
                register=found.register,
                examination=found,
                fingerprint=params["fingerprint"],
                right_rows_only=params["right_rows_only"],
                progress=progress,
            )
            progress.done = progress.total or 0
            applying.result = _said(done)
    except (StaleExaminationError, WrongRowsError) as problem:
        # Nothing was stored; what the file would do now is there to be looked at.
        keep_found(upload, problem.now)
        raise JobFailedError(str(problem)) from None
    except FrozenYearError as frozen:
        raise JobFailedError(str(frozen)) from None


def _read_again(params: Params, progress: Progress) -> tuple[Upload, Examination]:
    """The upload and its rows, not yet compared: that is done where they are stored."""
    try:
        upload = visible_upload(progress.actor, params["upload"])
        register = register_named(upload.register)
        with opened_upload(upload) as path:
            reading = read(path, register.workbook, name=upload.name, limits=limits())
    except RefusedFileError as refused:
        raise JobFailedError(refused.describe(_language())) from None
    except (UploadStateError, Upload.DoesNotExist, UnknownRegisterError) as problem:
        raise JobFailedError(_gone(problem)) from None
    progress.total, progress.unit = reading.table.height, _("行")
    return upload, Examination(register, upload.name, reading=reading)


def export_in_background(params: Params, progress: Progress) -> Result:
    """Export the register ``params["register"]`` with ``filters`` in ``format``."""
    try:
        register = register_named(params["register"])
    except UnknownRegisterError as problem:
        raise JobFailedError(_gone(problem)) from None
    form, language = ExportFormat(params.get("format", "xlsx")), _language()
    progress.unit = _("行")
    name = f"{_NO_NAME.sub('-', register.workbook.named(language))}.{form.value}"
    target: Path = progress.file(name)
    try:
        count = export(
            actor=progress.actor,
            register=register,
            filters=params.get("filters") or {},
            target=target,
            format=form,
            language=language,
            progress=progress,
        )
    except BadFilterError as bad:
        raise JobFailedError(bad.describe(language)) from None
    except TooManyRowsError:
        raise JobFailedError(_("超过一张工作表的行数:请导出 CSV,或缩小范围")) from None
    except TextTooLongError:
        raise JobFailedError(_("有文本超过 Excel 单元格的长度,请导出 CSV")) from None
    return Result(_("导出 %(rows)s 行。") % {"rows": f"{count:,}"}, {"rows": count}, file=name)


def _said(done: Applied) -> Result:
    counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged, "wrong": done.wrong}
    words = _("新增 %(new)s 行,变更 %(changed)s 行。")
    return Result(words % {name: f"{count:,}" for name, count in counts.items()}, counts)


def _gone(problem: Exception) -> str:
    return str(problem) if isinstance(problem, UploadStateError) else _("上传的文件或台账已不存在")


def _language() -> Language:
    return Language.of(get_language() or "")
