"""Ask for a reason, show the value once. No address, log or cache ever holds it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from xieshou.domain.personal import UnreadableError
from xieshou.domain.workflow.revealing import queries, services
from xieshou.web.revealing.forms import ReasonForm
from xieshou.web.shell.actors import actor_of


@sensitive_variables("text", "context")
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, kind: str, record_id: int, field: str) -> HttpResponse:
    """The form for a reason, then the value: as a part of the page that asks, or as a page without script."""
    actor = actor_of(request)
    try:
        record = queries.record_asked(actor, kind, record_id)
        value = services.sealed_value(record, field)
    except (queries.NoSuchRecordError, services.NotPersonalError):
        raise Http404(_("没有这条记录,或您无权查看其个人信息")) from None
    form = ReasonForm(request.POST or None)
    context = {
        "form": form,
        "record": record,
        "kind": kind,
        "field": field,
        "label": record._meta.get_field(field).verbose_name,
        "value": value,
        "back": record.get_absolute_url() if hasattr(record, "get_absolute_url") else "",
    }
    status = 400 if form.errors else 200
    if form.is_valid():
        try:
            text = services.reveal(
                actor=actor,
                record=record,
                field=field,
                reason=form.cleaned_data["reason"],
                address=request.META.get("REMOTE_ADDR") or None,
            )
        except services.BadReasonError:
            form.add_error("reason", _("请写清为何查看"))
            status = 400
        except UnreadableError:
            form.add_error(None, _("无法解密:密钥已不在。请联系管理员。"))
            status = 400
        else:
            context["text"] = text
    part = "HX-Request" in request.headers
    template = "web/revealing/part.html" if part else "web/revealing/page.html"
    return unstored(render(request, template, context, status=status))


def unstored(response: HttpResponse) -> HttpResponse:
    """Kept by no cache, neither on the way nor in the browser."""
    patch_cache_control(response, no_store=True, private=True, no_cache=True)
    response["Pragma"] = "no-cache"
    return response
