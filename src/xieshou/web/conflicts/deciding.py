"""What an administrator says of a relation: it holds, it does not, it is another; and taking that back."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from xieshou.domain.evidence.models import ClaimRelation, RelationKind
from xieshou.domain.evidence.relations import services
from xieshou.web.shell.actors import actor_of


class DecisionForm(forms.Form):
    """What was chosen; a dismissal must say why, another kind which."""

    action = forms.ChoiceField(
        choices=[(name, name) for name in ("confirm", "dismiss", "retype", "reopen")],
        error_messages={
            "required": gettext_lazy("请选择一种判定"),
            "invalid_choice": gettext_lazy("请选择一种判定"),
        },
    )
    kind = forms.ChoiceField(choices=[("", ""), *RelationKind.choices], required=False)
    note = forms.CharField(max_length=300, required=False)

    def clean(self) -> None:
        """Check what goes together."""
        super().clean()
        action = self.cleaned_data.get("action")
        if action == "dismiss" and not self.cleaned_data.get("note", "").strip():
            raise forms.ValidationError(_("否定要写明理由"))
        if action == "retype" and not self.cleaned_data.get("kind"):
            raise forms.ValidationError(_("请选择改成哪一种关系"))


@require_POST
def decide(request: HttpRequest, relation_id: int) -> HttpResponse:
    """Record the decision and go back to the list as it was filtered; a refusal is said there."""
    actor = actor_of(request)
    actor.require_write(_("只有管理员可以判定数字之间的关系"))
    form = DecisionForm(request.POST)
    if not form.is_valid():
        for problem in (error for errors in form.errors.values() for error in errors):
            messages.error(request, _("没有改动:%(problem)s") % {"problem": problem})
        return redirect(f"{_address(request, None)}#relation-{relation_id}")
    chosen = form.cleaned_data
    note = chosen["note"].strip()
    try:
        match chosen["action"]:
            case "confirm":
                services.confirm_relation(actor=actor, relation_id=relation_id, note=note)
            case "dismiss":
                services.dismiss_relation(actor=actor, relation_id=relation_id, note=note)
            case "retype":
                kind = RelationKind(chosen["kind"])
                services.retype_relation(actor=actor, relation_id=relation_id, kind=kind, note=note)
            case "reopen":
                services.reopen_relation(actor=actor, relation_id=relation_id)
    except services.RelationRefusedError as refused:
        messages.error(request, _("没有改动:%(problem)s") % {"problem": refused})
        return redirect(f"{_address(request, None)}#relation-{relation_id}")
    except ClaimRelation.DoesNotExist:
        raise Http404(_("没有这个关系,重新查找后它可能已不存在")) from None
    shown = None if chosen["action"] == "reopen" else relation_id
    if shown is None:
        messages.success(request, _("已撤销判定,这个关系重新待确认。"))
    elif request.POST.get("of_claim"):
        messages.success(request, _("已记下判定。"))
    return redirect(f"{_address(request, shown)}#relation-{relation_id}")


def _address(request: HttpRequest, decided: int | None) -> str:
    """The page of the claim from which it was decided, else the list as it was filtered."""
    of_claim = request.POST.get("of_claim", "")
    if of_claim.isascii() and of_claim.isdigit() and len(of_claim) <= 9:
        return reverse("claims:detail", args=[int(of_claim)])
    kept = QueryDict(request.POST.get("filters", "")[:500], mutable=True)
    kept.pop("decided", None)
    if decided is not None:
        kept["decided"] = str(decided)
    query = kept.urlencode()
    return f"{reverse('conflicts:list')}?{query}" if query else reverse("conflicts:list")
