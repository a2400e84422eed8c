"""The household: where it lives, why it is poor, house and water. It is reported and reviewed whole."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed
from xieshou.domain.dated import PrecisionChoice
from xieshou.domain.parties.models.people import is_phone
from xieshou.domain.personal import BlindIndexField, HoldsPersonalData, PersonalField, SealingQuerySet
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.reviewed import Reviewed
from xieshou.kernel.masking import PersonalKind

SAMPLE = "示例"
"""What the number of a made-up household begins with; imported ones are marked by it."""


class Standard(models.TextChoices):
    """By whose standard a household was identified (登记表 A1)."""

    NATIONAL = "national", _("国家标准")
    PROVINCE = "province", _("省定标准")
    CITY = "city", _("市定标准")


class Attribute(models.TextChoices):
    """What the registration form calls the attribute of a poor household (登记表 A2)."""

    GENERAL = "general", _("一般贫困户")
    LOW_INCOME = "low_income", _("低保户")
    FIVE_GUARANTEES = "five_guarantees", _("五保户")
    LOW_INCOME_POOR = "low_income_poor", _("低保贫困户")


class Cause(models.TextChoices):
    """The twelve causes of poverty of the registration form (A3a, A3b)."""

    ILLNESS = "illness", _("因病")
    DISABILITY = "disability", _("因残")
    SCHOOLING = "schooling", _("因学")
    DISASTER = "disaster", _("因灾")
    NO_LAND = "no_land", _("缺土地")
    NO_WATER = "no_water", _("缺水")
    NO_SKILL = "no_skill", _("缺技术")
    NO_LABOUR = "no_labour", _("缺劳力")
    NO_MONEY = "no_money", _("缺资金")
    POOR_ROADS = "poor_roads", _("交通条件落后")
    NO_DRIVE = "no_drive", _("自身发展动力不足")
    OTHER = "other", _("其它")


class HouseGrade(models.TextChoices):
    """How safe a house is: A and B are safe, C and D must be repaired or left."""

    A = "A", _("A级(安全)")
    B = "B", _("B级(安全)")
    C = "C", _("C级(局部危险)")
    D = "D", _("D级(整栋危险)")


class HouseStructure(models.TextChoices):
    """What a house is built of (登记表 A22). The list is from memory."""

    CONCRETE = "concrete", _("钢筋混凝土")
    BRICK_CONCRETE = "brick_concrete", _("砖混")
    BRICK_WOOD = "brick_wood", _("砖(石)木")
    WOOD = "wood", _("木结构")
    EARTH = "earth", _("土坯")
    OTHER = "other", _("其他")


class Fuel(models.TextChoices):
    """What a household mostly cooks and heats with (登记表 A36). The list is from memory."""

    WOOD = "wood", _("柴草")
    COAL = "coal", _("煤炭")
    GAS = "gas", _("燃气")
    BIOGAS = "biogas", _("沼气")
    ELECTRIC = "electric", _("电")
    OTHER = "other", _("其他")


class Ended(models.TextChoices):
    """Why a household is no longer one."""

    MERGED = "merged", _("并入他户")
    MOVED = "moved", _("整户迁出")
    DIED_OUT = "died_out", _("整户自然减少")
    ERROR = "error", _("误录")


class HouseholdQuerySet(SealingQuerySet["Household"], TrackedQuerySet["Household"]):  # type: ignore[override]
    """Set-based writes keep the blind indexes, and then the history."""


class Household(Reviewed, HoldsPersonalData):
    """A household (户) as it stands; how it was before is in its history, in its periods and in snapshots.

    ``safe_water`` and ``unsafe_house`` are what a table stated in one word; the four checks of water and the
    grade of the house say it in detail. What is empty is not known.
    """

    number = models.CharField(_("户编号"), max_length=40, unique=True)
    village = models.ForeignKey(Division, models.PROTECT, related_name="households", verbose_name=_("行政村"))
    hamlet = models.CharField(_("自然村(组)"), max_length=60, blank=True)
    standard = models.CharField(_("识别标准"), max_length=8, choices=Standard, blank=True)
    attribute = models.CharField(_("贫困户属性"), max_length=16, choices=Attribute, blank=True)
    main_cause = models.CharField(_("主要致贫原因"), max_length=12, choices=Cause, blank=True)
    second_cause = models.CharField(_("其他致贫原因一"), max_length=12, choices=Cause, blank=True)
    third_cause = models.CharField(_("其他致贫原因二"), max_length=12, choices=Cause, blank=True)
    phone = PersonalField(
        PersonalKind.PHONE, verbose_name=_("户联系电话"), blank=True, default="", validators=[is_phone]
    )
    phone_index = BlindIndexField(of="phone")
    bank_account = PersonalField(
        PersonalKind.BANK_ACCOUNT, verbose_name=_("惠农补贴账号"), blank=True, default=""
    )
    identified_on = models.DateField(_("首次识别时间"), null=True, blank=True)
    identified_precision = models.CharField(
        _("识别时间精度"), max_length=8, choices=PrecisionChoice, default=PrecisionChoice.DAY
    )
    house_area = models.DecimalField(
        _("住房面积(平方米)"), max_digits=7, decimal_places=1, null=True, blank=True
    )
    house_structure = models.CharField(_("住房结构"), max_length=16, choices=HouseStructure, blank=True)
    house_year = models.PositiveSmallIntegerField(_("建房年份"), null=True, blank=True)
    house_grade = models.CharField(_("房屋安全等级"), max_length=1, choices=HouseGrade, blank=True)
    unsafe_house = models.BooleanField(_("危房户"), null=True, blank=True)
    water_quantity = models.BooleanField(_("水量达标"), null=True, blank=True)
    water_quality = models.BooleanField(_("水质达标"), null=True, blank=True)
    water_distance = models.BooleanField(_("取水方便"), null=True, blank=True)
    water_reliability = models.BooleanField(_("供水保证率达标"), null=True, blank=True)
    safe_water = models.BooleanField(_("饮水安全"), null=True, blank=True)
    electricity = models.BooleanField(_("通生活用电"), null=True, blank=True)
    fuel = models.CharField(_("主要燃料"), max_length=8, choices=Fuel, blank=True)
    split_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="split_off", verbose_name=_("分自")
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="taken_in", verbose_name=_("并入")
    )
    ended_on = models.DateField(_("销户日期"), null=True, blank=True)
    end_reason = models.CharField(_("销户原因"), max_length=8, choices=Ended, blank=True)
    sample = models.BooleanField(_("示例"), default=False, help_text=_("编造的数据,并非真实农户"))
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Governed(codes=("village__code",))
    objects = HouseholdQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "农户")
        verbose_name_plural = pgettext_lazy("复数", "农户")
        ordering = ["number"]
        indexes = [models.Index(fields=["village", "number"], name="household_of_village")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | Q(ended_on__isnull=False) & ~Q(end_reason=""),
                name="household_ends_for_a_reason",
                violation_error_message=_("销户须同时写明日期和原因"),
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("pk")),
                name="household_merged_into_another",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The household's page."""
        return reverse("households:detail", args=[self.pk])
