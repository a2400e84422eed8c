"""What the year asks for, and who has it in hand."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed, Public
from xieshou.domain.bilingual import name_in_language
from xieshou.domain.certainty import Certainty
from xieshou.domain.evidence.models.edited import Edited
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.domain.workflow.calendar.rules import Recurrence, When
from xieshou.domain.workflow.calendar.written import due_written, start_written

_MONTH = [MinValueValidator(1), MaxValueValidator(12)]
_DAY = [MinValueValidator(1), MaxValueValidator(31)]
_DAYS = [MinValueValidator(1), MaxValueValidator(366)]


class ItemRecurrence(models.TextChoices):
    """How an item comes again; the same values as ``rules.Recurrence``."""

    YEARLY = Recurrence.YEARLY.value, _("每年")
    MONTHLY = Recurrence.MONTHLY.value, _("每月")
    AFTER = Recurrence.AFTER.value, _("事后限期")


class ItemSide(models.TextChoices):
    """Whose work an item is."""

    EAST = "east", pgettext_lazy("年历", "东部")
    WEST = "west", pgettext_lazy("年历", "西部")
    BOTH = "both", _("双方")


class CalendarItem(Edited):
    """Work that comes again each year or month of a round, or so many days after something happened.

    ``round_code`` names a round, which lies higher. The days are read as in ``rules.When``; a day that a
    month does not have is its last.
    """

    round_code = models.SlugField(_("轮次"), max_length=20)
    code = models.SlugField(_("编号"), max_length=40)
    name = models.CharField(_("工作"), max_length=120)
    name_en = models.CharField(_("工作(英文)"), max_length=200)
    recurrence = models.CharField(_("周期"), max_length=7, choices=ItemRecurrence)
    start_month = models.PositiveSmallIntegerField(_("起始月"), null=True, blank=True, validators=_MONTH)
    start_day = models.PositiveSmallIntegerField(_("起始日"), null=True, blank=True, validators=_DAY)
    due_month = models.PositiveSmallIntegerField(_("截止月"), null=True, blank=True, validators=_MONTH)
    due_day = models.PositiveSmallIntegerField(_("截止日"), null=True, blank=True, validators=_DAY)
    days = models.PositiveSmallIntegerField(_("限期天数"), null=True, blank=True, validators=_DAYS)
    in_workdays = models.BooleanField(_("按工作日计"), default=False)
    event = models.CharField(_("起算事件"), max_length=120, blank=True)
    event_en = models.CharField(_("起算事件(英文)"), max_length=200, blank=True)
    side = models.CharField(_("方"), max_length=4, choices=ItemSide, default=ItemSide.BOTH)
    role = models.CharField(_("由谁办"), max_length=60, blank=True)
    role_en = models.CharField(_("由谁办(英文)"), max_length=100, blank=True)
    raises = models.BooleanField(_("到期生成事项"), default=True)
    source = models.CharField(_("出处"), max_length=200, blank=True)
    certainty = models.CharField(_("可信度"), max_length=10, choices=Certainty)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    note_en = models.CharField(_("说明(英文)"), max_length=400, blank=True)

    governed = Public("what the year asks for is published")
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "年历事项")
        verbose_name_plural = pgettext_lazy("复数", "年历事项")
        ordering = ["round_code", "start_month", "due_month", "due_day", "code"]
        constraints = [
            models.UniqueConstraint(fields=["round_code", "code"], name="calendar_item_once"),
            models.CheckConstraint(
                condition=Q(
                    recurrence="yearly",
                    start_month__isnull=False,
                    start_day__isnull=False,
                    due_month__isnull=False,
                    due_day__isnull=False,
                )
                | Q(recurrence="monthly", due_day__isnull=False)
                | Q(recurrence="after", days__isnull=False),
                name="calendar_item_has_its_days",
                violation_error_message=_("每年的要写起止月日,每月的要写截止日,事后限期的要写天数"),
            ),
        ]

    def __str__(self) -> str:
        return name_in_language(self)

    @property
    def key(self) -> tuple[str, str]:
        """What tells items apart in files: the round and the code."""
        return self.round_code, self.code

    @property
    def start_written(self) -> str:
        """12-01, or empty."""
        return start_written(self.start_month, self.start_day)

    @property
    def due_written(self) -> str:
        """12-31; of a monthly item its day alone; or empty."""
        return due_written(self.due_month, self.due_day)

    @property
    def when(self) -> When:
        """The columns as a value."""
        start = (self.start_month, self.start_day) if self.start_month and self.start_day else None
        due = (self.due_month, self.due_day) if self.due_month and self.due_day else None
        return When(
            Recurrence(self.recurrence), start, due, self.due_day, self.days, in_workdays=self.in_workdays
        )


class CalendarDuty(models.Model):
    """Who has an item in hand for a place, an organisation or a pairing: the item raises a task for each.

    An item that nobody has in hand raises one task without place and owner, for somebody to assign.
    """

    item = models.ForeignKey(CalendarItem, models.CASCADE, related_name="duties", verbose_name=_("年历事项"))
    division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地区")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任单位")
    )
    pairing_id = models.PositiveBigIntegerField(_("结对"), null=True, blank=True)
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任人")
    )
    # d520602-o7-p12: the scope as text, by which the tasks of one occurrence are told apart.
    scope_key = models.CharField(max_length=60, editable=False)

    governed = Governed(
        codes=("division__code", "organisation__division__code"),
        pairings=("pairing_id",),
        organisations=("organisation_id",),
        users=("owner_id",),
    )
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "年历分工")
        verbose_name_plural = pgettext_lazy("复数", "年历分工")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "scope_key"], name="calendar_duty_once"),
            models.CheckConstraint(
                condition=Q(division__isnull=False)
                | Q(organisation__isnull=False)
                | Q(pairing_id__isnull=False)
                | Q(owner__isnull=False),
                name="calendar_duty_names_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.scope_key}"
