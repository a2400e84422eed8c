"""The page on which an administrator decides on a claim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from xieshou.domain.evidence.claims import queries, services
from xieshou.domain.evidence.models import Claim, ClaimStatus
from xieshou.domain.evidence.refreshing import compare_anew
from xieshou.web.figures.figure import figure_of
from xieshou.web.shell.actors import actor_of


@dataclass(frozen=True, slots=True)
class Decision:
    """One way to decide: its name in addresses, its words, and the statuses after which it makes sense."""

    name: str
    label: Any
    consequence: Any
    done: Any
    service: Callable[..., Claim]
    after: frozenset[str]
    needs_note: bool = False


_MADE = (
    Decision(
        "accept",
        pgettext_lazy("动词", "核定"),
        gettext_lazy("核定表示:文献确实这样写,指标、双方、口径和时间也读得不错。"),
        gettext_lazy("已核定。"),
        services.accept_claim,
        frozenset({ClaimStatus.PROPOSED}),
    ),
    Decision(
        "adopt",
        pgettext_lazy("动词", "采用"),
        gettext_lazy("采用后,这个数字代表同一量在总览等处出现;同一量原先采用的数字退为“已核”。"),
        gettext_lazy("已采用。"),
        services.adopt_claim,
        frozenset({ClaimStatus.PROPOSED, ClaimStatus.ACCEPTED}),
    ),
    Decision(
        "reject",
        pgettext_lazy("动词", "不采"),
        gettext_lazy("不采的数字仍可查到,但不再参与比较。理由会显示给登录的人。"),
        gettext_lazy("已记为不采。"),
        services.reject_claim,
        frozenset({ClaimStatus.PROPOSED, ClaimStatus.ACCEPTED, ClaimStatus.ADOPTED}),
        needs_note=True,
    ),
    Decision(
        "reopen",
        pgettext_lazy("动词", "重开"),
        gettext_lazy("重开后回到“待核”,可以重新核定。"),
        gettext_lazy("已重开。"),
        services.reopen_claim,
        frozenset({ClaimStatus.ACCEPTED, ClaimStatus.ADOPTED, ClaimStatus.REJECTED}),
    ),
)
DECISIONS = {each.name: each for each in _MADE}


class DecisionForm(forms.Form):
    """Why, in a sentence."""

    note = forms.CharField(
        label=gettext_lazy("说明"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2, "autofocus": True}),
    )


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, decision: str) -> HttpResponse:
    """Ask once more, with what follows from it; then decide."""
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以核定数字"))
    chosen = DECISIONS.get(decision)
    if chosen is None:
        raise Http404(_("没有这种核定"))
    try:
        claim = queries.claim(actor, pk)
    except Claim.DoesNotExist:
        raise Http404(_("没有这个数字,它可能已被删除")) from None
    form = DecisionForm(request.POST if request.method == "POST" else None)
    form.fields["note"].help_text = _("必填:写明不采的理由") if chosen.needs_note else _("可不填")
    if request.method == "POST" and form.is_valid():
        try:
            chosen.service(actor=actor, claim_id=pk, note=form.cleaned_data["note"])
        except services.NoteMissingError as missing:
            form.add_error("note", str(missing))
        except services.DecisionRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            compare_anew(actor=actor)
            messages.success(request, str(chosen.done))
            return redirect("claims:detail", pk)
    replaced = [
        figure_of(other)
        for other in (queries.on_same_measure(actor, claim) if chosen.name == "adopt" else [])
        if other.status == ClaimStatus.ADOPTED
    ]
    context = {
        "claim": claim,
        "figure": figure_of(claim),
        "decision": chosen,
        "form": form,
        "replaced": replaced,
    }
    return render(request, "web/claims/decide.html", context, status=400 if form.errors else 200)
