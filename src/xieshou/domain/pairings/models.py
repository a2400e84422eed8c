"""Rounds with their rules, and the pairings made in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed, Public, Through
from xieshou.domain.bilingual import name_in_language
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import Dated, ordered_period, start_or_ever
from xieshou.domain.evidence.models import Document, Indicator
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division
from xieshou.domain.programme import Programme
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.recorded.closing import Closing
from xieshou.domain.reviewed import REVIEWED, Reviewed, ReviewState


class Tier(models.TextChoices):
    """On which level the two parties of a pairing stand."""

    PROVINCE = "province", _("省—省")
    CITY_PROVINCE = "city_province", _("市—省")
    PROVINCE_PREFECTURE = "province_prefecture", _("省—市州")
    PREFECTURE = "prefecture", _("市—市州")
    COUNTY = "county", _("县—县")
    ZONE_COUNTY = "zone_county", _("功能区—县")
    ZONE = "zone", _("园区—园区")
    TOWN = "town", _("乡镇—乡镇")
    VILLAGE = "village", _("村—村")
    FIRM_VILLAGE = "firm_village", _("企—村")
    SOCIETY_VILLAGE = "society_village", _("社会组织—村")
    DEPARTMENT = "department", _("部门—部门")
    SCHOOL = "school", _("学校—学校")
    HOSPITAL = "hospital", _("医院—医院")
    SPECIALTY = "specialty", _("科室—科室")
    FAMILY = "family", _("户—户")


class PairKind(models.TextChoices):
    """The seven kinds of pairing under a county pair (七结对); GOVERNMENT is the pair above them."""

    GOVERNMENT = "government", _("政府结对")
    DEPARTMENT = "department", _("部门结对")
    INDUSTRY = "industry", _("产业结对")
    TOWN = "town", _("乡镇结对")
    VILLAGE = "village", _("村村结对")
    FAMILY = "family", _("家庭结对")
    FIRM_VILLAGE = "firm_village", _("村企结对")
    SOCIETY = "society", _("社会力量结对")


class Shape(models.TextChoices):
    """The shape that the two sides give their relation."""

    POINT_POINT = "point_point", _("点对点")
    POINT_PLANE = "point_plane", _("点对面")
    ONE_MANY = "one_many", _("一对多")
    MANY_ONE = "many_one", _("多对一")
    POINT_LINE = "point_line", _("点对线")
    LINE_PLANE = "line_plane", _("线对面")


class Round(Dated):
    """A round (轮次) of the programme, opened by a decision or a document."""

    code = models.SlugField(_("编号"), max_length=20, unique=True)
    name = models.CharField(_("名称"), max_length=80)
    name_en = models.CharField(_("英文名称"), max_length=120)
    summary = models.TextField(_("概要"), blank=True)
    summary_en = models.TextField(_("概要(英文)"), blank=True)
    documents = models.ManyToManyField(
        Document, blank=True, related_name="rounds", verbose_name=_("依据文件")
    )

    governed = Public("rounds are published")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "轮次")
        verbose_name_plural = pgettext_lazy("复数", "轮次")
        ordering = ["start_on"]
        constraints = [ordered_period("round_period")]

    def __str__(self) -> str:
        return name_in_language(self)


class RuleKind(models.TextChoices):
    """Which question a rule of a round answers."""

    CAPACITY = "capacity", _("结对容量")
    THRESHOLD = "threshold", _("阈值")
    GRADE_SCALE = "grade_scale", _("考核等次")


class RuleSubject(models.TextChoices):
    """What a threshold is set for."""

    FUNDS_TO_POOR = "funds_to_poor", _("用于贫困村贫困户的资金占比")
    PROJECTS_TO_POOR = "projects_to_poor", _("用于贫困村贫困户的项目占比")
    INCIDENCE_WEST = "incidence_west", _("贫困县退出综合贫困发生率(西部)")
    INCIDENCE_CENTRAL = "incidence_central", _("贫困县退出综合贫困发生率(中部)")
    WRONG_EXIT = "wrong_exit", _("错退率")
    MISSED = "missed", _("漏评率")
    APPROVAL = "approval", _("群众认可度")


class RoundRule(models.Model):
    """One rule of a round. One-to-one is the capacity 1 ↔ 1.

    CAPACITY: ``max_receivers`` and ``max_givers`` for ``tier``, in ``area`` and below ``parent`` if given;
    ``giver_units`` and ``receiver_units`` say how many units are expected to take part.
    THRESHOLD: ``subject operator value unit``. GRADE_SCALE: ``grades``, the best first.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="rules", verbose_name=_("轮次"))
    kind = models.CharField(_("规则"), max_length=12, choices=RuleKind)
    tier = models.CharField(_("层级"), max_length=20, choices=Tier, blank=True)
    area = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("适用地区")
    )
    parent = models.ForeignKey(
        "Pairing", models.CASCADE, null=True, blank=True, related_name="rules", verbose_name=_("上级结对")
    )
    max_receivers = models.PositiveSmallIntegerField(_("一个东部单位最多帮扶"), null=True, blank=True)
    max_givers = models.PositiveSmallIntegerField(_("一个西部单位最多受帮扶"), null=True, blank=True)
    giver_units = models.PositiveSmallIntegerField(_("应参加的东部单位数"), null=True, blank=True)
    receiver_units = models.PositiveSmallIntegerField(_("应参加的西部单位数"), null=True, blank=True)
    subject = models.CharField(_("指标"), max_length=24, choices=RuleSubject, blank=True)
    operator = models.CharField(_("比较"), max_length=2, blank=True)
    value = models.DecimalField(_("数值"), max_digits=14, decimal_places=4, null=True, blank=True)
    unit = models.CharField(pgettext_lazy("计量", "单位"), max_length=12, blank=True)
    grades = models.CharField(_("等次"), max_length=100, blank=True, help_text=_("由好到差,以顿号分隔"))
    source = models.CharField(_("出处"), max_length=200)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Public("rules of rounds are published")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "轮次规则")
        verbose_name_plural = pgettext_lazy("复数", "轮次规则")
        ordering = ["round", "kind", "tier"]

    def __str__(self) -> str:
        return f"{self.round} {self.get_kind_display()}"


