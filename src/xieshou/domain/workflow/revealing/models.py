"""What was kept of each time that personal data was shown."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed, GovernedQuerySet
from xieshou.kernel.actor import Permission


class Revelation(models.Model):
    """Somebody saw one field of one record in clear. Never changed, never the value itself.

    The record is kept as (kind, id) with the name that it had, the user as an id with a name, for both may go
    while this stays. ``division_code`` and ``organisation_ref`` say where the record belonged, so that
    auditors of a place see what was shown of its people.
    """

    at = models.DateTimeField(_("时间"), db_index=True)
    user_id = models.BigIntegerField(_("用户"), db_index=True)
    actor_name = models.CharField(_("查看人"), max_length=150)
    kind = models.CharField(_("记录种类"), max_length=40)
    record_id = models.BigIntegerField(_("记录编号"))
    record_name = models.CharField(_("记录"), max_length=200)
    field = models.CharField(_("查看项"), max_length=40)
    reason = models.CharField(_("查看理由"), max_length=300)
    address = models.GenericIPAddressField(_("网络地址"), null=True, blank=True)
    division_code = models.CharField(_("所属地区代码"), max_length=12, blank=True)
    organisation_ref = models.BigIntegerField(_("所属单位编号"), null=True, blank=True)

    governed = Governed(
        codes=("division_code",),
        organisations=("organisation_ref",),
        users=("user_id",),
        opened_by=Permission.AUDIT,
    )
    objects = GovernedQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("单数", "查看记录")
        verbose_name_plural = pgettext_lazy("复数", "查看记录")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["kind", "record_id", "-at"], name="revelation_of_record")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.kind} {self.record_id} {self.field}"
