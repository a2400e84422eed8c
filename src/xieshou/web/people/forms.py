"""What people type of people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from xieshou.domain.parties.models import Organisation, Person, Sex
from xieshou.domain.parties.people.services import PersonFacts
from xieshou.domain.parties.queries import organisations_named
from xieshou.domain.places.models import Division
from xieshou.domain.places.queries import division_by_id
from xieshou.domain.places.resolving import resolve
from xieshou.kernel.actor import Actor

MASK_HELP = gettext_lazy("保留遮盖的号码即不作更改;要更改,请填写完整号码;清空即删除")


class PersonForm(forms.Form):
    """A person. Numbers stand there masked; what comes back masked is left as it is."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    sex = forms.ChoiceField(
        label=gettext_lazy("性别"), choices=[("", gettext_lazy("不详")), *Sex.choices], required=False
    )
    id_number = forms.CharField(label=gettext_lazy("身份证号"), max_length=40, required=False)
    phone = forms.CharField(label=gettext_lazy("电话"), max_length=40, required=False)
    organisation = forms.CharField(
        label=pgettext_lazy("单数", "单位"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("已登记单位的全称"),
    )
    position = forms.CharField(label=gettext_lazy("职务"), max_length=80, required=False)
    division = forms.CharField(
        label=gettext_lazy("所在地"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("区划名称或代码,如 锦屏县;单位和所在地至少填一项"),
    )
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        for name in ("id_number", "phone"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
            if self.initial.get(name):
                self.fields[name].help_text = MASK_HELP

    def clean_organisation(self) -> Organisation | None:
        """The organisation of that full name."""
        name = self.cleaned_data["organisation"].strip()
        if not name:
            return None
        found = organisations_named(self.actor, name)
        if len(found) != 1:
            raise forms.ValidationError(
                _("没有名为“%(name)s”的单位,请先登记单位") % {"name": name[:40]}
                if not found
                else _("名为“%(name)s”的单位不止一个,请用台账导入,并写明所在地") % {"name": name[:40]}
            )
        return found[0]

    def clean_division(self) -> Division | None:
        """The division of that name."""
        name = self.cleaned_data["division"].strip()
        if not name:
            return None
        meant = resolve(self.actor, name, on=timezone.localdate()).only
        if meant is None:
            raise forms.ValidationError(
                _("没有找到地区“%(name)s”,或有歧义:请写全称或代码") % {"name": name[:40]}
            )
        return division_by_id(self.actor, meant.division_id)

    @property
    def facts(self) -> PersonFacts:
        """What was typed, as the domain takes it."""
        return PersonFacts(**self.cleaned_data)

    @staticmethod
    def of(person: Person) -> dict[str, str]:
        """What is kept, as it would be typed; numbers masked."""
        return {
            "name": person.name,
            "sex": person.sex,
            "id_number": str(person.id_number),
            "phone": str(person.phone),
            "organisation": person.organisation.name if person.organisation else "",
            "position": person.position,
            "division": person.division.code if person.division else "",
            "note": person.note,
        }
