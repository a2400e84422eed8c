"""People who take part in the programme: officers, teachers, doctors. Not households, not accounts."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed
from xieshou.domain.parties.models.organisations import Organisation
from xieshou.domain.personal import BlindIndexField, HoldsPersonalData, PersonalField, SealingQuerySet
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.reviewed import Reviewed
from xieshou.kernel.codes.identity import check_identity_number
from xieshou.kernel.masking import PersonalKind


class Sex(models.TextChoices):
    """As recorded; empty when it is not known."""

    MALE = "male", _("男")
    FEMALE = "female", _("女")


def is_identity_number(text: str) -> None:
    """Refuse what is no identity number. The message never holds the number."""
    if check_identity_number(text) is not None:
        raise ValidationError(_now("身份证号有误,请核对 18 位号码"), code="identity_number")


def is_phone(text: str) -> None:
    """Refuse what has too few or too many digits for any phone."""
    if not 7 <= len(PersonalKind.PHONE.compared(text)) <= 15:
        raise ValidationError(_now("电话有误,应为 7 至 15 位数字"), code="phone")


class PersonQuerySet(SealingQuerySet["Person"], TrackedQuerySet["Person"]):  # type: ignore[override]
    """Set-based writes keep the blind indexes, and then the history."""


class Person(Reviewed, HoldsPersonalData):
    """Somebody, once. The ID number tells two of one name apart; it and the phone are sealed."""

    name = models.CharField(_("姓名"), max_length=60)
    name_key = models.CharField(max_length=60, db_index=True, editable=False)
    sex = models.CharField(_("性别"), max_length=6, choices=Sex, blank=True)
    id_number = PersonalField(
        PersonalKind.ID_NUMBER,
        verbose_name=_("身份证号"),
        blank=True,
        default="",
        validators=[is_identity_number],
    )
    id_number_index = BlindIndexField(of="id_number")
    phone = PersonalField(
        PersonalKind.PHONE, verbose_name=_("电话"), blank=True, default="", validators=[is_phone]
    )
    phone_index = BlindIndexField(of="phone")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=pgettext_lazy("单数", "单位"),
    )
    position = models.CharField(_("职务"), max_length=80, blank=True)
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("所在地"),
    )
    note = models.CharField(_("说明"), max_length=300, blank=True)

    governed = Governed(
        codes=("division__code", "organisation__division__code"), organisations=("organisation_id",)
    )
    objects = PersonQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "人员")
        verbose_name_plural = pgettext_lazy("复数", "人员")
        ordering = ["name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["id_number_index"],
                name="person_once",
                violation_error_code="already_recorded",
                violation_error_message=_("此身份证号已登记"),
            ),
            models.CheckConstraint(
                condition=Q(division__isnull=False) | Q(organisation__isnull=False), name="person_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The person's page."""
        return reverse("people:detail", args=[self.pk])
