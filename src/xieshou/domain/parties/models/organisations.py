"""Who takes part: organisations, and the parties that pairings join."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed, GovernedQuerySet
from xieshou.domain.bilingual import name_in_language
from xieshou.domain.dated import Dated, ordered_period
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.reviewed import REVIEWED, Reviewed


class Side(models.TextChoices):
    """Which side of the programme an organisation stands on."""

    EAST = "east", _("东部")
    WEST = "west", _("西部")
    OTHER = "other", _("其他")


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    GOVERNMENT = "government", _("政府")
    DEPARTMENT = "department", _("部门")
    ZONE = "zone", _("功能区")
    OFFICE = "office", _("办事处")
    SCHOOL = "school", _("学校")
    HOSPITAL = "hospital", _("医院")
    INSTITUTION = "institution", _("事业单位")
    ASSOCIATION = "association", _("社会团体")
    FIRM = "firm", _("企业")
    BANK = "bank", _("银行")
    VILLAGE_BODY = "village_body", _("村社")
    COOPERATIVE = "cooperative", _("合作社")
    TEAM = "team", _("工作队")


class Organisation(Reviewed, Dated):
    """A body that acts in the programme; a zone or sub-district office without a division code is one too."""

    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=200, blank=True)
    name_key = models.CharField(max_length=120, db_index=True, editable=False)
    kind = models.CharField(_("类型"), max_length=14, choices=OrganisationKind)
    side = models.CharField(_("方"), max_length=5, choices=Side)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级单位")
    )
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("所在地"),
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)
    source = models.CharField(_("出处"), max_length=200, blank=True)

    governed = Governed(
        codes=("division__code",), organisations=("id", "parent_id"), shared=True, open_when=REVIEWED
    )
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "单位")
        verbose_name_plural = pgettext_lazy("复数", "单位")
        ordering = ["name"]
        constraints = [
            ordered_period("organisation_period"),
            models.UniqueConstraint("name", Coalesce("division", 0), name="organisation_once"),
        ]

    def __str__(self) -> str:
        return name_in_language(self)


class Party(models.Model):
    """One side of a pairing: a division or an organisation, exactly one of them."""

    division = models.OneToOneField(
        Division, models.PROTECT, null=True, blank=True, related_name="party", verbose_name=_("区划")
    )
    organisation = models.OneToOneField(
        Organisation, models.PROTECT, null=True, blank=True, related_name="party", verbose_name=_("单位")
    )

    # A division is public knowledge; an organisation is as public as its record.
    governed = Governed(
        codes=("division__code", "organisation__division__code"),
        organisations=("organisation_id", "organisation__parent_id"),
        shared=True,
        open_when=Q(organisation__isnull=True) | Q(organisation__review_state="reviewed"),
    )
    objects = GovernedQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "结对方")
        verbose_name_plural = pgettext_lazy("复数", "结对方")
        constraints = [
            models.CheckConstraint(
                condition=Q(division__isnull=False, organisation__isnull=True)
                | Q(division__isnull=True, organisation__isnull=False),
                name="party_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return name_in_language(self)

    @property
    def unit(self) -> Division | Organisation:
        """The division or organisation that the party is."""
        unit = self.division or self.organisation
        assert unit is not None  # noqa: S101  (the constraint above)
        return unit

    @property
    def name(self) -> str:
        """The unit's latest name."""
        return self.unit.name

    @property
    def name_en(self) -> str:
        """The unit's latest English name; empty where none is kept."""
        return self.unit.name_en
