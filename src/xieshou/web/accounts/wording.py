"""Accounts in words: browsers, states, how long to wait."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from xieshou.domain.parties.accounts.invitations import Fault
from xieshou.domain.parties.accounts.models import Invitation, SignIn
from xieshou.domain.parties.accounts.queries import Account
from xieshou.domain.parties.models import RoleChoice
from xieshou.web.shell.words import joined

# The first that is found in the browser's own description: several call themselves Chrome and Safari too.
BROWSERS = [
    ("MicroMessenger/", gettext_lazy("微信")),
    ("DingTalk/", gettext_lazy("钉钉")),
    ("QQBrowser/", gettext_lazy("QQ浏览器")),
    ("UCBrowser/", gettext_lazy("UC浏览器")),
    ("HuaweiBrowser/", gettext_lazy("华为浏览器")),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
SYSTEMS = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("OpenHarmony", gettext_lazy("鸿蒙")),
    ("HarmonyOS", gettext_lazy("鸿蒙")),
    ("Android", gettext_lazy("安卓")),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
]
FAULTS = {
    Fault.UNREADABLE: gettext_lazy("链接不完整或有误。请把收到的链接完整复制到地址栏,或请邀请人重新邀请。"),
    Fault.EXPIRED: gettext_lazy("邀请已过有效期。请联系邀请人重新邀请。"),
    Fault.REVOKED: gettext_lazy("邀请已被撤销。如有疑问,请联系邀请人。"),
    Fault.USED: gettext_lazy("邀请已经用过,账号已设立。请直接登录;如果不是您本人所用,请立即联系管理员。"),
}


def browser_in_words(agent: str) -> str:
    """``Chrome · Windows``; what is not known is left out."""
    browser = next((str(name) for sign, name in BROWSERS if sign in agent), "")
    system = next((str(name) for sign, name in SYSTEMS if sign in agent), "")
    return " · ".join(filter(None, (browser, system))) or _("不明")


def wait_in_words(until: datetime) -> str:
    """That one has to wait, and how long."""
    seconds = max(1, round((until - timezone.now()).total_seconds()))
    if seconds < 60:
        return ngettext("连续输错,请等待 %(n)d 秒后再试。", "连续输错,请等待 %(n)d 秒后再试。", seconds) % {
            "n": seconds
        }
    minutes = -(-seconds // 60)
    return ngettext("连续输错,请等待 %(n)d 分钟后再试。", "连续输错,请等待 %(n)d 分钟后再试。", minutes) % {
        "n": minutes
    }


def states_of(account: Account) -> list[tuple[str, str]]:
    """The states of an account, each as the class of its badge and a word."""
    found = []
    if not account.user.is_active:
        found.append(("badge-bad", _("停用")))
    if account.locked_until:
        found.append(("badge-caution", _("暂时锁定")))
    if account.user.must_change_password:
        found.append(("badge-caution", _("须更换密码")))
    return found or [("badge-good", _("正常"))]


def roles_in_words(roles: Collection[str]) -> str:
    """``填报、审核``, in the order of the roles."""
    return joined(str(each.label) for each in RoleChoice if each.value in roles)


def ending_of(sign_in: SignIn, *, alive: bool) -> str:
    """How a sign-in stands: it holds, somebody ended it, or it ran out."""
    if sign_in.ended_at:
        return str(sign_in.get_ended_by_display())
    return _("登录中") if alive else _("已过期")


def invitation_state(invitation: Invitation, now: datetime) -> tuple[str, str]:
    """How an invitation stands: the class of its badge and a word."""
    if invitation.used_at:
        return "badge-good", _("已接受")
    if invitation.revoked_at:
        return "badge-bad", _("已撤销")
    if invitation.expires_at <= now:
        return "badge-caution", _("已过期")
    return "badge-programme", _("待接受")
