"""The demonstration accounts: made once for a home, known to its owner only, and able to sign in."""

import json
import stat

import pytest
from django.test import Client
from django.urls import reverse

from xieshou.demo.accounts import BadAccountsFileError, demo_accounts
from xieshou.domain.parties.models import User

pytestmark = pytest.mark.django_db


def signs_in(account):
    return signs_in_with(account.username, account.password)


def signs_in_with(username, password):
    answer = Client().post(reverse("shell:sign-in"), {"username": username, "password": password})
    return answer.status_code == 302


def test_every_account_printed_can_sign_in_with_its_role(tmp_path):
    accounts = {account.role: account for account in demo_accounts(tmp_path)}
    assert set(accounts) == {"administrator", "viewer"}
    assert all(signs_in(account) for account in accounts.values())
    staff = dict(User.objects.values_list("username", "is_staff"))
    assert staff == {accounts["administrator"].username: True, accounts["viewer"].username: False}


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
    assert len(set(found)) == 4
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
