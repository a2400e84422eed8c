"""Roles over scopes: granted within what one administers, and whose account that opens."""

from __future__ import annotations

import pytest

from xieshou.domain.parties.accounts import granting, invitations, passwords, queries, services, sessions
from xieshou.domain.parties.accounts.granting import EVERYTHING, Scope
from xieshou.domain.parties.accounts.models import Invitation, SignIn
from xieshou.domain.parties.models import Grant, Organisation, ScopeKind, User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.kernel.actor import Actor, NotAllowedError, Permission, Role

GOOD = "seven-bridges-over"


def division(code: str, name: str, level: int) -> Scope:
    place = Division.objects.create(code=code, name=name, level=level)
    DivisionVersion.objects.create(division=place, code=code, name=name)
    return Scope(ScopeKind.DIVISION, division=place)


@pytest.fixture
def province(db) -> Scope:
    return division("520000", "示例省", 1)


@pytest.fixture
def county(province) -> Scope:
    return division("522201", "示例县", 3)


@pytest.fixture
def elsewhere(db) -> Scope:
    return division("320000", "另一省", 1)


@pytest.fixture
def wang(administrator) -> User:
    return services.create_account(actor=administrator, username="wang")[0]


@pytest.fixture
def provincial_user(administrator, province) -> User:
    """Who administers the accounts of one province."""
    held = [(Role.ADMINISTRATOR, province)]
    return services.create_account(actor=administrator, username="provincial", grants=held)[0]


@pytest.fixture
def provincial(provincial_user) -> Actor:
    return actor_of_account(provincial_user)


def test_a_role_is_granted_once_and_the_actor_has_it(administrator, wang, county) -> None:
    for _ in range(2):
        granting.grant_role(actor=administrator, user=wang, role=Role.RECORDER, scope=county)
    assert Grant.objects.filter(user=wang).count() == 1
    actor = actor_of_account(wang)
    assert actor.reach(Permission.RECORD).has_code("522201101")
    assert not actor.may(Permission.REVIEW)
    assert queries.roles_of(wang) == {"recorder"}


def test_a_role_is_taken_back(administrator, wang, county) -> None:
    grant = granting.grant_role(actor=administrator, user=wang, role=Role.RECORDER, scope=county)
    granting.take_role_back(actor=administrator, grant=grant)
    assert queries.roles_of(wang) == set()
    assert [row.history_type for row in Grant.history.order_by("history_id")] == ["+", "-"]


def test_nobody_grants_beyond_what_they_administer(provincial, wang, county, elsewhere) -> None:
    granting.grant_role(actor=provincial, user=wang, role=Role.RECORDER, scope=county)
    unit = Organisation.objects.create(
        name="示例单位", name_key="示例单位", kind="department", side="west", division=elsewhere.division
    )
    for scope in (
        elsewhere,
        EVERYTHING,
        Scope(ScopeKind.PAIRING, pairing=7),
        Scope(ScopeKind.ORGANISATION, organisation=unit),
    ):
        with pytest.raises(NotAllowedError):
            granting.grant_role(actor=provincial, user=wang, role=Role.VIEWER, scope=scope)
    unit.division = county.division
    granting.grant_role(
        actor=provincial, user=wang, role=Role.VIEWER, scope=Scope(ScopeKind.ORGANISATION, organisation=unit)
    )
    assert queries.roles_of(wang) == {"recorder", "viewer"}


def test_nobody_grants_to_or_takes_from_oneself(provincial, provincial_user, county) -> None:
    with pytest.raises(NotAllowedError):
        granting.grant_role(actor=provincial, user=provincial_user, role=Role.FINANCE, scope=county)
    with pytest.raises(NotAllowedError):
        granting.take_role_back(actor=provincial, grant=Grant.objects.get(user=provincial_user))


def test_a_viewer_grants_nothing(viewer, wang, county) -> None:
    with pytest.raises(NotAllowedError):
        granting.grant_role(actor=viewer, user=wang, role=Role.VIEWER, scope=county)
    assert not Grant.objects.exists()


def acts_on(actor: Actor, user: User):
    """Everything that an administrator does to somebody's account."""
    record = SignIn.objects.filter(user=user).first()
    return [
        lambda: services.disable_account(actor=actor, user=user),
        lambda: services.enable_account(actor=actor, user=user),
        lambda: services.change_profile(actor=actor, user=user, name="x", email=""),
        lambda: passwords.set_first_password(actor=actor, user=user),
        lambda: passwords.require_password_change(actor=actor, user=user),
        lambda: sessions.sign_out_everywhere(actor=actor, user=user),
        lambda: sessions.end_sign_in(actor=actor, sign_in=record),
        lambda: queries.sign_ins(actor, user),
    ]


