"""What is typed of a household's income, standing, help and visits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.households.models import HelpKind, Member, Monitored, Status
from xieshou.domain.households.services import IncomeFacts, MeasureFacts, NewPhoto, VisitFacts
from xieshou.domain.parties.models import Person
from xieshou.kernel.period import BadPeriodError, Period
from xieshou.web.households.event_forms import among
from xieshou.web.households.forms import amount, day
from xieshou.web.pairings.forms import PartialDateField

_NOTE = forms.Textarea({"rows": 2})
MOST_PHOTOS = 9


def since(label: Any, **more: Any) -> PartialDateField:
    """A date as far as it is known."""
    return PartialDateField(
        label=label,
        max_length=20,
        help_text=gettext_lazy("写作 2026-11-30;只知到月或年时写 2026-11 或 2026"),
        **more,
    )


class IncomeForm(forms.Form):
    """A year's income, in yuan for the whole household."""

    year = forms.IntegerField(label=gettext_lazy("年份"), widget=forms.NumberInput({"inputmode": "numeric"}))
    people = forms.IntegerField(
        label=gettext_lazy("家庭人口"), required=False, min_value=1, max_value=99,
        help_text=gettext_lazy("留空则取当年末在户人数"),
    )  # fmt: skip
    wage = amount(gettext_lazy("工资性收入(元)"))
    business = amount(gettext_lazy("生产经营性收入(元)"))
    business_cost = amount(gettext_lazy("生产经营性支出(元)"))
    property = amount(gettext_lazy("财产性收入(元)"))
    transfer = amount(gettext_lazy("转移性收入(元)"))
    stated_per_head = amount(gettext_lazy("所列人均纯收入(元)"))
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False, widget=_NOTE)

    def facts(self) -> IncomeFacts:
        """What was typed."""
        return IncomeFacts(**self.cleaned_data)


class StatusForm(forms.Form):
    """A step of the status, with its ground."""

    status = forms.ChoiceField(
        label=gettext_lazy("变更为"),
        choices=[*Status.choices, ("ordinary", gettext_lazy("普通农户(清退)"))],
        widget=forms.RadioSelect,
    )
    since = since(gettext_lazy("自哪天起"))
    note = forms.CharField(
        label=gettext_lazy("依据"), max_length=300, help_text=gettext_lazy("如评议公告、批复的文号和日期")
    )

    @property
    def status_meant(self) -> Status | None:
        """None for an ordinary household."""
        said = self.cleaned_data["status"]
        return None if said == "ordinary" else Status(said)


class WatchForm(forms.Form):
    """A household comes under watch."""

    kind = forms.ChoiceField(
        label=gettext_lazy("监测对象类型"), choices=Monitored.choices, widget=forms.RadioSelect
    )
    since = since(gettext_lazy("风险识别日期"))
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False, widget=_NOTE)


class UnwatchForm(forms.Form):
    """The risk is gone."""

    end = since(gettext_lazy("风险消除日期"))
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False, widget=_NOTE)


class MeasureForm(forms.Form):
    """A measure of help."""

    kind = forms.ChoiceField(label=gettext_lazy("帮扶类别"), choices=HelpKind.choices)
    content = forms.CharField(label=gettext_lazy("帮扶内容"), max_length=200)
    start = since(gettext_lazy("开始日期"))
    end = since(gettext_lazy("结束日期"), required=False)
    amount = amount(gettext_lazy("金额(元)"))
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False, widget=_NOTE)

    def __init__(self, *args: Any, people: Sequence[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = among(_("受益人"), people, _("全户"))
        self.order_fields(["kind", "content", "member", "start", "end", "amount", "note"])

    def clean(self) -> dict[str, Any]:
        """The two dates make a period."""
        said = super().clean() or {}
        try:
            self.period = Period(said.get("start"), said.get("end"))
        except BadPeriodError:
            self.add_error("end", _("结束日期早于开始日期"))
        return said

    @property
    def facts(self) -> MeasureFacts:
        """What was typed."""
        said = self.cleaned_data
        return MeasureFacts(
            HelpKind(said["kind"]), said["content"], self.period, said["amount"], said["member"], said["note"]
        )


class EndMeasureForm(forms.Form):
    """A measure runs no longer."""

    end = since(gettext_lazy("结束日期"))


class ResponsibleForm(forms.Form):
    """The cadre, out of those found by name, and from when on."""

    person = forms.TypedChoiceField(label=gettext_lazy("帮扶责任人"), widget=forms.RadioSelect)
    since = since(gettext_lazy("自哪天起"))
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {str(each.pk): each for each in people}
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101  (declared above)
        field.choices = [
            (key, " · ".join(str(part) for part in (each.name, each.organisation, each.position) if part))
            for key, each in known.items()
        ]
        field.coerce = known.__getitem__


class SeveralFiles(forms.ClearableFileInput):
    """A choice of several pictures; on a phone the camera is among what is offered."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """As many photos as were chosen."""

    widget = SeveralFiles({"accept": "image/*", "multiple": True})

    def clean(self, data: Any, initial: Any = None) -> list[NewPhoto]:
        """Each as its bytes."""
        if not data:
            return []
        sent = data if isinstance(data, list | tuple) else [data]
        return [NewPhoto(super(PhotosField, self).clean(each, initial).read()) for each in sent if each]


class VisitForm(forms.Form):
    """A visit: who came when, what they saw, photos, and where if the phone may tell."""

    on = day(gettext_lazy("走访日期"), initial=timezone.localdate)
    visitors = forms.CharField(label=gettext_lazy("走访人"), max_length=200)
    purpose = forms.CharField(label=gettext_lazy("走访事由"), max_length=60, required=False)
    findings = forms.CharField(
        label=gettext_lazy("走访情况"), required=False, widget=forms.Textarea({"rows": 4}), max_length=4000
    )
    camera = PhotosField(
        label=gettext_lazy("拍照"), required=False,
        widget=SeveralFiles({"accept": "image/*", "capture": "environment", "multiple": True}),
    )  # fmt: skip
    photos = PhotosField(
        label=gettext_lazy("从相册选"),
        required=False,
        help_text=gettext_lazy("最多 9 张;照片里的拍摄地点等信息不保留"),
    )
    latitude = forms.DecimalField(
        label=gettext_lazy("纬度"),
        required=False,
        min_value=Decimal(-90),
        max_value=Decimal(90),
        max_digits=8,
        decimal_places=6,
    )
    longitude = forms.DecimalField(
        label=gettext_lazy("经度"),
        required=False,
        min_value=Decimal(-180),
        max_value=Decimal(180),
        max_digits=9,
        decimal_places=6,
    )

    @property
    def facts(self) -> VisitFacts:
        """What was typed."""
        return VisitFacts(**{name: self.cleaned_data[name] for name in
                             ("on", "visitors", "purpose", "findings", "latitude", "longitude")})  # fmt: skip

    @property
    def pictures(self) -> list[NewPhoto]:
        """What was taken and what was chosen."""
        return [*self.cleaned_data["camera"], *self.cleaned_data["photos"]]
