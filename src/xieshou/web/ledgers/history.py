"""Who brought in what, and when; the same as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from xieshou.domain.workflow.ledgers import queries
from xieshou.domain.workflow.ledgers.models import Upload
from xieshou.web.ledgers.asking import register_asked, signed_in
from xieshou.web.ledgers.rows import rows_of, title_of
from xieshou.web.shell.exports import as_csv
from xieshou.workbooks.registering import registers

PAGE_SIZE = 50


def _found(request: HttpRequest) -> tuple[str | None, QuerySet[Upload]]:
    actor = signed_in(request)
    asked = request.GET.get("register", "")
    chosen = register_asked(asked).name if asked else None
    return chosen, queries.uploads(actor, chosen)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every upload, the newest first; ``?register=`` keeps one ledger's."""
    chosen, found = _found(request)
    paginator = Paginator(found, PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "uploads": rows_of(page),
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "total": paginator.count,
        "chosen": chosen,
        "registers": [{"name": each.name, "title": title_of(each.name)} for each in registers()],
    }
    return render(request, "web/ledgers/history.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """The list as CSV."""
    _chosen, found = _found(request)
    header = [
        *(_("编号"), _("台账"), _("文件"), _("字节数"), "SHA-256", _("状态"), _("上传人"), _("上传时间")),
        *(_("导入时间"), pgettext("导入", "新增"), pgettext("导入", "变更")),
        *(pgettext("导入", "不变"), pgettext("导入", "有误")),
    ]
    rows = (
        [
            *(row.upload.pk, row.title, row.upload.name, row.upload.size, row.upload.sha256, row.state),
            *(row.by, _moment(row.upload.uploaded_at), _moment(row.upload.applied_at)),
            *(row.upload.new, row.upload.changed, row.upload.unchanged, row.upload.wrong),
        ]
        for row in rows_of(found)
    )
    return as_csv(f"imports-{timezone.localdate()}", header, rows)


def _moment(at) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S") if at else ""