@pytest.mark.parametrize("holds", ["nothing", "elsewhere", "both", "everything", "set up"])
def test_accounts_that_hold_something_elsewhere_are_not_a_provinces_to_close(
    administrator, provincial, wang, county, elsewhere, holds: str
) -> None:
    held = {"elsewhere": [elsewhere], "both": [county, elsewhere], "everything": [EVERYTHING]}
    for scope in held.get(holds, []):
        granting.grant_role(actor=administrator, user=wang, role=Role.RECORDER, scope=scope)
    if holds == "set up":
        granting.grant_role(actor=administrator, user=wang, role=Role.RECORDER, scope=county)
        User.objects.filter(pk=wang.pk).update(is_superuser=True)
        wang.refresh_from_db()
    sessions.note_sign_in(user=wang, session_key="k", address=None, agent="", two_step=False)
    for act in acts_on(provincial, wang):
        with pytest.raises(NotAllowedError):
            act()
    listed = wang in queries.accounts(provincial)
    assert listed is (holds == "both"), "seen where they hold a role in the province too"


def test_those_of_the_province_alone_are(administrator, provincial, provincial_user, wang, county) -> None:
    granting.grant_role(actor=administrator, user=wang, role=Role.RECORDER, scope=county)
    sessions.note_sign_in(user=wang, session_key="k", address=None, agent="", two_step=False)
    for act in acts_on(provincial, wang):
        act()
    assert set(queries.accounts(provincial)) == {wang, provincial_user}


def test_of_an_account_only_the_grants_within_reach_are_seen(
    administrator, provincial, wang, county, elsewhere
) -> None:
    for scope in (county, elsewhere):
        granting.grant_role(actor=administrator, user=wang, role=Role.RECORDER, scope=scope)
    assert [grant.division for grant in queries.grants_of(provincial, wang)] == [county.division]
    assert len(queries.grants_of(administrator, wang)) == 2


def test_a_provinces_administrator_makes_accounts_for_the_province(provincial, county, elsewhere) -> None:
    with pytest.raises(granting.NothingGrantedError):
        services.create_account(actor=provincial, username="zhao")
    with pytest.raises(NotAllowedError):
        services.create_account(actor=provincial, username="zhao", grants=[(Role.VIEWER, elsewhere)])
    with pytest.raises(granting.NothingGrantedError):
        invitations.invite(actor=provincial, name="赵")
    assert not User.objects.filter(username="zhao").exists()
    user, _ = services.create_account(actor=provincial, username="zhao", grants=[(Role.VIEWER, county)])
    assert queries.roles_of(user) == {"viewer"}


def test_an_invitation_gives_what_it_promised(provincial, county) -> None:
    held = [(Role.RECORDER, county), (Role.REVIEWER, county)]
    invitation, token = invitations.invite(actor=provincial, name="示例王", grants=held)
    assert invitations.granted(invitation) == held
    user = invitations.accept_invitation(token=token, username="wang", password=GOOD)
    assert queries.roles_of(user) == {"recorder", "reviewer"}
    made = Grant.history.filter(user=user).latest("history_id")
    assert made.history_user_id == provincial.user_id, "in the name of who invited"


def test_it_gives_nothing_that_who_invited_may_no_longer_give(
    administrator, provincial, provincial_user, county
) -> None:
    _, token = invitations.invite(actor=provincial, name="示例王", grants=[(Role.RECORDER, county)])
    granting.take_role_back(actor=administrator, grant=Grant.objects.get(user=provincial_user))
    with pytest.raises(invitations.NoInvitationError) as none:
        invitations.accept_invitation(token=token, username="wang", password=GOOD)
    assert none.value.fault is invitations.Fault.REVOKED
    assert not User.objects.filter(username="wang").exists()


def test_an_invitation_of_a_closed_account_is_none(
    administrator, provincial, provincial_user, county
) -> None:
    _, token = invitations.invite(actor=provincial, name="示例王", grants=[(Role.RECORDER, county)])
    services.disable_account(actor=administrator, user=provincial_user)
    with pytest.raises(invitations.NoInvitationError):
        invitations.accept_invitation(token=token, username="wang", password=GOOD)


def test_each_sees_the_invitations_they_made(administrator, provincial, county) -> None:
    invitations.invite(actor=administrator, name="甲")
    own, _ = invitations.invite(actor=provincial, name="乙", grants=[(Role.RECORDER, county)])
    assert list(queries.invitations(provincial)) == [own]
    assert queries.invitations(administrator).count() == 2
    with pytest.raises(NotAllowedError):
        invitations.revoke_invitation(actor=provincial, invitation=Invitation.objects.get(name="甲"))
