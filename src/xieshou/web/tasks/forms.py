"""What people type when they record, close or open a task again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.evidence.models import Document
from xieshou.domain.evidence.queries import documents_by_code
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.parties.queries import organisations_named
from xieshou.domain.places.models import Division
from xieshou.domain.workflow.tasks.models import Task, TaskSource, TaskState
from xieshou.domain.workflow.tasks.queries import possible_owners
from xieshou.domain.workflow.tasks.subjects import PAIRING, names_of
from xieshou.kernel.actor import Actor
from xieshou.web.places.asking import UnclearPlaceError, place_named
from xieshou.web.tasks.wording import name_of_user


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class PlaceField(forms.CharField):
    """A division by name or code."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=60, **kwargs)
        self.actor = actor

    def clean(self, value: Any) -> Division | None:
        """The division, or None when nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return place_named(self.actor, text)
        except UnclearPlaceError as unclear:
            raise forms.ValidationError(str(unclear)) from None


class OrganisationField(forms.CharField):
    """An organisation by its full name."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=120, **kwargs)
        self.actor = actor

    def clean(self, value: Any) -> Organisation | None:
        """The organisation, or None when nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        found = organisations_named(self.actor, text)
        if len(found) != 1:
            problem = _("没有名为“%(text)s”的单位,请写全称") if not found else _("“%(text)s”不止一个")
            raise forms.ValidationError(problem % {"text": text[:40]})
        return found[0]


class PairingField(forms.IntegerField):
    """A pairing by the number in the address of its book."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(required=False, min_value=1, **kwargs)
        self.actor = actor

    def clean(self, value: Any) -> int | None:
        """The number of a pairing that is there and that the actor may see."""
        key = super().clean(value)
        if key is not None and key not in names_of(self.actor, PAIRING, {key}):
            raise forms.ValidationError(_("没有编号为 %(n)s 的结对") % {"n": key})
        return key


class OwnerField(forms.ChoiceField):
    """An account; nobody is a choice too."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        self.accounts = {str(user.pk): user for user in possible_owners(actor)}
        listed = [(key, name_of_user(user)) for key, user in self.accounts.items()]
        super().__init__(required=False, choices=[("", _("尚未分派")), *listed], **kwargs)

    def clean(self, value: Any) -> User | None:
        """The account chosen."""
        return self.accounts.get(super().clean(value))


class TaskForm(forms.Form):
    """A task, without what becomes of it."""

    title = forms.CharField(label=gettext_lazy("事项名称"), max_length=120)
    description = forms.CharField(
        label=gettext_lazy("要做什么"), required=False, widget=forms.Textarea({"rows": 4})
    )
    deadline = DayField(label=gettext_lazy("期限"), required=False)
    helpers = forms.CharField(label=gettext_lazy("协办"), max_length=200, required=False)
    source = forms.ChoiceField(
        label=gettext_lazy("来源"), choices=TaskSource.choices, initial=TaskSource.OTHER
    )
    source_text = forms.CharField(
        label=gettext_lazy("来源说明"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("如:联席会议纪要第3条、协议第5条"),
    )
    ORDER = (
        "title", "description", "owner", "deadline", "helpers", "source", "source_text",
        "division", "organisation", "pairing_id",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = OwnerField(actor=actor, label=_("责任人"))
        self.fields["division"] = PlaceField(
            actor=actor, label=_("地区"), help_text=_("名称或代码;在这一地区的人都能看到")
        )
        self.fields["organisation"] = OrganisationField(actor=actor, label=_("责任单位"), help_text=_("全称"))
        self.fields["pairing_id"] = PairingField(
            actor=actor, label=_("结对编号"), help_text=_("结对手册地址里的数字")
        )
        self.order_fields(self.ORDER)

    def facts(self) -> dict[str, Any]:
        """What the service takes, of a form without errors."""
        return {**self.cleaned_data, "source": TaskSource(self.cleaned_data["source"])}


def facts_of(task: Task) -> dict[str, Any]:
    """A task as the form shows it."""
    return {
        "title": task.title,
        "description": task.description,
        "owner": task.owner_id or "",
        "deadline": task.deadline,
        "helpers": task.helpers,
        "source": task.source,
        "source_text": task.source_text,
        "division": task.division.code if task.division else "",
        "organisation": task.organisation.name if task.organisation else "",
        "pairing_id": task.pairing_id,
    }


class DocumentsField(forms.CharField):
    """Documents by their codes, several with 、 between them."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=300, **kwargs)
        self.actor = actor

    def clean(self, value: Any) -> list[Document]:
        """The documents, each once."""
        text = super().clean(value) or ""
        for separator in ",,;;\n":
            text = text.replace(separator, "、")
        codes = list(dict.fromkeys(code.strip() for code in text.split("、") if code.strip()))
        found = documents_by_code(self.actor, codes)
        missing = [code for code in codes if code not in found]
        if missing:
            raise forms.ValidationError(_("没有编号为“%(code)s”的文献") % {"code": missing[0][:40]})
        return [found[code] for code in codes]


class CloseForm(forms.Form):
    """What became of a task, and what shows it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("结果"),
        choices=[(state.value, state.label) for state in (TaskState.DONE, TaskState.DROPPED)],
    )
    on = DayField(label=gettext_lazy("办结日期"), initial=timezone.localdate)
    evidence = forms.CharField(
        label=gettext_lazy("佐证说明"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("佐证是什么,在哪里;办结须有佐证文献或佐证说明"),
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("不再办理的须写明理由"),
    )
    ORDER = ("outcome", "on", "documents", "evidence", "reason")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"] = DocumentsField(
            actor=actor, label=_("佐证文献"), help_text=_("文献编号,几份之间用顿号")
        )
        self.order_fields(self.ORDER)

    def clean_on(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("办结日期不能晚于今天"))
        return day


class ReopenForm(forms.Form):
    """Why a closed task is open again."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=300)
