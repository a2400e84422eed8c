"""The demonstration accounts: made once for a home, known to its owner only, and able to sign in."""

import json
import stat

import pytest
from django.test import Client
from django.urls import reverse

from xieshou.demo.accounts import BadAccountsFileError, demo_accounts
from xieshou.demo.cast import CAST
from xieshou.domain.parties.models import Grant, User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.kernel.actor import Permission

pytestmark = pytest.mark.django_db


def signs_in(account):
    return signs_in_with(account.username, account.password)


def signs_in_with(username, password):
    answer = Client().post(reverse("shell:sign-in"), {"username": username, "password": password})
    return answer.status_code == 302


@pytest.fixture(autouse=True)
def places(db):
    for level, code in ((1, "520000"), (2, "522600"), (2, "330100"), (4, "522630101")):
        place = Division.objects.create(level=level, code=code, name=f"示例{code}")
        DivisionVersion.objects.create(
            division=place, code=code, name=place.name, name_key="x", stem="x", initials="x", source="示例"
        )


def test_every_account_printed_can_sign_in_and_holds_its_roles_over_its_place(tmp_path):
    accounts = {account.username: account for account in demo_accounts(tmp_path)}
    assert set(accounts) == {member.username for member in CAST}
    assert all(signs_in(account) for account in accounts.values())
    actors = {user.username: actor_of_account(user) for user in User.objects.all()}
    may = {
        "east": (Permission.RECORD, "330106"),
        "west": (Permission.RECORD, "522625"),
        "reviewer": (Permission.REVIEW, "522625"),
        "finance": (Permission.FINANCE, "522625"),
        "village": (Permission.RECORD, "522630101201"),
        "auditor": (Permission.AUDIT, "522625"),
        "evaluator": (Permission.EVALUATE, "522625"),
        "leader": (Permission.VIEW, "522625"),
    }
    for name, (permission, code) in may.items():
        assert actors[name].reach(permission).has_code(code), name
        assert not actors[name].reach(permission).has_code("422801"), name
    assert actors["admin"].may_write
    assert not any(actors[name].may_write for name in may)


def test_members_that_join_later_get_accounts_and_the_others_keep_theirs(tmp_path):
    accounts = demo_accounts(tmp_path)
    file = tmp_path / "demo-accounts.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8"))[:2]), "utf-8")
    User.objects.exclude(username__in=[account.username for account in accounts[:2]]).delete()
    again = demo_accounts(tmp_path)
    assert again[:2] == accounts[:2]
    assert len(again) == len(accounts)
    assert all(signs_in(account) for account in again)


def test_over_a_place_that_is_not_loaded_a_member_holds_nothing(tmp_path):
    Division.objects.all().delete()
    demo_accounts(tmp_path)
    assert set(Grant.objects.values_list("user__username", flat=True)) == {"viewer"}


def test_they_are_made_once_and_a_changed_password_stays(tmp_path):
    first = demo_accounts(tmp_path)
    user = User.objects.get(username=first[0].username)
    user.set_password("changed-since")
    user.save()
    assert demo_accounts(tmp_path) == first
    assert signs_in_with(user.username, "changed-since")
    assert User.objects.count() == len(first)


def test_only_the_owner_can_read_the_file_and_no_password_is_stored_plainly(tmp_path):
    accounts = demo_accounts(tmp_path)
    (file,) = tmp_path.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [raw["password"] for raw in json.loads(file.read_text("utf-8"))] == [a.password for a in accounts]
    assert not {a.password for a in accounts} & set(User.objects.values_list("password", flat=True))


def test_two_homes_have_no_password_in_common(tmp_path):
    homes = [tmp_path / name for name in "ab"]
    found = []
    for home in homes:
        home.mkdir()
        found += [account.password for account in demo_accounts(home)]
    assert len(set(found)) == 2 * len(CAST)
    assert all(len(password) >= 12 for password in found)


def test_over_a_new_database_the_accounts_of_the_file_are_made_again(tmp_path):
    accounts = demo_accounts(tmp_path)
    User.objects.all().delete()
    assert demo_accounts(tmp_path) == accounts
    assert all(signs_in(account) for account in accounts)


def test_an_account_that_was_closed_is_not_opened_again(tmp_path):
    accounts = demo_accounts(tmp_path)
    User.objects.filter(username=accounts[0].username).update(is_active=False)
    demo_accounts(tmp_path)
    assert not signs_in(accounts[0])


def test_a_damaged_file_is_named_with_the_remedy(tmp_path):
    demo_accounts(tmp_path)
    file = tmp_path / "demo-accounts.json"
    file.write_text(file.read_text("utf-8")[:40], "utf-8")
    with pytest.raises(BadAccountsFileError, match=r"demo-accounts\.json is damaged; remove it"):
        demo_accounts(tmp_path)