class RoundIndicator(models.Model):
    """An indicator that a round asks for or reports."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="indicators", verbose_name=_("轮次"))
    indicator = models.ForeignKey(
        Indicator, models.CASCADE, related_name="rounds", verbose_name=pgettext_lazy("单数", "指标")
    )
    source = models.CharField(_("出处"), max_length=200, blank=True)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)

    governed = Public("what rounds ask for is published")

    class Meta:
        verbose_name = pgettext_lazy("单数", "轮次指标")
        verbose_name_plural = pgettext_lazy("复数", "轮次指标")
        ordering = ["round", "indicator"]
        constraints = [models.UniqueConstraint(fields=["round", "indicator"], name="round_indicator_once")]

    def __str__(self) -> str:
        return f"{self.round}: {self.indicator}"


class EndReason(models.TextChoices):
    """Why a pairing ended."""

    ROUND_ENDED = "round_ended", _("本轮结束")
    HANDED_OVER = "handed_over", _("交由他方接续")
    ADJUSTED = "adjusted", _("结对调整")
    DISSOLVED = "dissolved", _("一方撤销")
    OTHER = "other", _("其他")


def _open_party(side: str) -> Q:
    """Is the party of that side a division, or an organisation that everybody may see?"""
    unit = f"{side}__organisation"
    return Q(**{f"{unit}__isnull": True}) | Q(**{f"{unit}__review_state": ReviewState.REVIEWED})


class Pairing(Reviewed, Dated):
    """A giver paired with a receiver in a round."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="pairings", verbose_name=_("轮次"))
    programme = models.CharField(_("协作类型"), max_length=24, choices=Programme)
    tier = models.CharField(_("层级"), max_length=20, choices=Tier)
    kind = models.CharField(_("结对种类"), max_length=14, choices=PairKind, default=PairKind.GOVERNMENT)
    giver = models.ForeignKey(Party, models.PROTECT, related_name="gives", verbose_name=_("帮扶方"))
    receiver = models.ForeignKey(Party, models.PROTECT, related_name="receives", verbose_name=_("受帮扶方"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级结对")
    )
    shape = models.CharField(_("形态"), max_length=12, choices=Shape, blank=True)
    formal = models.BooleanField(_("正式结对"), default=True, help_text=_("不勾选 = 柔性结对"))
    distance_km = models.DecimalField(_("距离(公里)"), max_digits=7, decimal_places=1, null=True, blank=True)
    distance_qualifier = models.CharField(_("距离限定"), max_length=2, default="=", blank=True)
    end_reason = models.CharField(_("终止原因"), max_length=12, choices=EndReason, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("接续结对")
    )
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Governed(
        codes=(
            "giver__division__code",
            "giver__organisation__division__code",
            "receiver__division__code",
            "receiver__organisation__division__code",
        ),
        pairings=("id", "parent_id", "parent__parent_id"),
        organisations=("giver__organisation_id", "receiver__organisation_id"),
        # A pairing tells the names of both parties, so that it is no more public than they are.
        open_when=REVIEWED & _open_party("giver") & _open_party("receiver"),
    )
    closing = Closing(
        "start_on",
        dict.fromkeys(("end_on", "end_precision", "end_reason", "successor_id"), "end_on"),
    )
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "结对")
        verbose_name_plural = pgettext_lazy("复数", "结对")
        ordering = ["round", "tier", "pk"]
        constraints = [
            ordered_period("pairing_period"),
            models.UniqueConstraint(
                "round", "programme", "kind", "giver", "receiver", start_or_ever(), name="pairing_once"
            ),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="pairing_of_two"),
        ]
        indexes = [
            models.Index(fields=["receiver", "start_on"], name="pairing_receiver"),
            models.Index(fields=["giver", "start_on"], name="pairing_giver"),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"


class PairingSource(models.Model):
    """A document that states a pairing. Two sources of one pairing are two rows here, not two pairings."""

    pairing = models.ForeignKey(
        Pairing, models.CASCADE, related_name="sources", verbose_name=pgettext_lazy("单数", "结对")
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("文献"))
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)
    stated_start = models.CharField(_("原文起始"), max_length=20, blank=True)
    stated_end = models.CharField(_("原文终止"), max_length=20, blank=True)
    # Characters of the document's text, half-open; see Document.text_sha256.
    span_start = models.PositiveIntegerField(_("原文起点"), null=True, blank=True)
    span_end = models.PositiveIntegerField(_("原文止点"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Through("pairing")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "结对出处")
        verbose_name_plural = pgettext_lazy("复数", "结对出处")
        ordering = ["pairing", "document"]
        constraints = [models.UniqueConstraint(fields=["pairing", "document"], name="pairing_source_once")]

    def __str__(self) -> str:
        return f"{self.pairing}: {self.document.code}"


class HandOverItem(models.Model):
    """Something that the giver of an ending pairing leaves to its successor."""

    class Kind(models.TextChoices):
        PROJECT = "project", _("项目")
        ASSET = "asset", _("资产")
        PERSON = "person", _("在岗人员")
        COMMITMENT = "commitment", _("未了承诺")

    class State(models.TextChoices):
        OPEN = "open", _("待交接")
        DONE = "done", _("已交接")
        DROPPED = "dropped", _("不再继续")

    pairing = models.ForeignKey(
        Pairing, models.CASCADE, related_name="hand_over", verbose_name=pgettext_lazy("单数", "结对")
    )
    kind = models.CharField(_("类别"), max_length=12, choices=Kind)
    description = models.CharField(_("内容"), max_length=300)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.OPEN)
    done_on = models.DateField(_("交接日期"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Through("pairing")
    closing = Closing("done_on")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "交接事项")
        verbose_name_plural = pgettext_lazy("复数", "交接清单")
        ordering = ["state", "kind", "pk"]

    def __str__(self) -> str:
        return self.description
