"""What people type of organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.parties.changing import OrganisationFacts
from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.places.models import Division
from xieshou.domain.places.queries import division_by_id
from xieshou.domain.places.resolving import resolve
from xieshou.kernel.actor import Actor
from xieshou.kernel.codes import CreditCodeDoubt, check_credit_code

DOUBTS = {
    CreditCodeDoubt.LENGTH: gettext_lazy("统一社会信用代码应为 18 位,请核对;已照填写的保存。"),
    CreditCodeDoubt.CHARACTERS: gettext_lazy("统一社会信用代码含有不应出现的字符,请核对;已照填写的保存。"),
    CreditCodeDoubt.CHECK_DIGIT: gettext_lazy("统一社会信用代码的校验位不符,请核对;已照填写的保存。"),
}


class OrganisationForm(forms.Form):
    """An organisation. Name and place tell one from another: they are asked once, when it is recorded."""

    name = forms.CharField(label=gettext_lazy("名称"), max_length=120)
    division = forms.CharField(
        label=gettext_lazy("所在地"), max_length=60, help_text=gettext_lazy("区划名称或代码,如 锦屏县")
    )
    kind = forms.ChoiceField(label=gettext_lazy("类型"), choices=OrganisationKind.choices)
    side = forms.ChoiceField(label=gettext_lazy("方"), choices=Side.choices)
    name_en = forms.CharField(label=gettext_lazy("英文名称"), max_length=200, required=False)
    credit_code = forms.CharField(
        label=gettext_lazy("统一社会信用代码"),
        max_length=18,
        required=False,
        help_text=gettext_lazy("18 位;校验不符时提示,不阻止保存"),
    )
    source = forms.CharField(
        label=gettext_lazy("出处"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("依据的文件、网页或来函"),
    )
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=300, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, actor: Actor, naming: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["credit_code"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        if not naming:
            del self.fields["name"], self.fields["division"]

    def clean_division(self) -> Division:
        """The division of that name."""
        name = self.cleaned_data["division"].strip()
        meant = resolve(self.actor, name, on=timezone.localdate()).only
        if meant is None:
            raise forms.ValidationError(
                _("没有找到地区“%(name)s”,或有歧义:请写全称或代码") % {"name": name[:40]}
            )
        return division_by_id(self.actor, meant.division_id)

    def clean_credit_code(self) -> str:
        """In half width and capitals."""
        typed = self.cleaned_data["credit_code"]
        return check_credit_code(typed).text if typed else ""

    @property
    def facts(self) -> OrganisationFacts:
        """What was typed, as the domain takes it."""
        typed = self.cleaned_data
        return OrganisationFacts(
            kind=OrganisationKind(typed["kind"]),
            side=Side(typed["side"]),
            name_en=typed["name_en"],
            credit_code=typed["credit_code"],
            source=typed["source"],
            note=typed["note"],
        )

    @staticmethod
    def of(organisation: Organisation) -> dict[str, str]:
        """What is kept, as it would be typed."""
        names = ("kind", "side", "name_en", "credit_code", "source", "note")
        return {name: getattr(organisation, name) for name in names}


def doubts_of(organisation: Organisation) -> list[str]:
    """What is odd about it though it was stored."""
    if not organisation.credit_code:
        return []
    doubt = check_credit_code(organisation.credit_code).warning
    return [str(DOUBTS[doubt])] if doubt else []
