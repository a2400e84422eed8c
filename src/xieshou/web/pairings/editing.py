"""The page on which a recorder mends what is said of a pairing, told when somebody else just did."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.changing import PairingFacts, change_pairing
from xieshou.domain.pairings.models import Pairing, Shape
from xieshou.domain.recorded.versions import StaleRecordError, version_of
from xieshou.kernel.quantity import Qualifier
from xieshou.web.pairings.ending import pairing_asked
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.versions import seen_version, stale_in_words


class EditForm(forms.Form):
    """What may be mended by hand."""

    shape = forms.ChoiceField(
        label=gettext_lazy("形态"), required=False, choices=[("", gettext_lazy("未定")), *Shape.choices]
    )
    formal = forms.BooleanField(label=gettext_lazy("正式结对"), required=False)
    distance_km = forms.DecimalField(
        label=gettext_lazy("距离(公里)"), required=False, min_value=0, max_digits=7, decimal_places=1
    )
    distance_qualifier = forms.ChoiceField(
        label=gettext_lazy("距离限定"),
        required=False,
        choices=[(each.value, each.value) for each in Qualifier],
    )
    certainty = forms.ChoiceField(label=gettext_lazy("可信度"), choices=Certainty.choices)
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=300, required=False, widget=forms.Textarea({"rows": 3})
    )

    def facts(self) -> PairingFacts:
        """What was typed."""
        typed = self.cleaned_data
        return PairingFacts(
            shape=Shape(typed["shape"]) if typed["shape"] else None,
            formal=typed["formal"],
            distance_km=typed["distance_km"],
            distance_qualifier=typed["distance_qualifier"] or "=",
            certainty=Certainty(typed["certainty"]),
            note=typed["note"],
        )


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pairing_id: int) -> HttpResponse:
    """The form; a save from an earlier version is refused with who changed what, and loses nothing."""
    pairing = pairing_asked(request, pairing_id)
    initial = {name: getattr(pairing, name) for name in EditForm.base_fields}
    form = EditForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            change_pairing(
                actor=actor_of(request), pairing_id=pairing.pk, seen=seen_version(request), facts=form.facts()
            )
        except StaleRecordError as stale:
            form.add_error(None, stale_in_words(Pairing, stale))
        else:
            messages.success(request, _("已保存为草稿,上报并审核后计入各项数字。"))
            return redirect("pairings:detail", pairing.pk)
    context: dict[str, Any] = {"pairing": pairing, "form": form, "version": version_of(pairing)}
    return render(request, "web/pairings/edit.html", context, status=400 if form.errors else 200)
