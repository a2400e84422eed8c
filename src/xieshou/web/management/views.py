"""The page that gathers what administrators look after."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.kernel.actor import Actor, Permission
from xieshou.web.management import access, programme, system
from xieshou.web.shell.actors import actor_of


def administrator(request: HttpRequest) -> Actor:
    """Who asks, if they administer anything, be it the accounts of one place.

    Raises:
        NotAllowedError: for everybody else.
    """
    actor = actor_of(request)
    actor.require(Permission.ADMINISTER, _("只有管理员可以打开“管理”"))
    return actor


def maintainer(request: HttpRequest) -> Actor:
    """Who asks, if they look after the whole installation.

    Raises:
        NotAllowedError: for everybody else, administrators of one place included.
    """
    actor = actor_of(request)
    actor.require_write(_("只有管理整个系统的管理员可以查看设置和密钥"))
    return actor


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The cards, group by group; who administers one place has the first group alone, of that place."""
    actor, now = administrator(request), timezone.now()
    groups = [(_("人员与权限"), access.cards(actor, now))]
    if actor.may_write:
        groups += [
            (_("规则与年度"), programme.cards(actor, timezone.localdate())),
            (_("系统"), system.cards(actor, now)),
        ]
    return render(request, "web/management/page.html", {"groups": groups, "whole": actor.may_write})
