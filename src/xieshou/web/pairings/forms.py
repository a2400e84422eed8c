"""What people type when they end a pairing or hand its work over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.pairings.models import EndReason, HandOverItem, Pairing
from xieshou.kernel.period import BadDateError, PartialDate
from xieshou.web.shell import words


class PartialDateField(forms.CharField):
    """A date as far as it is known: 2021, 2021-04 or 2021-04-30."""

    def clean(self, value: Any) -> PartialDate | None:
        """The date, or None when nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return PartialDate.parse(text)
        except BadDateError:
            raise forms.ValidationError(
                _("日期“%(text)s”无法识别:请写成 2013-02-06、2013-02 或 2013") % {"text": text[:40]}
            ) from None


class EndForm(forms.Form):
    """When and why a pairing ends, and who carries on."""

    end = PartialDateField(
        label=gettext_lazy("终止日期"),
        max_length=20,
        help_text=gettext_lazy("从这一天起不再有效;只知到月或年时写 2021-04 或 2021"),
    )
    reason = forms.ChoiceField(label=gettext_lazy("终止原因"), choices=EndReason.choices)
    successor = forms.ChoiceField(
        label=gettext_lazy("接续结对"),
        required=False,
        help_text=gettext_lazy("须帮扶同一单位,并自终止之日起;还没有登记的,先到登记管理中登记"),
    )
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    sure = forms.BooleanField(
        label=gettext_lazy("我已核对。终止后历史保留,但不能再在其下新设项目,也不能再次修改终止日期")
    )

    def __init__(self, *args: Any, heirs: list[Pairing], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heirs = {str(heir.pk): heir for heir in heirs}
        field = self.fields["successor"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared above)
        field.choices = [
            ("", _("无")),
            *(
                (key, f"{words.name_of(heir.giver)} → {words.name_of(heir.receiver)} ({heir.period})")
                for key, heir in self.heirs.items()
            ),
        ]

    @property
    def heir(self) -> Pairing | None:
        """The successor chosen."""
        return self.heirs.get(self.cleaned_data["successor"])


class HandOverForm(forms.Form):
    """Something to hand over."""

    kind = forms.ChoiceField(label=gettext_lazy("类别"), choices=HandOverItem.Kind.choices)
    description = forms.CharField(label=gettext_lazy("内容"), max_length=300)
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False)


class CloseForm(forms.Form):
    """What became of an item."""

    item = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=gettext_lazy("状态"),
        choices=[
            (HandOverItem.State.DONE.value, HandOverItem.State.DONE.label),
            (HandOverItem.State.DROPPED.value, HandOverItem.State.DROPPED.label),
        ],
    )
    on = forms.DateField(
        label=gettext_lazy("交接日期"),
        initial=timezone.localdate,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
