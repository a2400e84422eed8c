"""Who may look at ledgers, and which one the address asks for."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from xieshou.kernel.actor import Actor, NotAllowedError, Permission
from xieshou.web.shell.actors import actor_of
from xieshou.workbooks.registering import Register, UnknownRegisterError, register_named


def signed_in(request: HttpRequest) -> Actor:
    """Who asks, if they have signed in: whole registers leave the house only in known hands.

    Raises:
        NotAllowedError: for strangers.
    """
    actor = actor_of(request)
    if actor.user_id is None:
        raise NotAllowedError(_("登录后才能查看和导出台账"))
    return actor


def importer_of(request: HttpRequest, register: Register) -> Actor:
    """Who asks, if they may import into the register.

    Raises:
        NotAllowedError: for everybody else.
    """
    actor = signed_in(request)
    if register.writing is Permission.MAINTAIN:
        register.require_import(actor, _("只有管理员可以导入这份台账"))
    register.require_import(actor, _("只有填报人员可以导入这份台账"))
    return actor


def register_asked(name: str) -> Register:
    """The register of the address, or a page that says there is none."""
    try:
        return register_named(name)
    except UnknownRegisterError:
        raise Http404(_("没有这份台账")) from None
