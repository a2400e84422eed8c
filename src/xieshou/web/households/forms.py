"""What a recorder types of a household and of one of its people, in the sections of the registration form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.households.models import (
    Attribute,
    Cause,
    Fuel,
    Health,
    HouseGrade,
    Household,
    HouseStructure,
    LeftBehind,
    Member,
    Skill,
    Standard,
)
from xieshou.domain.households.services import HouseholdFacts, MemberFacts
from xieshou.domain.parties.models import Sex
from xieshou.domain.places.models import Division
from xieshou.domain.places.queries import division_by_id
from xieshou.domain.places.resolving import resolve
from xieshou.kernel.actor import Actor
from xieshou.kernel.masking import HIDDEN
from xieshou.kernel.period import PartialDate, Precision
from xieshou.web.households.villages import villages_of
from xieshou.web.pairings.forms import PartialDateField

MASK_HELP = gettext_lazy("保留遮盖的号码即不作更改;要更改,请填写完整号码;清空即删除")
SCHOOLING = ("非在校生", "学前教育", "小学", "初中", "高中", "中职", "大专", "本科", "硕士及以上")
RELATIONS = (
    "户主",
    "配偶",
    "之子",
    "之女",
    "之儿媳",
    "之女婿",
    "之孙子",
    "之孙女",
    "之外孙子",
    "之外孙女",
    "之父",
    "之母",
    "之岳父",
    "之岳母",
    "之公公",
    "之婆婆",
    "之兄弟姐妹",
    "其他",
)
_YES_NO = [("", gettext_lazy("不明")), ("yes", gettext_lazy("是")), ("no", gettext_lazy("否"))]
_FORM_SECTIONS = (
    (gettext_lazy("住址和编号"), ("village", "hamlet", "number", "phone", "bank_account")),
    (
        gettext_lazy("建档情况"),
        ("standard", "attribute", "main_cause", "second_cause", "third_cause", "identified"),
    ),
    (
        gettext_lazy("住房"),
        ("house_area", "house_structure", "house_year", "house_grade", "unsafe_house", "electricity", "fuel"),
    ),
    (
        gettext_lazy("饮水"),
        ("water_quantity", "water_quality", "water_distance", "water_reliability", "safe_water"),
    ),
    (gettext_lazy("说明"), ("note",)),
)
FIRST = ("name", "relation", "id_number", "sex", "born_on", "joined_on", "health", "skill")


def yes_no(label: Any) -> forms.TypedChoiceField:
    """是, 否 or not known."""
    return forms.TypedChoiceField(
        label=label, choices=_YES_NO, required=False, coerce=lambda said: said == "yes", empty_value=None
    )


def chosen(label: Any, choices: Any) -> forms.ChoiceField:
    """One of a list, or nothing."""
    return forms.ChoiceField(
        label=label, choices=[("", gettext_lazy("未填")), *choices.choices], required=False
    )


def day(label: Any, **more: Any) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **more)


def amount(label: Any, digits: int = 12) -> forms.DecimalField:
    """Yuan, with the phone's number keys."""
    widget = forms.NumberInput({"inputmode": "decimal", "step": "0.01"})
    return forms.DecimalField(label=label, required=False, max_digits=digits, decimal_places=2, widget=widget)


def label_of(model: Any, name: str) -> Any:
    """The official word of a column."""
    return model._meta.get_field(name).verbose_name


