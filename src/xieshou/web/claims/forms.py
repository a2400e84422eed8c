"""What people type when they record a claim."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.evidence.catalogue.queries import indicator, near_indicators
from xieshou.domain.evidence.models import ClaimTier, Document, Indicator, Per, Scope
from xieshou.domain.parties.models import Organisation
from xieshou.domain.parties.queries import organisations_named
from xieshou.domain.places.models import Division
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor
from xieshou.kernel.text import fold
from xieshou.web.pairings.forms import PartialDateField
from xieshou.web.places.asking import UnclearPlaceError, place_named
from xieshou.web.shell import words

_SEPARATORS = "、,;\n"


class UnitsField(forms.CharField):
    """Divisions and organisations by name or code, several with 、 between them."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=400, **kwargs)
        self.actor = actor

    def clean(self, value: Any) -> list[Division | Organisation]:
        """The units, each once, in the order typed."""
        text = fold(super().clean(value) or "")
        for separator in _SEPARATORS:
            text = text.replace(separator, "\n")
        names = dict.fromkeys(name.strip() for name in text.split("\n") if name.strip())
        return list(dict.fromkeys(self._unit(name) for name in names))

    def _unit(self, name: str) -> Division | Organisation:
        organisations = organisations_named(self.actor, name)
        if len(organisations) == 1:
            return organisations[0]
        try:
            return place_named(self.actor, name)
        except UnclearPlaceError as unclear:
            raise forms.ValidationError(str(unclear)) from None


class IndicatorField(forms.CharField):
    """An indicator by code, name or alias."""

    def __init__(self, *, actor: Actor, **kwargs: Any) -> None:
        super().__init__(max_length=120, **kwargs)
        self.actor = actor

    def clean(self, value: Any) -> Indicator:
        """The indicator meant; where there is none, what resembles it is named."""
        text = super().clean(value)
        found = indicator(self.actor, text)
        if found is not None:
            return found
        near = words.joined(words.name_of(each) for each in near_indicators(self.actor, text))
        problem = (
            _("指标目录里没有“%(text)s”;相近的有:%(near)s")
            if near
            else _("指标目录里没有“%(text)s”;请写名称、别名或编码")
        )
        raise forms.ValidationError(problem % {"text": text[:40], "near": near})


class RecordForm(forms.Form):
    """One figure of one document."""

    surface = forms.CharField(
        label=gettext_lazy("原文数字"),
        max_length=60,
        help_text=gettext_lazy("照原文写,连约数词和单位:近2.28亿元、40余个、95.4%"),
    )
    label = forms.CharField(
        label=gettext_lazy("原文所指"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("原文怎样称呼它"),
    )
    scope = forms.ChoiceField(label=gettext_lazy("口径"), choices=Scope.choices, initial=Scope.UNSTATED)
    start = PartialDateField(
        label=gettext_lazy("起于"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("写作 2013、2013-02 或 2013-02-06;原文没写就空着"),
    )
    as_of = PartialDateField(
        label=gettext_lazy("截至"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("数字算到哪一天,或哪一天的数字"),
    )
    period_text = forms.CharField(
        label=gettext_lazy("原文时间"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("照原文写,如:截至2020年10月"),
    )
    nationwide = forms.BooleanField(label=gettext_lazy("全国的数字(不写受帮扶方)"), required=False)
    programme = forms.ChoiceField(
        label=gettext_lazy("协作类型"),
        required=False,
        choices=[("", gettext_lazy("未说明")), *Programme.choices],
    )
    per = forms.ChoiceField(
        label=gettext_lazy("按"), required=False, choices=[("", gettext_lazy("总量")), *Per.choices]
    )
    tier = forms.ChoiceField(label=gettext_lazy("层次"), choices=ClaimTier.choices, initial=ClaimTier.LEDGER)
    is_forecast = forms.BooleanField(label=gettext_lazy("预计数"), required=False)
    is_change = forms.BooleanField(label=gettext_lazy("增减数:一次或一批的变化,不是总量"), required=False)
    span_start = forms.IntegerField(
        label=gettext_lazy("原文起点"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("从 0 数起的字符位置;有原文时才填"),
    )
    span_end = forms.IntegerField(label=gettext_lazy("原文止点"), required=False, min_value=1)
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )

    ORDER = (
        "document", "surface", "indicator", "label", "givers", "receivers", "nationwide", "programme",
        "scope", "start", "as_of", "period_text", "per", "is_forecast", "is_change", "tier",
        "span_start", "span_end", "note",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, documents: list[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.documents = {document.code: document for document in documents}
        listed = [(code, f"{code} {document.title}"[:70]) for code, document in self.documents.items()]
        self.fields["document"] = forms.ChoiceField(
            label=_("文献"),
            choices=[("", _("请选择")), *listed],
            help_text=_("数字所在的文献;没有的先去登记"),
        )
        self.fields["indicator"] = IndicatorField(
            actor=actor,
            label=_("指标"),
            help_text=_("写名称、别名或编码,从提示中选择"),
            widget=forms.TextInput({"list": "indicator-words", "autocomplete": "off"}),
        )
        several = _("名称或代码,几个之间用顿号")
        self.fields["givers"] = UnitsField(actor=actor, label=_("帮扶方"), help_text=several)
        self.fields["receivers"] = UnitsField(actor=actor, label=_("受帮扶方"), help_text=several)
        self.order_fields(self.ORDER)

    def clean(self) -> dict[str, Any]:
        """Both ends of the place in the text, or neither."""
        data = super().clean() or {}
        if (data.get("span_start") is None) != (data.get("span_end") is None):
            self.add_error("span_end", _("起点和止点要么都填,要么都空着"))
        return data

    def facts(self) -> dict[str, Any]:
        """What the service takes, of a form without errors."""
        data = dict(self.cleaned_data)
        start, end = data.pop("span_start"), data.pop("span_end")
        return {
            **data,
            "document": self.documents[data["document"]],
            "scope": Scope(data["scope"]),
            "tier": ClaimTier(data["tier"]),
            "span": None if start is None else (start, end),
        }
