"""Inviting somebody, and accepting: a signed link that serves once, for some days, unless it is revoked."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.access import reaches
from xieshou.domain.parties.accounts.granting import (
    Held,
    NothingGrantedError,
    Scope,
    grant_role,
    require_administrator,
    require_grants,
)
from xieshou.domain.parties.accounts.models import Invitation
from xieshou.domain.parties.accounts.services import make_account
from xieshou.domain.parties.models import Organisation, ScopeKind, User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import acting
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError, Role

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
def invite(
    *, actor: Actor, name: str, email: str = "", grants: Sequence[Held] = ()
) -> tuple[Invitation, str]:
    """Invite somebody by name, to roles. Returns the invitation and the token of its link, kept nowhere.

    Raises:
        NotAllowedError: when the actor administers no accounts, or not all that is granted.
        NothingGrantedError: when there is no grant and the actor administers part of the country.
    """
    require_administrator(actor, _("只有管理员可以邀请人员"))
    require_grants(actor, grants)
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    invitation = Invitation.objects.create(
        name=name.strip(),
        email=email.strip(),
        digest=_digest(secret),
        grants=[_kept(role, scope) for role, scope in grants],
        invited_by_id=actor.user_id,
        made_at=now,
        expires_at=now + timedelta(days=settings.INVITATION_DAYS),
    )
    return invitation, _signer().sign(secret)


@transaction.atomic
def revoke_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """Make the link open nothing any more. Twice is as once.

    Raises:
        NotAllowedError: when another invited and the actor does not administer every account.
        InvitationUsedError: when it was accepted before.
    """
    if not reaches(actor, invitation):
        raise NotAllowedError(_("只有管理员可以撤销邀请"))
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

    It grants in the name of who invited, so nothing that they may no longer grant.

    Raises:
        NoInvitationError: as ``invitation_of``.
        UsernameTakenError, BadUsernameError, WeakPasswordError: the account cannot be so; nothing is used.
    """
    invitation = _found(token, lock=True)
    inviter = actor_of_account(invitation.invited_by) if invitation.invited_by else SYSTEM
    try:
        grants = [_held(kept) for kept in invitation.grants]
        require_administrator(inviter, "")
        require_grants(inviter, grants)
    except (NotAllowedError, NothingGrantedError, ObjectDoesNotExist):
        raise NoInvitationError(Fault.REVOKED) from None
    with acting(inviter, "应邀设立账号"):
        user = make_account(
            username=username,
            name=invitation.name,
            email=invitation.email,
            password=password,
            must_change=False,
        )
        for role, scope in grants:
            grant_role(actor=inviter, user=user, role=role, scope=scope)
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


def granted(invitation: Invitation) -> list[Held]:
    """What the invitation grants, where all of it still stands; else nothing."""
    try:
        return [_held(kept) for kept in invitation.grants]
    except ObjectDoesNotExist:
        return []


def _kept(role: Role, scope: Scope) -> dict[str, Any]:
    return {
        "role": role.value,
        "scope": scope.kind.value,
        "division": scope.division and scope.division.pk,
        "organisation": scope.organisation and scope.organisation.pk,
        "pairing": scope.pairing,
    }


def _held(kept: dict[str, Any]) -> Held:
    return Role(kept["role"]), Scope(
        ScopeKind(kept["scope"]),
        Division.objects.get(pk=kept["division"]) if kept["division"] else None,
        Organisation.objects.select_related("division").get(pk=kept["organisation"])
        if kept["organisation"]
        else None,
        kept["pairing"],
    )


def _signer() -> signing.Signer:
    # A full stop, since a colon in an address is where chat programs break links.
    return signing.Signer(salt=SALT, sep=".")


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
