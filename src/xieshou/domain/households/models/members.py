"""The people of a household. A record of a person is in one household at a time; earlier stays are kept."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Through
from xieshou.domain.dated import Dated, PrecisionChoice, ordered_period
from xieshou.domain.households.models.households import Household
from xieshou.domain.parties.models import Sex
from xieshou.domain.parties.models.people import is_identity_number, is_phone
from xieshou.domain.personal import BlindIndexField, HoldsPersonalData, PersonalField, SealingQuerySet
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.kernel.codes.disability import check_disability_number
from xieshou.kernel.masking import PersonalKind

HEAD = "户主"
"""The relation of who heads a household; in records always written so."""


class Health(models.TextChoices):
    """How somebody's health is told (登记表 A11). Personal: stored sealed."""

    HEALTHY = "healthy", _("健康")
    CHRONIC = "chronic", _("长期慢性病")
    SERIOUS = "serious", _("患有大病")
    DISABLED = "disabled", _("残疾")


class Skill(models.TextChoices):
    """How fit for work somebody is (登记表 A12)."""

    ORDINARY = "ordinary", _("普通劳动力")
    SKILLED = "skilled", _("技能劳动力")
    LOST = "lost", _("丧失劳动力")
    NONE = "none", _("无劳动力")


class LeftBehind(models.TextChoices):
    """Those who stay when others go to work elsewhere (三留守, A23-3)."""

    CHILD = "child", _("留守儿童")
    WOMAN = "woman", _("留守妇女")
    ELDER = "elder", _("留守老人")


class Joined(models.TextChoices):
    """How somebody came into a household."""

    REGISTERED = "registered", _("登记在户")
    BORN = "born", _("出生")
    MARRIED_IN = "married_in", _("婚入")
    MOVED_IN = "moved_in", _("迁入")
    SPLIT = "split", _("分户")
    MERGED = "merged", _("并户")
    RETURNED = "returned", _("返回")


class Left(models.TextChoices):
    """How somebody left a household."""

    DIED = "died", _("死亡")
    MARRIED_OUT = "married_out", _("婚出")
    MOVED_OUT = "moved_out", _("迁出")
    SPLIT = "split", _("分户")
    MERGED = "merged", _("并户")
    ERROR = "error", _("误录")


def is_disability_number(text: str) -> None:
    """Refuse what is no number of a disability certificate. The message never holds the number."""
    if check_disability_number(text) is not None:
        raise ValidationError(
            _now("残疾证号有误,应为 18 位身份证号加类别(1—7)和等级(1—4)"), code="disability_number"
        )


class MemberQuerySet(SealingQuerySet["Member"], TrackedQuerySet["Member"]):  # type: ignore[override]
    """Set-based writes keep the blind indexes, and then the history."""