class HouseholdForm(forms.Form):
    """A household. Numbers stand there masked; what comes back masked is left as it is."""

    village = forms.CharField(label=gettext_lazy("行政村"), max_length=60)
    hamlet = forms.CharField(label=gettext_lazy("自然村(组)"), max_length=60, required=False)
    number = forms.CharField(
        label=gettext_lazy("户编号"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("留空则按村自动编号"),
    )
    phone = forms.CharField(label=gettext_lazy("户联系电话"), max_length=40, required=False)
    bank_account = forms.CharField(label=gettext_lazy("惠农补贴账号"), max_length=40, required=False)
    standard = chosen(gettext_lazy("识别标准"), Standard)
    attribute = chosen(gettext_lazy("贫困户属性"), Attribute)
    main_cause = chosen(gettext_lazy("主要致贫原因"), Cause)
    second_cause = chosen(gettext_lazy("其他致贫原因一"), Cause)
    third_cause = chosen(gettext_lazy("其他致贫原因二"), Cause)
    identified = PartialDateField(
        label=gettext_lazy("首次识别时间"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("写作 2014、2014-03 或 2014-03-05"),
    )
    house_area = forms.DecimalField(
        label=gettext_lazy("住房面积(平方米)"), required=False, min_value=0, max_digits=7, decimal_places=1
    )
    house_structure = chosen(gettext_lazy("住房结构"), HouseStructure)
    house_year = forms.IntegerField(label=gettext_lazy("建房年份"), required=False)
    house_grade = chosen(gettext_lazy("房屋安全等级"), HouseGrade)
    unsafe_house = yes_no(gettext_lazy("危房户"))
    electricity = yes_no(gettext_lazy("通生活用电"))
    fuel = chosen(gettext_lazy("主要燃料"), Fuel)
    water_quantity = yes_no(gettext_lazy("水量达标"))
    water_quality = yes_no(gettext_lazy("水质达标"))
    water_distance = yes_no(gettext_lazy("取水方便"))
    water_reliability = yes_no(gettext_lazy("供水保证率达标"))
    safe_water = yes_no(gettext_lazy("饮水安全"))
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["village"].help_text = gettext_lazy("村名全称或 12 位代码")
        offered = villages_of(actor)
        if offered:
            choices = [("", _("请选择")), *((each.code, str(each)) for each in offered)]
            now = str(self.initial.get("village", ""))
            if now and now not in dict(choices):
                choices.append((now, now))
            self.fields["village"] = forms.ChoiceField(label=_("行政村"), choices=choices)
        _guard(self, ("phone", "bank_account"))

    def clean_village(self) -> Division:
        """The village of that name or code."""
        name = self.cleaned_data["village"].strip()
        meant = resolve(self.actor, name, on=timezone.localdate()).only
        if meant is None:
            raise forms.ValidationError(_("没有找到“%(name)s”,或有歧义:请写全称或代码") % {"name": name[:40]})
        return division_by_id(self.actor, meant.division_id)

    @property
    def sections(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields under the headings of the paper form."""
        return [(title, [self[name] for name in names]) for title, names in _FORM_SECTIONS]

    @property
    def facts(self) -> HouseholdFacts:
        """What was typed, as the domain takes it."""
        return HouseholdFacts(**self.cleaned_data)

    @staticmethod
    def of(household: Household) -> dict[str, Any]:
        """What is kept, as it would be typed; numbers masked."""
        kept = {name: getattr(household, name, "") for name in HouseholdForm.base_fields}
        kept = {name: _word(value) for name, value in kept.items()}
        return kept | {
            "village": household.village.code,
            "identified": _known(household.identified_on, household.identified_precision),
        }


class MemberForm(forms.Form):
    """Somebody of a household. The date of birth is asked only where no ID number tells it."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=60)
    relation = forms.CharField(
        label=gettext_lazy("与户主关系"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"list": "relations"}),
    )
    id_number = forms.CharField(label=gettext_lazy("身份证号"), max_length=40, required=False)
    sex = forms.ChoiceField(
        label=gettext_lazy("性别"), choices=[("", gettext_lazy("按身份证号")), *Sex.choices], required=False
    )
    born_on = day(gettext_lazy("出生日期"), required=False, help_text=gettext_lazy("有身份证号的不必填"))
    joined_on = day(gettext_lazy("入户日期"), required=False)
    health = chosen(gettext_lazy("健康状况"), Health)
    skill = chosen(gettext_lazy("劳动技能"), Skill)
    disability_number = forms.CharField(label=gettext_lazy("残疾证号"), max_length=40, required=False)
    phone = forms.CharField(label=gettext_lazy("联系电话"), max_length=40, required=False)
    nationality = forms.CharField(label=gettext_lazy("民族"), max_length=20, required=False)
    education = forms.CharField(label=gettext_lazy("文化程度"), max_length=20, required=False)
    schooling = forms.CharField(
        label=gettext_lazy("在校生状况"),
        max_length=30,
        required=False,
        widget=forms.TextInput({"list": "schooling"}),
    )
    months_away = forms.DecimalField(
        label=gettext_lazy("务工时间(月)"),
        required=False,
        min_value=0,
        max_value=12,
        max_digits=3,
        decimal_places=1,
    )
    medical_insurance = yes_no(gettext_lazy("参加基本医疗保险"))
    serious_insurance = yes_no(gettext_lazy("参加大病保险"))
    pension = yes_no(gettext_lazy("参加养老保险"))
    allowance = yes_no(gettext_lazy("享受低保"))
    left_behind = chosen(gettext_lazy("留守人员"), LeftBehind)
    destitute = forms.BooleanField(label=gettext_lazy("特困人员"), required=False)
    empty_nest = forms.BooleanField(label=gettext_lazy("空巢老人"), required=False)
    note = forms.CharField(label=gettext_lazy("说明"), max_length=300, required=False)

    def __init__(
        self, *args: Any, member: Member | None = None, joining: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        _guard(self, ("id_number", "disability_number", "phone"))
        if not joining and member is None:
            del self.fields["joined_on"]
        # A birth date beside a masked number would give the number away.
        if member is not None and member.id_number:
            del self.fields["born_on"]
        if self.initial.get("health"):
            self.fields["health"] = forms.ChoiceField(
                label=_("健康状况"),
                required=False,
                choices=[("", _("未填")), (HIDDEN, _("保留原来的(已遮盖)")), *Health.choices],
            )

    @property
    def first(self) -> list[forms.BoundField]:
        """What is always asked."""
        return [self[name] for name in FIRST if name in self.fields]

    @property
    def more(self) -> list[forms.BoundField]:
        """What stands behind "more"."""
        return [field for field in self if field.name not in FIRST]

    @property
    def facts(self) -> MemberFacts:
        """What was typed, as the domain takes it; what the form does not ask stays as it is."""
        kept = self.member
        said = dict(self.cleaned_data)
        if kept is not None:
            said.setdefault("born_on", kept.born_on)
            said["identified"] = known_date(kept.identified_on, kept.identified_precision)
        return MemberFacts(**said)

    @staticmethod
    def of(member: Member) -> dict[str, Any]:
        """What is kept, as it would be typed; numbers and health masked."""
        kept = {name: _word(getattr(member, name, "")) for name in MemberForm.base_fields}
        return kept | {"health": HIDDEN if member.health else ""}


def _guard(form: forms.Form, names: tuple[str, ...]) -> None:
    """Numbers: no memory of the browser, no spelling; how a mask is left as it is."""
    for name in names:
        form.fields[name].widget.attrs |= {
            "autocomplete": "off",
            "spellcheck": "false",
            "autocapitalize": "off",
        }
        if form.initial.get(name):
            form.fields[name].help_text = MASK_HELP


def _word(value: Any) -> Any:
    """A stored value as its field shows it."""
    if value is True:
        return "yes"
    if value is False:
        return "no"
    return str(value) if isinstance(value, str) else value


def _known(on: Any, precision: str) -> str:
    found = known_date(on, precision)
    return str(found) if found else ""


def known_date(on: Any, precision: str) -> PartialDate | None:
    """A date as exactly as it is known."""
    return PartialDate(on, Precision(precision)) if on else None


def checked(kept: Mapping[str, Any], names: tuple[str, ...] = ("destitute", "empty_nest")) -> dict[str, Any]:
    """The initial values with boxes as boxes."""
    return {**kept, **{name: kept.get(name) == "yes" for name in names}}
