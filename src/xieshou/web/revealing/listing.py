"""Who was shown which personal field of whom, when and why: the list, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.workflow.revealing import queries
from xieshou.domain.workflow.revealing.models import Revelation
from xieshou.domain.workflow.revealing.queries import Asked
from xieshou.kernel.actor import Actor, NotAllowedError
from xieshou.web.revealing.views import unstored
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv, as_xlsx
from xieshou.web.shell.requests import UnreadableRequestError, day_asked

PAGE_SIZE = 50
EXPORTED = 50_000
"""Rows that one export holds: more are asked for by day."""


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The revelations that the reader may know of, the latest first."""
    actor, asked = reader(request), asked_of(request)
    paginator = Paginator(queries.revelations(actor, asked), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "rows": shown(actor, list(page)),
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "total": paginator.count,
        "asked": asked,
        "fields": queries.fields(),
        "filtered": bool(asked.who or asked.record or asked.field or asked.since or asked.until),
        "others": queries.sees_others(actor),
    }
    return unstored(render(request, "web/revealing/list.html", context))


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The list with its filters as a file."""
    write = {"csv": as_csv, "xlsx": as_xlsx}.get(form)
    if write is None:
        raise Http404(_("可以导出为 csv 或 xlsx"))
    actor, asked = reader(request), asked_of(request)
    header = [
        *(_("时间"), _("查看人"), _("记录种类"), _("记录"), _("记录编号"), _("查看项")),
        *(_("查看理由"), _("网络地址"), _("所属地区代码")),
    ]
    return unstored(write(f"revelations-{timezone.localdate()}", header, _cells(actor, asked)))


def reader(request: HttpRequest) -> Actor:
    """Who asks, if there is anything for them to read.

    Raises:
        NotAllowedError: for everybody else.
    """
    actor = actor_of(request)
    if not queries.may_list(actor):
        raise NotAllowedError(_("审计和管理人员可以查看各自范围内的查看记录,其他人员可以查看自己的"))
    return actor


def asked_of(request: HttpRequest) -> Asked:
    """The filters of the page.

    Raises:
        UnreadableRequestError: for a field or a day that cannot be read.
    """
    said = {name: request.GET.get(name, "").strip()[:80] for name in ("who", "record", "field")}
    wrong = [value for value in said.values() if "\0" in value]
    wrong += [said["field"]] if said["field"] and said["field"] not in queries.fields() else []
    if wrong:
        raise UnreadableRequestError(
            _("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": wrong[0].replace("\0", "")[:40]}
        )
    return Asked(**said, since=day_asked(request, "since"), until=day_asked(request, "until"))


def shown(actor: Actor, rows: Sequence[Revelation]) -> list[dict[str, Any]]:
    """Revelations as a page takes them: in words, with the way to the record while the actor sees it."""
    labels, known, records = queries.fields(), queries.kinds(), queries.still_seen(actor, rows)
    found = []
    for each in rows:
        record, model = records.get((each.kind, each.record_id)), known.get(each.kind)
        found.append(
            {
                "revelation": each,
                "label": labels.get(each.field, each.field),
                "kind": model._meta.verbose_name if model else each.kind,
                "url": record.get_absolute_url() if hasattr(record, "get_absolute_url") else "",
            }
        )
    return found


def _cells(actor: Actor, asked: Asked) -> Iterator[list[object]]:
    labels, known = queries.fields(), queries.kinds()
    for each in queries.revelations(actor, asked)[:EXPORTED].iterator(chunk_size=1000):
        model = known.get(each.kind)
        yield [
            timezone.localtime(each.at).strftime("%Y-%m-%d %H:%M:%S"),
            each.actor_name,
            model._meta.verbose_name if model else each.kind,
            each.record_name,
            each.record_id,
            labels.get(each.field, each.field),
            each.reason,
            each.address or "",
            each.division_code,
        ]
