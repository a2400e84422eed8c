"""Sign-ins, invitations and authenticator apps. Recovery codes are django-otp's, failed attempts
django-axes'.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_otp.models import Device, DeviceManager, ThrottlingMixin, TimestampMixin

from xieshou.domain.access import Governed
from xieshou.domain.parties.models import User
from xieshou.domain.personal import PersonalField
from xieshou.domain.recorded import TrackedQuerySet, recorded
from xieshou.kernel.actor import Permission
from xieshou.kernel.masking import PersonalKind


class EndedBy(models.TextChoices):
    """How a sign-in ended, where somebody ended it."""

    SIGNED_OUT = "signed_out", _("本人退出")
    ELSEWHERE = "elsewhere", _("本人在别处退出")
    PASSWORD = "password", _("更换密码")
    TWO_STEP = "two_step", _("两步验证变更")
    ADMINISTRATOR = "administrator", _("管理员退出")
    DISABLED = "disabled", _("账号停用")


class SignIn(models.Model):
    """That an account signed in: when, from where, with what, and how it ended.

    ``session_key`` names the row of Django's session store that the sign-in holds open. It is never shown.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="sign_ins", verbose_name=_("账号"))
    session_key = models.CharField(max_length=40, db_index=True, editable=False)
    signed_in_at = models.DateTimeField(_("登录时间"))
    seen_at = models.DateTimeField(_("最近活动"))
    address = models.GenericIPAddressField(_("网络地址"), null=True, blank=True)
    agent = models.CharField(_("浏览器"), max_length=300, blank=True)
    two_step = models.BooleanField(_("经两步验证"), default=False)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    ended_by = models.CharField(_("结束方式"), max_length=13, choices=EndedBy, blank=True)

    governed = Governed(users=("user_id",), opened_by=Permission.ADMINISTER)

    class Meta:
        verbose_name = pgettext_lazy("单数", "登录记录")
        verbose_name_plural = pgettext_lazy("复数", "登录记录")
        ordering = ["-signed_in_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.signed_in_at:%Y-%m-%d %H:%M}"


class Invitation(models.Model):
    """A link by which somebody makes their own account. Of the link only a digest is kept."""

    name = models.CharField(_("姓名"), max_length=60)
    email = models.EmailField(_("电子邮箱"), blank=True)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    grants = models.JSONField(_("角色与范围"), default=list)
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="invitations_made", verbose_name=_("邀请人")
    )
    made_at = models.DateTimeField(_("邀请时间"))
    expires_at = models.DateTimeField(_("有效期至"))
    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="invitation", verbose_name=_("账号")
    )
    used_at = models.DateTimeField(_("接受时间"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    governed = Governed(users=("invited_by_id",), opened_by=Permission.ADMINISTER)

    class Meta:
        verbose_name = pgettext_lazy("单数", "邀请")
        verbose_name_plural = pgettext_lazy("复数", "邀请")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(revoked_at=None),
                name="invitation_used_or_revoked",
            )
        ]

    def __str__(self) -> str:
        return self.name


class AuthenticatorManager(DeviceManager):  # type: ignore[misc]  # the library has no types
    """django-otp's, whose set-based writes leave history too."""

    def get_queryset(self) -> TrackedQuerySet[Authenticator]:
        """Every authenticator."""
        return TrackedQuerySet(self.model, using=self._db)


class Authenticator(TimestampMixin, ThrottlingMixin, Device):  # type: ignore[misc]  # the library has no types
    """An authenticator app on somebody's phone. It shares a secret with the site, which is sealed here.

    ``drift`` is by how many half minutes its clock is ahead, ``last_step`` the half minute of the last code
    that was let through, for none serves twice.
    """

    user = models.ForeignKey(
        User, models.CASCADE, related_name="+", verbose_name=pgettext_lazy("单数", "用户")
    )
    name = models.CharField(_("名称"), max_length=64)
    confirmed = models.BooleanField(_("已启用"), default=False)
    key = PersonalField(PersonalKind.SECRET, verbose_name=_("密钥"), editable=False)
    drift = models.SmallIntegerField(default=0, editable=False)
    last_step = models.BigIntegerField(default=-1, editable=False)

    governed = Governed(users=("user_id",), opened_by=Permission.ADMINISTER)
    objects = AuthenticatorManager()
    history = recorded(
        excluded=(
            *("key", "drift", "last_step", "created_at", "last_used_at"),
            *("throttling_failure_timestamp", "throttling_failure_count"),
        )
    )

    class Meta:
        verbose_name = pgettext_lazy("单数", "验证器")
        verbose_name_plural = pgettext_lazy("复数", "验证器")

    def get_throttle_factor(self) -> int:
        """Seconds to wait after a first wrong code; twice as long after each more."""
        return 1
