"""The pages on which an administrator ends a pairing and hands its work over."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xieshou.domain.pairings import queries, services
from xieshou.domain.pairings.models import EndReason, HandOverItem, Pairing
from xieshou.domain.pairings.rules import Code
from xieshou.domain.pairings.wording import in_words
from xieshou.domain.recorded.versions import StaleRecordError, version_of
from xieshou.kernel.actor import NotAllowedError, Permission
from xieshou.kernel.period import BadPeriodError
from xieshou.web.pairings.forms import CloseForm, EndForm, HandOverForm
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.versions import seen_version, stale_in_words


def pairing_asked(request: HttpRequest, pairing_id: int) -> Pairing:
    """The pairing of the address, for somebody who may change it."""
    actor = actor_of(request)
    actor.require(Permission.RECORD, _("只有填报人员可以更改、终止结对和办理交接"))
    try:
        pairing = queries.pairing(actor, pairing_id)
    except Pairing.DoesNotExist:
        raise Http404(_("没有这个结对,它可能已被删除")) from None
    if not queries.may_record(actor, pairing):
        raise NotAllowedError(_("这个结对的双方都不在您的填报范围内"))
    return pairing


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """End a pairing: the form, and what speaks against it beside what was typed."""
    pairing = pairing_asked(request, pairing_id)
    actor = actor_of(request)
    form = EndForm(request.POST or None, heirs=queries.possible_heirs(actor, pairing))
    if form.is_valid():
        try:
            services.end_pairing(
                actor=actor,
                pairing=pairing,
                end=form.cleaned_data["end"],
                reason=EndReason(form.cleaned_data["reason"]),
                successor=form.heir,
                note=form.cleaned_data["note"],
                seen=seen_version(request) if "seen" in request.POST else None,
            )
        except StaleRecordError as stale:
            form.add_error(None, stale_in_words(Pairing, stale))
        except services.PairingRefusedError as refused:
            for finding in refused.findings:
                form.add_error("successor" if finding.code is Code.SUCCESSOR else "end", in_words(finding))
        except services.AlreadyEndedError:
            form.add_error(None, _("这个结对已经终止,可能是别人刚刚办理的;刷新页面看现状"))
        except BadPeriodError:
            form.add_error("end", _("终止日期早于起始日期"))
        else:
            messages.success(request, _("结对已终止,历史保留。请核对交接清单。"))
            return redirect("pairings:hand-over", pairing.pk)
    context = {"pairing": pairing, "form": form, "version": version_of(pairing)}
    return render(request, "web/pairings/end.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """The list of what the giver leaves: add to it, and say what became of each item."""
    pairing = pairing_asked(request, pairing_id)
    actor = actor_of(request)
    adding = "description" in request.POST
    new = HandOverForm(request.POST if adding else None)
    closing = CloseForm(request.POST if request.method == "POST" and not adding else None)
    if new.is_valid():
        services.list_for_hand_over(
            actor=actor,
            pairing=pairing,
            kind=HandOverItem.Kind(new.cleaned_data["kind"]),
            description=new.cleaned_data["description"],
            note=new.cleaned_data["note"],
        )
        messages.success(request, _("已列入交接清单。"))
        return redirect("pairings:hand-over", pairing.pk)
    if closing.is_valid():
        item = next((i for i in pairing.hand_over.all() if i.pk == closing.cleaned_data["item"]), None)
        if item is None:
            raise Http404(_("交接清单上没有这一项"))
        services.close_hand_over(
            actor=actor,
            item=item,
            state=HandOverItem.State(closing.cleaned_data["state"]),
            on=closing.cleaned_data["on"],
        )
        messages.success(request, _("已记下交接结果。"))
        return redirect("pairings:hand-over", pairing.pk)
    context = {"pairing": pairing, "form": new, "closing": closing}
    bad = bool(new.errors or closing.errors)
    return render(request, "web/pairings/hand_over.html", context, status=400 if bad else 200)
