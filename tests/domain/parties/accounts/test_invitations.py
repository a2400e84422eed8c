"""Invitations: once, for seven days, unless revoked; the link is kept nowhere."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.utils import timezone

from xieshou.domain.parties.accounts import invitations, passwords, services
from xieshou.domain.parties.accounts.invitations import Fault, NoInvitationError
from xieshou.domain.parties.accounts.models import Invitation
from xieshou.domain.parties.models import User
from xieshou.kernel.actor import NotAllowedError

GOOD = "seven-bridges-over"


@pytest.fixture
def invited(administrator) -> tuple[Invitation, str]:
    return invitations.invite(actor=administrator, name="示例王", email="wang@example.cn")


def accept(token: str, username: str = "wang") -> User:
    return invitations.accept_invitation(token=token, username=username, password=GOOD)


def secret_of(token: str) -> str:
    return signing.Signer(salt=invitations.SALT, sep=".").unsign(token)


def fault_of(token: str) -> Fault:
    with pytest.raises(NoInvitationError) as none:
        accept(token, "another")
    return none.value.fault


def test_who_is_invited_makes_the_account(invited) -> None:
    invitation, token = invited
    user = accept(token)
    invitation.refresh_from_db()
    assert (invitation.user, invitation.used_at is not None) == (user, True)
    assert (user.first_name, user.email, user.must_change_password) == ("示例王", "wang@example.cn", False)
    assert user.check_password(GOOD)


def test_a_link_serves_once(invited) -> None:
    accept(invited[1])
    assert fault_of(invited[1]) is Fault.USED
    assert not User.objects.filter(username="another").exists()


def test_after_seven_days_it_serves_no_more(invited) -> None:
    invitation, token = invited
    assert invitation.expires_at - invitation.made_at == timedelta(days=7)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert fault_of(token) is Fault.EXPIRED


def test_a_revoked_one_opens_nothing(administrator, viewer, invited) -> None:
    invitation, token = invited
    with pytest.raises(NotAllowedError):
        invitations.revoke_invitation(actor=viewer, invitation=invitation)
    invitations.revoke_invitation(actor=administrator, invitation=invitation)
    invitations.revoke_invitation(actor=administrator, invitation=invitation)
    assert fault_of(token) is Fault.REVOKED


def test_a_used_one_is_not_revoked(administrator, invited) -> None:
    accept(invited[1])
    with pytest.raises(invitations.InvitationUsedError):
        invitations.revoke_invitation(actor=administrator, invitation=invited[0])


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", lambda t: t.swapcase()]
)
def test_a_changed_link_is_none(invited, change) -> None:
    assert fault_of(change(invited[1])) is Fault.UNREADABLE


def test_a_link_signed_for_something_else_is_none(invited) -> None:
    secret = secret_of(invited[1])
    assert fault_of(signing.Signer(salt="another", sep=".").sign(secret)) is Fault.UNREADABLE
    assert fault_of(signing.Signer(salt=invitations.SALT, sep=".").sign("guess")) is Fault.UNREADABLE


def test_the_secret_is_not_kept(invited) -> None:
    invitation, token = invited
    secret = secret_of(token)
    assert len(secret) >= 43
    assert secret not in str(Invitation.objects.values().get(pk=invitation.pk))


def test_what_is_wrong_with_the_account_uses_nothing_up(administrator, invited) -> None:
    token = invited[1]
    with pytest.raises(services.UsernameTakenError):
        accept(token, "ADMINISTRATOR")
    with pytest.raises(passwords.WeakPasswordError):
        invitations.accept_invitation(token=token, username="wang", password="wang")
    assert invitations.invitation_of(token).used_at is None
    assert accept(token).username == "wang"


def test_only_administrators_invite(viewer) -> None:
    with pytest.raises(NotAllowedError):
        invitations.invite(actor=viewer, name="示例")
    assert not Invitation.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_in_the_same_moment_one_gets_the_account(administrator) -> None:
    _, token = invitations.invite(actor=administrator, name="示例王")
    start, outcomes = threading.Barrier(2), []

    def take(username: str) -> None:
        start.wait()
        try:
            outcomes.append(accept(token, username).username)
        except NoInvitationError as none:
            outcomes.append(none.fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=(name,)) for name in ("wang", "li")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([each for each in outcomes if each is Fault.USED]) == 1
    assert User.objects.filter(username__in=["wang", "li"]).count() == 1
