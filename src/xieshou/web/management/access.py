"""The cards on people: accounts, roles over scopes, what was done, what personal data was shown."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from xieshou.domain.parties.accounts.counting import account_counts, grants_counted
from xieshou.domain.parties.models import RoleChoice, ScopeKind
from xieshou.domain.workflow.audit import queries as audit
from xieshou.domain.workflow.revealing import queries as revealing
from xieshou.kernel.actor import Actor
from xieshou.web.management.cards import Card, Fact, Link, Mark, number

LATELY = timedelta(days=30)


def cards(actor: Actor, now: datetime) -> list[Card]:
    """All four, within what the actor administers."""
    return [_accounts(actor, now), _roles(actor), _acts(actor, now), _revelations(actor, now)]


def _accounts(actor: Actor, now: datetime) -> Card:
    counts = account_counts(actor, now)
    listed = reverse("accounts:list")
    standing = [
        (Mark.BAD, counts.due, _("%(n)s 个须两步验证而未设置")),
        (Mark.LOOK, counts.locked + counts.locked_addresses, _("%(n)s 处暂时锁定")),
    ]
    mark, told = next(((mark, told % {"n": n}) for mark, n, told in standing if n), (Mark.GOOD, _("正常")))
    return Card(
        "accounts",
        _("账号"),
        "person",
        number(counts.active),
        pgettext("账号", "个可登录"),
        _("谁可以登录。停用的账号不能再登录,经手的记录保留。"),
        [
            Link(_("管理账号"), listed),
            Link(_("邀请人员"), reverse("accounts:invite")),
            Link(_("设立账号"), reverse("accounts:new")),
        ],
        [
            Fact(_("待接受的邀请"), number(counts.invited), reverse("accounts:invitations")),
            Fact(_("暂时锁定"), number(counts.locked), listed),
            Fact(_("未开两步验证"), number(counts.without_two_step), listed),
            Fact(_("须更换密码"), number(counts.must_change), listed),
            Fact(_("已停用"), number(counts.closed), listed),
        ],
        mark,
        told,
    )


def _roles(actor: Actor) -> Card:
    counted = grants_counted(actor)
    roles = {role: sum(each.grants for each in counted if each.role == role.value) for role in RoleChoice}
    over = {kind: sum(each.grants for each in counted if each.scope == kind.value) for kind in ScopeKind}
    return Card(
        "roles",
        _("角色与范围"),
        "people",
        number(sum(roles.values())),
        pgettext("授权", "项授权"),
        _("谁在哪个地区、结对或单位有什么角色。填报和审核同一条记录的不能是同一个人。范围:%(scopes)s。")
        % {"scopes": _("、").join(f"{kind.label} {number(n)}" for kind, n in over.items() if n) or "—"},
        [Link(_("在账号中授予和收回"), reverse("accounts:list"))],
        [Fact(str(role.label), number(n)) for role, n in roles.items()],
    )


def _acts(actor: Actor, now: datetime) -> Card:
    since = timezone.localdate(now - timedelta(days=6))
    lately = audit.acts(actor, audit.Asked(since=since)).order_by().count()
    return Card(
        "acts",
        _("操作记录"),
        "history",
        number(lately),
        _("项操作,近 7 天"),
        _("谁、什么时候、做了什么、为什么。每次更改都留存更改前后的值,导入也在内,不能删改。"),
        [Link(_("查看操作记录"), reverse("audit:list"))],
    )


def _revelations(actor: Actor, now: datetime) -> Card:
    since = timezone.localdate(now - LATELY)
    lately = revealing.revelations(actor, revealing.Asked(since=since)).order_by().count()
    return Card(
        "revelations",
        pgettext("复数", "查看记录"),
        "eye",
        number(lately),
        _("次查看,近 30 天"),
        _("个人信息平时遮盖;显示一次,就留存谁、看了谁的哪一项、为什么。"),
        [Link(_("查看全部"), reverse("revealing:list"))],
    )
