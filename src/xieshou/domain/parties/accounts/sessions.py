"""Who is signed in where, and the ending of it.

The sign-in is a row of ours beside Django's session; ending it deletes the session, so the next click from
that browser finds nobody signed in (docs/decisions, on sessions).
"""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.parties.accounts.granting import may_administer
from xieshou.domain.parties.accounts.models import EndedBy, SignIn
from xieshou.domain.parties.models import User
from xieshou.kernel.actor import Actor, NotAllowedError


def note_sign_in(
    *,
    user: User,
    session_key: str,
    address: str | None,
    agent: str,
    two_step: bool,
) -> SignIn:
    """Keep that somebody signed in. Called by who checked the password; there is no actor before."""
    moment = timezone.now()
    return SignIn.objects.create(
        user=user,
        session_key=session_key,
        signed_in_at=moment,
        seen_at=moment,
        address=address,
        agent=agent[:300],
        two_step=two_step,
    )


def note_seen(*, session_key: str) -> None:
    """Keep that the sign-in is in use."""
    SignIn.objects.filter(session_key=session_key, ended_at=None).update(seen_at=timezone.now())


def follow_session(*, old: str, new: str) -> None:
    """Keep the sign-in with its session, whose key changed."""
    SignIn.objects.filter(session_key=old, ended_at=None).update(session_key=new)


def open_sign_ins(user: User) -> QuerySet[SignIn]:
    """The sign-ins that hold at this moment, the latest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return SignIn.objects.filter(user=user, ended_at=None, session_key__in=alive)


@transaction.atomic
def end_sign_in(*, actor: Actor, sign_in: SignIn, current: str = "") -> None:
    """End one sign-in. ``current`` is the key of the session that asks: ending it is signing out.

    Raises:
        NotAllowedError: when it is another's that the actor does not administer.
    """
    if actor.user_id == sign_in.user_id:
        how = EndedBy.SIGNED_OUT if sign_in.session_key == current else EndedBy.ELSEWHERE
    elif may_administer(actor, sign_in.user):
        how = EndedBy.ADMINISTRATOR
    else:
        raise NotAllowedError(_("只能结束自己的登录"))
    end_all(SignIn.objects.filter(pk=sign_in.pk), how)


def sign_out_everywhere(*, actor: Actor, user: User, keep: str = "") -> int:
    """End all sign-ins of an account but the one of the session ``keep``; how many were ended.

    Raises:
        NotAllowedError: when it is another's that the actor does not administer.
    """
    own = actor.user_id == user.pk
    if not own and not may_administer(actor, user):
        raise NotAllowedError(_("只能结束自己的登录"))
    how = EndedBy.ELSEWHERE if own else EndedBy.ADMINISTRATOR
    return end_all(SignIn.objects.filter(user=user).exclude(session_key=keep), how)


@transaction.atomic
def end_all(sign_ins: QuerySet[SignIn], how: EndedBy) -> int:
    """End those of the sign-ins that nobody has ended; how many."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    open_ones = list(sign_ins.filter(ended_at=None).values_list("pk", "session_key"))
    for _pk, session_key in open_ones:
        store(session_key).delete()
    return SignIn.objects.filter(pk__in=[pk for pk, _key in open_ones]).update(
        ended_at=timezone.now(), ended_by=how
    )
