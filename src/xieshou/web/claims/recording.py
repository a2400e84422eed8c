"""The page on which an administrator records a figure of a document, read back while it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.domain.evidence import queries as evidence
from xieshou.domain.evidence.catalogue.queries import indicator, indicators, near_indicators
from xieshou.domain.evidence.claims import services
from xieshou.domain.evidence.models import Indicator
from xieshou.domain.evidence.refreshing import compare_anew
from xieshou.kernel.actor import Actor
from xieshou.kernel.quantity import Quantity
from xieshou.web.claims.forms import RecordForm
from xieshou.web.shell.actors import actor_of


@dataclass(frozen=True, slots=True)
class Understood:
    """How far what is typed so far has been understood."""

    quantity: Quantity | None
    problem: str
    indicator: Indicator | None
    near: tuple[Indicator, ...]


@require_http_methods(["GET", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """The form; ``?document=`` chooses the document."""
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以记录文载数字"))
    form = RecordForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        documents=list(evidence.documents(actor)),
        initial={"document": request.GET.get("document", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            claim = services.record_claim(actor=actor, **form.facts())
        except services.ClaimRefusedError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            compare_anew(actor=actor)
            messages.success(request, _("已记录,待核。"))
            return redirect("claims:detail", claim.pk)
    context = {
        "form": form,
        "catalogue": list(indicators(actor)),
        "understood": understood(actor, request.POST.get("surface", ""), request.POST.get("indicator", "")),
    }
    return render(request, "web/claims/record.html", context, status=400 if form.errors else 200)


@require_POST
def figure(request: HttpRequest) -> HttpResponse:
    """What the program understands of the figure and the indicator typed so far; writes nothing."""
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以记录文载数字"))
    found = understood(actor, request.POST.get("surface", ""), request.POST.get("indicator", ""))
    return render(request, "web/claims/understood.html", {"understood": found})


def understood(actor: Actor, surface: str, named: str) -> Understood | None:
    """The figure in the unit of the indicator where it has none; None while nothing is typed."""
    surface, named = surface.strip()[:60], named.strip()[:120]
    if not surface and not named:
        return None
    meant = indicator(actor, named) if named else None
    near = tuple(near_indicators(actor, named)) if named and meant is None else ()
    if not surface:
        return Understood(None, "", meant, near)
    try:
        return Understood(services.read_figure(surface, meant), "", meant, near)
    except services.ClaimRefusedError as refused:
        return Understood(None, str(refused), meant, near)
