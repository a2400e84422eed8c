"""Making accounts, their passwords, closing and opening them."""

from __future__ import annotations

import pytest

from xieshou.domain.parties.accounts import passwords, queries, services
from xieshou.domain.parties.models import User
from xieshou.kernel.actor import Actor, NotAllowedError, Role

GOOD = "seven-bridges-over"


def test_an_account_is_made_with_a_password_to_be_changed(administrator) -> None:
    user, password = services.create_account(actor=administrator, username="wang", name="王示例")
    user.refresh_from_db()
    assert user.check_password(password)
    assert user.must_change_password
    assert (user.is_staff, user.is_superuser) == (False, False)
    assert queries.name_of(user) == "王示例"


def test_two_drawn_passwords_differ_and_pass_the_rules(administrator) -> None:
    drawn = {passwords.drawn_password() for _ in range(50)}
    assert len(drawn) == 50
    for each in drawn:
        passwords.check_password_rules(each, User(username="wang"))


@pytest.mark.parametrize("taken", ["wang", "WANG", " wang "])
def test_a_name_is_taken_in_any_capitals(administrator, taken: str) -> None:
    services.create_account(actor=administrator, username="wang")
    with pytest.raises(services.UsernameTakenError):
        services.create_account(actor=administrator, username=taken)


@pytest.mark.parametrize("bad", ["", "a b", "x" * 151, "<script>"])
def test_a_name_that_cannot_be_typed_is_refused_with_what_may_be(administrator, bad: str) -> None:
    with pytest.raises(services.BadUsernameError, match=r"\S"):
        services.create_account(actor=administrator, username=bad)
    assert User.objects.count() == 1


@pytest.mark.parametrize("weak", ["short-9", "1234567890123", "qwertyuiop", "wangdazhong9", "wangdazhong"])
def test_weak_passwords_are_refused_with_their_faults(administrator, weak: str) -> None:
    with pytest.raises(passwords.WeakPasswordError) as refused:
        services.create_account(actor=administrator, username="wangdazhong", password=weak)
    assert refused.value.reasons
    assert weak not in str(refused.value)
    assert not User.objects.filter(username="wangdazhong").exists()


def test_nobody_but_administrators_makes_closes_or_opens(administrator, viewer, viewer_user) -> None:
    user, _ = services.create_account(actor=administrator, username="wang")
    stranger = Actor()
    for actor in (viewer, stranger):
        for act in (
            lambda actor=actor: services.create_account(actor=actor, username="li"),
            lambda actor=actor: services.disable_account(actor=actor, user=user),
            lambda actor=actor: services.enable_account(actor=actor, user=user),
            lambda actor=actor: passwords.set_first_password(actor=actor, user=user),
            lambda actor=actor: passwords.require_password_change(actor=actor, user=user),
            lambda actor=actor: passwords.change_password(actor=actor, user=user, password=GOOD),
            lambda actor=actor: services.change_profile(actor=actor, user=user, name="x", email=""),
            lambda actor=actor: queries.accounts(actor),
            lambda actor=actor: queries.invitations(actor),
            lambda actor=actor: queries.sign_ins(actor, user),
        ):
            with pytest.raises(NotAllowedError):
                act()


def test_one_does_not_close_ones_own_account(administrator, administrator_user) -> None:
    with pytest.raises(services.OwnAccountError):
        services.disable_account(actor=administrator, user=administrator_user)
    administrator_user.refresh_from_db()
    assert administrator_user.is_active


def test_a_changed_password_differs_and_ends_the_duty(viewer, viewer_user) -> None:
    viewer_user.set_password(GOOD)
    viewer_user.must_change_password = True
    viewer_user.save()
    with pytest.raises(passwords.WeakPasswordError):
        passwords.change_password(actor=viewer, user=viewer_user, password=GOOD)
    passwords.change_password(actor=viewer, user=viewer_user, password="eight-bridges-over")
    viewer_user.refresh_from_db()
    assert viewer_user.check_password("eight-bridges-over")
    assert not viewer_user.must_change_password


def test_an_administrator_cannot_choose_the_password_that_somebody_keeps(administrator, viewer_user) -> None:
    first = passwords.set_first_password(actor=administrator, user=viewer_user)
    viewer_user.refresh_from_db()
    assert viewer_user.check_password(first)
    assert viewer_user.must_change_password


def test_roles_of_an_account_have_names(administrator_user, viewer_user) -> None:
    assert queries.roles_of(administrator_user) == {Role.ADMINISTRATOR.value}
    assert queries.roles_of(viewer_user) == set()
