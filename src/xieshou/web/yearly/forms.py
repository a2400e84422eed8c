"""What people type when they change the calendar, share out its work, or say that something happened."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.certainty import Certainty
from xieshou.domain.workflow.calendar.models import CalendarItem, ItemRecurrence, ItemSide
from xieshou.domain.workflow.calendar.rounds import known_rounds
from xieshou.domain.workflow.calendar.written import BadDayError, columns_of
from xieshou.kernel.actor import Actor
from xieshou.web.shell import words
from xieshou.web.tasks.forms import DayField, OrganisationField, OwnerField, PairingField, PlaceField

_WRONG = {
    "start": gettext_lazy("每年的请写起始月日,如 03-01"),
    "due": gettext_lazy("每年的请写截止月日,如 03-31;每月的请写次月几日,如 10"),
    "days": gettext_lazy("事后限期的请写 1 至 366 天"),
}


class ItemForm(forms.Form):
    """An item without its round and code, which stay as they are."""

    name = forms.CharField(label=gettext_lazy("工作"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("工作(英文)"), max_length=200)
    recurrence = forms.ChoiceField(label=gettext_lazy("周期"), choices=ItemRecurrence.choices)
    start = forms.CharField(
        label=gettext_lazy("起始"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("每年的写月日,如 03-01"),
    )
    due = forms.CharField(
        label=gettext_lazy("截止"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("每年的写月日,如 03-31,月底写 02-31 亦可;每月的写次月几日,如 10"),
    )
    days = forms.IntegerField(
        label=gettext_lazy("限期天数"),
        required=False,
        min_value=1,
        max_value=366,
        help_text=gettext_lazy("事后限期的才填"),
    )
    in_workdays = forms.BooleanField(label=gettext_lazy("按工作日计"), required=False)
    event = forms.CharField(label=gettext_lazy("起算事件"), max_length=120, required=False)
    side = forms.ChoiceField(label=gettext_lazy("方"), choices=ItemSide.choices, initial=ItemSide.BOTH)
    role = forms.CharField(label=gettext_lazy("由谁办"), max_length=60, required=False)
    raises = forms.BooleanField(label=gettext_lazy("到期生成事项"), required=False, initial=True)
    source = forms.CharField(label=gettext_lazy("出处"), max_length=200, required=False)
    certainty = forms.ChoiceField(
        label=gettext_lazy("可信度"), choices=Certainty.choices, initial=Certainty.MEMORY
    )
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """The days as the item keeps them."""
        data = super().clean() or {}
        if "recurrence" in data:
            try:
                self.columns = columns_of(
                    data["recurrence"], data.get("start", ""), data.get("due", ""), data.get("days")
                )
            except BadDayError as problem:
                if str(problem) not in self.errors:
                    self.add_error(str(problem), str(_WRONG[str(problem)]))
        return data

    def facts(self) -> dict[str, Any]:
        """What the service takes, of a form without errors."""
        plain = {
            name: value for name, value in self.cleaned_data.items() if name not in ("start", "due", "days")
        }
        return {**plain, **self.columns}


class NewItemForm(ItemForm):
    """An item with its round and code."""

    code = forms.SlugField(
        label=gettext_lazy("编号"), max_length=40, help_text=gettext_lazy("小写字母、数字和连字符")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(known.code, words.name_of(known)) for known in reversed(known_rounds())]
        self.fields["round_code"] = forms.ChoiceField(label=_("轮次"), choices=listed)
        self.order_fields(["round_code", "code"])


def facts_of(item: CalendarItem) -> dict[str, Any]:
    """An item as the form shows it."""
    plain = ("name", "name_en", "recurrence", "days", "in_workdays", "event", "side", "role", "raises")
    return {
        **{name: getattr(item, name) for name in (*plain, "source", "certainty", "note")},
        "start": item.start_written,
        "due": item.due_written,
    }


class DutyForm(forms.Form):
    """Who has an item in hand, and for what."""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"] = OwnerField(actor=actor, label=_("责任人"))
        self.fields["division"] = PlaceField(actor=actor, label=_("地区"), help_text=_("名称或代码"))
        self.fields["organisation"] = OrganisationField(actor=actor, label=_("责任单位"), help_text=_("全称"))
        self.fields["pairing_id"] = PairingField(
            actor=actor, label=_("结对编号"), help_text=_("结对手册地址里的数字")
        )


class EventForm(forms.Form):
    """Something happened that an item follows."""

    what = forms.CharField(
        label=gettext_lazy("什么事"), max_length=60, help_text=gettext_lazy("不要写姓名、证件号等个人信息")
    )
    happened = DayField(label=gettext_lazy("发生日期"), initial=timezone.localdate)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["division"] = PlaceField(actor=actor, label=_("地区"), help_text=_("名称或代码"))
