"""The pages of the audit."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.audit import queries
from xieshou.domain.workflow.audit.kinds import UnknownKindError, kind_named, kinds
from xieshou.domain.workflow.revealing.queries import sees_others
from xieshou.kernel.actor import Actor, NotAllowedError
from xieshou.web.audit.filters import asked_of
from xieshou.web.audit.wording import HOW, act_in_words, actor_in_words
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.exports import as_csv, as_xlsx

PAGE_SIZE = 50
EXPORTED = 20_000
"""Changes that one export holds: more are asked for by day."""


def reader(request: HttpRequest) -> Actor:
    """Who asks, if they may read any history.

    Raises:
        NotAllowedError: for everybody else.
    """
    actor = actor_of(request)
    if not queries.may_audit(actor):
        raise NotAllowedError(_("填报、审核、审计和管理人员可以查看各自范围内的操作记录"))
    return actor


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Acts, the latest first."""
    actor, asked = reader(request), asked_of(request)
    paginator = Paginator(queries.acts(actor, asked), PAGE_SIZE)
    page = paginator.get_page(request.GET.get("page"))
    known = queries.gists(actor, list(page))
    context = {
        "acts": [(each, act_in_words(each), known.get(each.key)) for each in page],
        "page": page,
        "page_numbers": paginator.get_elided_page_range(page.number),
        "asked": asked,
        "kinds": kinds(),
        "revelations": sees_others(actor),
        "filtered": bool(asked.who or asked.text or asked.kind or asked.since or asked.until),
    }
    return render(request, "web/audit/list.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """What the acts of the list changed, a row for each field."""
    write = {"csv": as_csv, "xlsx": as_xlsx}.get(form)
    if write is None:
        raise Http404(_("可以导出为 csv 或 xlsx"))
    actor, asked = reader(request), asked_of(request)
    header = [
        *(_("时间"), _("操作人"), _("操作"), _("理由"), _("种类"), _("编号"), _("名称")),
        *(_("变化"), _("字段"), _("原值"), _("新值")),
    ]
    return write(f"audit-{timezone.localdate()}", header, _rows(actor, asked))


def _rows(actor: Actor, asked: queries.Asked) -> Iterator[list[object]]:
    left = EXPORTED
    for act in queries.acts(actor, asked).iterator(chunk_size=200):
        at = timezone.localtime(act.at).strftime("%Y-%m-%d %H:%M:%S")
        who = [at, actor_in_words(act), act_in_words(act), act.why]
        for touched in queries.touched(actor, act, shown=left):
            for change in touched.changes:
                what = [touched.kind.title, change.record, change.label, HOW[change.how]]
                for difference in change.differences:
                    yield [*who, *what, difference.title, difference.before, difference.after]
                    left -= 1
        if left <= 0:
            return


@require_safe
def act(request: HttpRequest, key: UUID) -> HttpResponse:
    """One act with all that it changed."""
    actor = reader(request)
    try:
        found = queries.act(actor, key)
    except Act.DoesNotExist:
        raise Http404(_("没有这项操作记录")) from None
    context = {
        "act": found,
        "what": act_in_words(found),
        "touched": queries.touched(actor, found),
        "how": HOW,
    }
    return render(request, "web/audit/act.html", context)


@require_safe
def record(request: HttpRequest, kind: str, record: int) -> HttpResponse:
    """The history of one record, also of one that was deleted."""
    actor = reader(request)
    try:
        named = kind_named(kind)
    except UnknownKindError:
        raise Http404(_("没有这种记录")) from None
    changes = queries.history(actor, named, record)
    if not changes:
        raise Http404(_("没有这条记录的历史"))
    context = {"kind": named, "record": record, "label": changes[0].label, "changes": changes}
    return render(request, "web/audit/record.html", context)
