"""Inviting somebody, and accepting: a signed link that serves once, for some days, unless it is revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.parties.accounts.models import Invitation
from xieshou.domain.parties.accounts.services import make_account
from xieshou.domain.parties.models import User
from xieshou.kernel.actor import Actor

SALT = "xieshou.invitation"


class Fault(StrEnum):
    """Why a link opens nothing."""

    UNREADABLE = "unreadable"
    EXPIRED = "expired"
    REVOKED = "revoked"
    USED = "used"


class NoInvitationError(ValueError):
    """The link invites nobody; ``fault`` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class InvitationUsedError(ValueError):
    """The invitation was accepted; what is to be taken back now is the account."""


@transaction.atomic
def invite(*, actor: Actor, name: str, email: str = "") -> tuple[Invitation, str]:
    """Invite somebody by name. Returns the invitation and the token of its link, which is kept nowhere.

    Raises:
        NotAllowedError: when the actor may not administer accounts.
    """
    actor.require_write(_("只有管理员可以邀请人员"))
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    invitation = Invitation.objects.create(
        name=name.strip(),
        email=email.strip(),
        digest=_digest(secret),
        invited_by_id=actor.user_id,
        made_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    return invitation, _signer().sign(secret)


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """Make the link open nothing any more. Twice is as once.

    Raises:
        NotAllowedError: when the actor may not administer accounts.
        InvitationUsedError: when it was accepted before.
    """
    actor.require_write(_("只有管理员可以撤销邀请"))
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.used_at:
        raise InvitationUsedError
    if held.revoked_at is None:
        held.revoked_at = timezone.now()
        held.save(update_fields=["revoked_at"])


def invitation_of(token: str) -> Invitation:
    """The invitation that a link means.

    Raises:
        NoInvitationError: when the link is damaged, forged, too old, revoked or used.
    """
    return _found(token, lock=False)


@transaction.atomic
def accept_invitation(*, token: str, username: str, password: str) -> User:
    """Make the account of who was invited, with what the invitation grants. The link is then used.

    Raises:
        NoInvitationError: as ``invitation_of``.
        UsernameTakenError, BadUsernameError, WeakPasswordError: the account cannot be so; nothing is used.
    """
    invitation = _found(token, lock=True)
    user = make_account(
        username=username, name=invitation.name, email=invitation.email, password=password, must_change=False
    )
    invitation.user = user
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["user", "used_at"])
    return user


def _found(token: str, *, lock: bool) -> Invitation:
    try:
        secret = _signer().unsign(token)
    except signing.BadSignature:
        raise NoInvitationError(Fault.UNREADABLE) from None
    invitations = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    invitation = invitations.filter(digest=_digest(secret)).first()
    if invitation is None:
        raise NoInvitationError(Fault.UNREADABLE)
    if invitation.used_at:
        raise NoInvitationError(Fault.USED)
    if invitation.revoked_at:
        raise NoInvitationError(Fault.REVOKED)
    if invitation.expires_at <= timezone.now():
        raise NoInvitationError(Fault.EXPIRED)
    return invitation


def _signer() -> signing.Signer:
    # A full stop, since a colon in an address is where chat programs break links.
    return signing.Signer(salt=SALT, sep=".")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
