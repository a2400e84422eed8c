"""What happened to an account: to itself, to its roles, to its second step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from xieshou.domain.parties.accounts.granting import may_administer
from xieshou.domain.parties.models import User
from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.audit.differences import Change
from xieshou.domain.workflow.audit.kinds import Kind, kind_named
from xieshou.domain.workflow.audit.queries import changes
from xieshou.kernel.actor import Actor, NotAllowedError, Permission

SHOWN = 100
"""Rows of each kind that are read, the latest first."""


@dataclass(frozen=True, slots=True)
class Done:
    """A change of an account and the act that made it; None where only the history row is left of it."""

    change: Change
    act: Act | None


def history_of_account(actor: Actor, user: User) -> list[Done]:
    """What happened to an account, the latest first: for its holder, who administers it, and who audits all.

    Of roles an administrator sees those over what they administer.

    Raises:
        NotAllowedError: for everybody else.
    """
    own = actor.user_id == user.pk
    if not (own or may_administer(actor, user) or actor.reach(Permission.AUDIT).everywhere):
        raise NotAllowedError(_("只能查看自己的账号"))
    found = [
        *_changes(actor, kind_named("user"), {"id": user.pk}, scoped=False),
        *_changes(actor, kind_named("grant"), {"user_id": user.pk}, scoped=not own),
        *_changes(actor, kind_named("authenticator"), {"user_id": user.pk}, scoped=False),
    ]
    acts = Act.objects.in_bulk({change.act for change in found})
    latest = sorted(found, key=lambda change: change.at, reverse=True)
    return [Done(change, acts.get(change.act)) for change in latest]


def _changes(actor: Actor, kind: Kind, of: dict[str, Any], *, scoped: bool) -> list[Change]:
    every: QuerySet[Any] = kind.history._default_manager.all()
    rows = (kind.rows_for(actor) if scoped else every).filter(**of)
    return changes(actor, kind, list(rows.order_by("-history_id")[:SHOWN]))
