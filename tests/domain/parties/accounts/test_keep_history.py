"""No account changes without a trace of who, when, what it was and what it became; no secret is in it."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import update_last_login
from django.core.management import call_command

from tests.support.authenticator import code_of
from xieshou.domain.parties.accounts import granting, invitations, passwords, services, two_step
from xieshou.domain.parties.accounts.granting import EVERYTHING
from xieshou.domain.parties.accounts.models import Authenticator
from xieshou.domain.parties.models import User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.recorded.acting import DOING
from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.audit.accounts import history_of_account
from xieshou.kernel.actor import Actor, NotAllowedError, Role

pytestmark = pytest.mark.django_db
GOOD, BETTER = "seven-bridges-over", "eight-bridges-under"


@pytest.fixture
def wang(administrator: Actor) -> User:
    return services.create_account(actor=administrator, username="wang", name="王示例", password=GOOD)[0]


@pytest.fixture
def nobody():
    """No test stands in for anybody: as behind a server."""
    token = DOING.set(None)
    yield
    DOING.reset(token)


def told(actor: Actor, user: User) -> list[tuple[str, str, dict[str, tuple[str, str]]]]:
    """What was done, by whom, and what of the account changed how; the latest first."""
    return [
        (done.act.what, done.act.actor_name, {d.field: (d.before, d.after) for d in done.change.differences})
        for done in history_of_account(actor, user)
    ]


def test_closing_and_opening_are_told(administrator, wang, nobody) -> None:
    services.disable_account(actor=administrator, user=wang)
    services.enable_account(actor=administrator, user=wang)
    assert told(administrator, wang)[:2] == [
        ("启用账号", "administrator", {"is_active": ("否", "是")}),
        ("停用账号", "administrator", {"is_active": ("是", "否")}),
    ]


def test_a_name_and_an_address_are_told_before_and_after(wang, nobody) -> None:
    own = actor_of_account(wang)
    services.change_profile(actor=own, user=wang, name="王改名", email="wang@example.org")
    assert told(own, wang)[0] == (
        "更改资料",
        "王示例",
        {"first_name": ("王示例", "王改名"), "email": ("", "wang@example.org")},
    )


def test_a_password_that_changes_is_told_by_its_moment_and_never_by_a_value(
    administrator, wang, nobody
) -> None:
    passwords.change_password(actor=actor_of_account(wang), user=wang, password=BETTER)
    passwords.set_first_password(actor=administrator, user=wang)
    passwords.require_password_change(actor=administrator, user=wang)
    (reset, who, what), (changed, own, how), *_ = told(administrator, wang)
    assert (reset, who, changed, own) == ("重设密码", "administrator", "更换密码", "王示例")
    assert what["must_change_password"] == ("否", "是")
    assert "password_changed_at" in what.keys() & how.keys()
    moments = User.history.filter(id=wang.pk).values_list("password_changed_at", flat=True)
    assert len(set(moments)) == 3, "made, changed, reset"


def test_no_row_of_history_has_a_password_or_its_hash(administrator, wang) -> None:
    hashes = {wang.password}
    passwords.change_password(actor=actor_of_account(wang), user=wang, password=BETTER)
    hashes |= {wang.password, GOOD, BETTER}
    rows = [str(value) for row in User.history.values() for value in row.values()]
    assert rows
    assert not [value for value in rows if value in hashes or "md5$" in value]
    assert not {"password", "last_login"} & {field.name for field in User.history.model._meta.get_fields()}


def test_signing_in_and_a_better_hash_write_no_history_and_need_no_act(wang, nobody, settings) -> None:
    settings.PASSWORD_HASHERS = [
        *settings.PASSWORD_HASHERS,
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ]
    before, acts = User.history.count(), Act.objects.count()
    moment = wang.password_changed_at
    update_last_login(None, wang)
    wang.password = make_password(GOOD, hasher="pbkdf2_sha256")
    wang.save(update_fields=["password"])
    assert wang.check_password(GOOD), "saves the hash of the preferred hasher"
    wang.refresh_from_db()
    assert wang.password.startswith("md5$")
    assert wang.last_login
    assert wang.password_changed_at == moment
    assert (User.history.count(), Act.objects.count()) == (before, acts)


def test_every_other_change_in_nobodys_name_is_refused(wang, nobody) -> None:
    from django.db import transaction

    from xieshou.domain.recorded import NobodyActsError

    wang.is_superuser = True
    for write in (
        wang.save,
        lambda: wang.save(update_fields=["is_superuser"]),
        lambda: User.objects.filter(pk=wang.pk).update(is_superuser=True),
        lambda: User.objects.create_user("li"),
        wang.delete,
    ):
        with pytest.raises(NobodyActsError), transaction.atomic():
            write()
    assert list(User.objects.filter(is_superuser=True, username="wang")) == []


def test_the_command_that_makes_a_superuser_works_and_is_told(db, nobody, monkeypatch) -> None:
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", GOOD)
    call_command("createsuperuser", interactive=False, username="root", email="root@example.org", verbosity=0)
    made = User.objects.get(username="root")
    assert made.check_password(GOOD)
    ((what, who, values),) = told(actor_of_account(made), made)
    assert (what, who, values["username"]) == ("设立管理员账号", "system", ("", "root"))


def test_roles_given_and_taken_back_are_told(administrator, wang, nobody) -> None:
    grant = granting.grant_role(actor=administrator, user=wang, role=Role.REVIEWER, scope=EVERYTHING)
    granting.take_role_back(actor=administrator, grant=grant)
    taken, given = told(administrator, wang)[:2]
    assert (taken[0], given[0]) == ("收回角色", "授予角色")
    assert given[2]["role"] == ("", "审核")
    assert taken[2]["role"] == ("审核", "")


def test_an_invitation_that_is_accepted_is_told_in_the_name_of_who_invited(administrator, nobody) -> None:
    _, token = invitations.invite(actor=administrator, name="李示例", grants=[(Role.VIEWER, EVERYTHING)])
    made = invitations.accept_invitation(token=token, username="li", password=GOOD)
    assert {(what, who) for what, who, _ in told(administrator, made)} == {("应邀设立账号", "administrator")}
    assert len({done.act.key for done in history_of_account(administrator, made)}) == 1


def test_the_second_step_turned_on_and_off_is_told_without_its_secret(administrator, wang, nobody) -> None:
    own = actor_of_account(wang)
    device = two_step.start_two_step(actor=own, user=wang)
    two_step.confirm_two_step(actor=own, user=wang, code=code_of(device, -1))
    rows = Authenticator.history.count()
    two_step.verify_second_step(user=wang, code=code_of(device))
    assert Authenticator.history.count() == rows, "a code that is let through is no change"
    two_step.turn_off_two_step(actor=administrator, user=wang)
    assert [what for what, _, _ in told(administrator, wang)][:3] == [
        "关闭两步验证",
        "开启两步验证",
        "开始设置两步验证",
    ]
    assert "key" not in {field.name for field in Authenticator.history.model._meta.get_fields()}


def test_others_read_nothing_of_it(wang, viewer) -> None:
    for actor in (viewer, Actor()):
        with pytest.raises(NotAllowedError):
            history_of_account(actor, wang)
