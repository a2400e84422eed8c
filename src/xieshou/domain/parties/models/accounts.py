"""People who sign in, and what each may do where."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.access import Governed
from xieshou.domain.parties.models.organisations import Organisation
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import TrackedQuerySet, acting, recorded
from xieshou.kernel.actor import SYSTEM, Permission


class UserManager(DjangoUserManager["User"]):
    """Django's, whose set-based writes leave history too."""

    use_in_migrations = False

    def get_queryset(self) -> TrackedQuerySet[User]:
        """Every account."""
        return TrackedQuerySet(self.model, using=self._db)

    def create_superuser(self, *args: Any, **columns: Any) -> User:
        """Who sets up the installation; Django's command asks for it in nobody's name."""
        with acting(SYSTEM, "设立管理员账号"):
            return super().create_superuser(*args, **columns)


class User(AbstractUser):
    """Someone who signs in.

    The history keeps neither the password nor when somebody signed in: a password that was changed shows as
    the moment at which it was.
    """

    password_changed_at = models.DateTimeField(_("密码更换时间"), null=True, blank=True)
    # An administrator chose the password: its holder chooses another before anything else.
    must_change_password = models.BooleanField(_("须更换密码"), default=False)

    governed = Governed(users=("id",), opened_by=Permission.ADMINISTER)
    objects: ClassVar[UserManager] = UserManager()
    history = recorded(excluded=("password", "last_login", "groups", "user_permissions"))

    class Meta:
        verbose_name = pgettext_lazy("单数", "用户")
        verbose_name_plural = pgettext_lazy("复数", "用户")

    def set_password(self, raw_password: str | None) -> None:
        """Django's, with the moment. A better hash of the same password is saved alone: no change."""
        super().set_password(raw_password)
        self.password_changed_at = timezone.now()


class RoleChoice(models.TextChoices):
    """The database's words for Role."""

    VIEWER = "viewer", pgettext_lazy("角色", "观察")
    RECORDER = "recorder", pgettext_lazy("角色", "填报")
    REVIEWER = "reviewer", pgettext_lazy("角色", "审核")
    FINANCE = "finance", pgettext_lazy("角色", "财务")
    ADMINISTRATOR = "administrator", pgettext_lazy("角色", "管理")
    AUDITOR = "auditor", pgettext_lazy("角色", "审计")
    EVALUATOR = "evaluator", pgettext_lazy("角色", "评估")


class ScopeKind(models.TextChoices):
    """Over what a role is granted."""

    EVERYWHERE = "everywhere", _("全部")
    DIVISION = "division", _("地区")
    PAIRING = "pairing", pgettext_lazy("单数", "结对")
    ORGANISATION = "organisation", pgettext_lazy("单数", "单位")


class Grant(models.Model):
    """A role of a user over a scope: everything, a division with all below it, a pairing, an organisation.

    The pairing is kept by its number: pairings stand above parties, and a key cannot point upward.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="grants", verbose_name=_("用户"))
    role = models.CharField(_("角色"), max_length=14, choices=RoleChoice)
    scope = models.CharField(_("范围"), max_length=12, choices=ScopeKind)
    division = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("地区")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("单数", "单位"),
    )
    pairing_ref = models.BigIntegerField(_("结对编号"), null=True, blank=True)

    governed = Governed(
        codes=("division__code",),
        pairings=("pairing_ref",),
        organisations=("organisation_id",),
        users=("user_id",),
        opened_by=Permission.ADMINISTER,
    )
    objects = TrackedQuerySet.as_manager()
    history = recorded()

    class Meta:
        verbose_name = pgettext_lazy("单数", "授权")
        verbose_name_plural = pgettext_lazy("复数", "授权")
        ordering = ["user", "role", "scope", "pk"]
        constraints = [
            models.CheckConstraint(
                name="grant_of_one_scope",
                condition=Q(
                    scope=ScopeKind.EVERYWHERE,
                    division__isnull=True,
                    organisation__isnull=True,
                    pairing_ref__isnull=True,
                )
                | Q(
                    scope=ScopeKind.DIVISION,
                    division__isnull=False,
                    organisation__isnull=True,
                    pairing_ref__isnull=True,
                )
                | Q(
                    scope=ScopeKind.PAIRING,
                    division__isnull=True,
                    organisation__isnull=True,
                    pairing_ref__isnull=False,
                )
                | Q(
                    scope=ScopeKind.ORGANISATION,
                    division__isnull=True,
                    organisation__isnull=False,
                    pairing_ref__isnull=True,
                ),
            ),
            models.UniqueConstraint(
                "user",
                "role",
                "scope",
                Coalesce("division", 0),
                Coalesce("organisation", 0),
                Coalesce("pairing_ref", 0),
                name="grant_once",
            ),
        ]

    def __str__(self) -> str:
        over = self.division or self.organisation or self.pairing_ref or ""
        return f"{self.user} {self.get_role_display()} {over or self.get_scope_display()}"
