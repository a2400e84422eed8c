"""Templates and exports as files of the reader's language."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from xieshou.domain.workflow.jobs.services import start_job
from xieshou.domain.workflow.ledgers import queries
from xieshou.domain.workflow.ledgers.exporting import ExportFormat, export, template
from xieshou.domain.workflow.ledgers.working import EXPORT
from xieshou.web.ledgers.asking import register_asked, signed_in
from xieshou.web.shell import words
from xieshou.web.shell.requests import UnreadableRequestError
from xieshou.workbooks.filtering import BadFilterError
from xieshou.workbooks.writing.exporting import TooManyRowsError
from xieshou.workbooks.writing.rows import TextTooLongError

# What an address carries beside the filters of a register.
NOT_FILTERS = frozenset({"page", "sort"})
# Above this, a file waits on the disk while it is sent.
IN_MEMORY = 2**20


def made(write: Callable[[Path], object], suffix: str) -> IO[bytes]:
    """What ``write`` puts into the file that it is given, open for reading; it leaves no file behind."""
    kept: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (the response closes it)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"file{suffix}"
        write(target)
        with target.open("rb") as file:
            shutil.copyfileobj(file, kept)
    kept.seek(0)
    return kept


@require_safe
def template_file(request: HttpRequest, name: str) -> FileResponse:
    """The form to fill in."""
    signed_in(request)
    register = register_asked(name)
    language = words.language()
    file = made(lambda target: template(register=register, target=target, language=language), ".xlsx")
    title = register.workbook.named(language)
    return FileResponse(file, as_attachment=True, filename=_("%(title)s-模板") % {"title": title} + ".xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def export_file(request: HttpRequest, name: str, ending: str) -> HttpResponseBase:
    """The register's records that the filters of the address leave; it imports back unchanged.

    Where there are many, it says so, and when posted starts a job.
    """
    actor = signed_in(request)
    register = register_asked(name)
    if ending not in set(ExportFormat):
        raise Http404(_("只能导出 .xlsx、.csv 或 .parquet"))
    filters = {key: value for key, value in request.GET.items() if value and key not in NOT_FILTERS}
    language = words.language()
    title = register.workbook.named(language)
    if request.method == "POST":
        params = {"register": register.name, "filters": filters, "format": ending}
        return redirect("jobs:detail", start_job(actor=actor, kind=EXPORT, params=params, title=title).pk)

    def write(target: Path) -> None:
        export(actor=actor, register=register, target=target, filters=filters, language=language)

    try:
        if queries.is_large_export(actor, register, filters):
            context = {"name": name, "title": title, "format": ending}
            return render(request, "web/ledgers/large_export.html", context)
        file = made(write, f".{ending}")
    except TooManyRowsError:
        raise UnreadableRequestError(_("记录太多,一张 Excel 工作表放不下:请导出 CSV,或先筛选")) from None
    except TextTooLongError:
        raise UnreadableRequestError(_("有文本超过 Excel 单元格的长度,请导出 CSV")) from None
    except BadFilterError as bad:
        raise UnreadableRequestError(bad.describe(language)) from None
    filename = f"{title}-{timezone.localdate()}.{ending}"
    return FileResponse(file, as_attachment=True, filename=filename)