class Member(HoldsPersonalData):
    """Somebody of a household, reviewed with it.

    ``household`` is where they are, or were last when ``left_on`` is set; stays before that are
    ``FormerStay``. Two records may have one ID number: that is a fault to be found and worked off, not one to
    be refused while the office that made it is asleep. The birth date beside a masked ID number gives the
    number away, so pages show the age.
    """

    number = models.CharField(_("人编号"), max_length=40, unique=True)
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="members", verbose_name=pgettext_lazy("单数", "农户")
    )
    name = models.CharField(_("姓名"), max_length=60)
    name_key = models.CharField(max_length=60, db_index=True, editable=False)
    sex = models.CharField(_("性别"), max_length=6, choices=Sex, blank=True)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    relation = models.CharField(_("与户主关系"), max_length=20, blank=True)
    id_number = PersonalField(
        PersonalKind.ID_NUMBER,
        verbose_name=_("身份证号"),
        blank=True,
        default="",
        validators=[is_identity_number],
    )
    id_number_index = BlindIndexField(of="id_number")
    disability_number = PersonalField(
        PersonalKind.ID_NUMBER,
        verbose_name=_("残疾证号"),
        blank=True,
        default="",
        validators=[is_disability_number],
    )
    disability_number_index = BlindIndexField(of="disability_number")
    phone = PersonalField(
        PersonalKind.PHONE, verbose_name=_("联系电话"), blank=True, default="", validators=[is_phone]
    )
    phone_index = BlindIndexField(of="phone")
    health = PersonalField(PersonalKind.TEXT, verbose_name=_("健康状况"), blank=True, default="")
    nationality = models.CharField(_("民族"), max_length=20, blank=True)
    education = models.CharField(_("文化程度"), max_length=20, blank=True)
    schooling = models.CharField(_("在校生状况"), max_length=30, blank=True)
    skill = models.CharField(_("劳动技能"), max_length=8, choices=Skill, blank=True)
    months_away = models.DecimalField(
        _("务工时间(月)"), max_digits=3, decimal_places=1, null=True, blank=True
    )
    serious_insurance = models.BooleanField(_("参加大病保险"), null=True, blank=True)
    medical_insurance = models.BooleanField(_("参加基本医疗保险"), null=True, blank=True)
    pension = models.BooleanField(_("参加养老保险"), null=True, blank=True)
    allowance = models.BooleanField(_("享受低保"), null=True, blank=True)
    left_behind = models.CharField(_("留守人员"), max_length=5, choices=LeftBehind, blank=True)
    destitute = models.BooleanField(_("特困人员"), default=False)
    empty_nest = models.BooleanField(_("空巢老人"), default=False)
    identified_on = models.DateField(_("人员识别时间"), null=True, blank=True)
    identified_precision = models.CharField(
        _("识别时间精度"), max_length=8, choices=PrecisionChoice, default=PrecisionChoice.DAY
    )
    joined_on = models.DateField(_("入户日期"), null=True, blank=True, help_text=_("空 = 登记以前"))
    joined_by = models.CharField(_("入户原因"), max_length=10, choices=Joined, default=Joined.REGISTERED)
    left_on = models.DateField(_("离户日期"), null=True, blank=True)
    left_by = models.CharField(_("离户原因"), max_length=11, choices=Left, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Through("household")
    objects = MemberQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "家庭成员")
        verbose_name_plural = pgettext_lazy("复数", "家庭成员")
        ordering = ["number"]
        indexes = [models.Index(fields=["household", "number"], name="member_of_household")]
        constraints = [
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(relation=HEAD, left_on__isnull=True),
                name="member_one_head",
                violation_error_message=_("一户只能有一名户主"),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_by="") | Q(left_on__isnull=False) & ~Q(left_by=""),
                name="member_leaves_for_a_reason",
                violation_error_message=_("离户须同时写明日期和原因"),
            ),
            models.CheckConstraint(
                condition=Q(joined_on__isnull=True)
                | Q(left_on__isnull=True)
                | Q(left_on__gte=F("joined_on")),
                name="member_leaves_after_joining",
                violation_error_message=_("离户日期早于入户日期"),
            ),
            models.CheckConstraint(
                condition=Q(months_away__isnull=True) | Q(months_away__gte=0, months_away__lte=12),
                name="member_months_of_a_year",
                violation_error_message=_("务工时间应在 0 至 12 个月之间"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("households:member", args=[self.pk])


class FormerStay(Dated):
    """A stay of somebody in a household that they have left for another one."""

    member = models.ForeignKey(
        Member, models.CASCADE, related_name="former_stays", verbose_name=pgettext_lazy("单数", "家庭成员")
    )
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="former_stays", verbose_name=pgettext_lazy("单数", "农户")
    )
    relation = models.CharField(_("与户主关系"), max_length=20, blank=True)
    joined_by = models.CharField(_("入户原因"), max_length=10, choices=Joined)
    left_by = models.CharField(_("离户原因"), max_length=11, choices=Left)

    governed = Through("household")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "曾在农户")
        verbose_name_plural = pgettext_lazy("复数", "曾在农户")
        ordering = ["member", "end_on"]
        constraints = [ordered_period("former_stay_period")]

    def __str__(self) -> str:
        return f"{self.member} · {self.household} {self.period}"
