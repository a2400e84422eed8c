"""Lock-outs after failed sign-ins, read from what django-axes keeps.

Three limits guard against three things: a few failures of one account from one address (somebody guesses),
more of one account from anywhere (many guess together), many from one address (one guesses at many accounts).
The last is wide, since a whole office may share an address.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from xieshou.domain.parties.accounts.granting import administers_all, may_administer
from xieshou.domain.parties.accounts.rules import locked_until
from xieshou.domain.parties.models import User
from xieshou.kernel.actor import Actor, NotAllowedError

Key = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class Lock:
    """What cannot sign in until a moment: an account (from one address or any), or an address."""

    username: str | None
    address: str | None
    until: datetime


def lock_on(username: str | None, address: str | None, at: datetime) -> datetime | None:
    """Until when this account cannot sign in from this address; None where it can.

    An account that does not exist is locked as one that does, so a lock tells nothing.
    """
    remembered = _remembered(at).filter(Q(username=username) | Q(ip_address=address))
    ends = [
        lock.until
        for lock in _locks(remembered)
        if lock.username in (None, username) and lock.address in (None, address)
    ]
    return max(ends, default=None)


def locks_at(at: datetime) -> list[Lock]:
    """All locks that hold at a moment, the longest first."""
    return _locks(_remembered(at))


def _remembered(at: datetime) -> QuerySet[Any]:
    attempts: QuerySet[Any] = AccessAttempt.objects.filter(attempt_time__gt=at - settings.AXES_COOLOFF_TIME)
    return attempts


def _locks(attempts: QuerySet[Any]) -> list[Lock]:
    failures: dict[Key, list[tuple[datetime, int]]] = defaultdict(list)
    columns = attempts.values_list("username", "ip_address", "attempt_time", "failures_since_start")
    for username, address, moment, number in columns:
        for key in {(username, address), (username, None), (None, address)} - {(None, None)}:
            failures[key].append((moment, number))
    found = []
    for (username, address), counted in failures.items():
        limit = settings.LOCK_LIMITS["both" if username and address else "account" if username else "address"]
        until = locked_until(counted, limit=limit, memory=settings.AXES_COOLOFF_TIME)
        if until is not None:
            found.append(Lock(username, address, until))
    return sorted(found, key=lambda lock: lock.until, reverse=True)


def unlock(*, actor: Actor, username: str | None = None, address: str | None = None) -> int:
    """Forget the failed sign-ins of an account, or those from an address; how many attempts were forgotten.

    Raises:
        NotAllowedError: when the actor does not administer the account; of an address, not every account.
        ValueError: when neither is named.
    """
    if not (username or address):
        raise ValueError("name an account or an address")
    if address or not (user := User.objects.filter(username=username).first()):
        allowed = administers_all(actor)
    else:
        allowed = may_administer(actor, user)
    if not allowed:
        raise NotAllowedError(_("只有管理员可以解除登录锁定"))
    return int(reset(username=username, ip=address))
