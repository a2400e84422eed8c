"""The second step at the pages: set up, asked for, required of roles, turned off."""

from __future__ import annotations

import re
import time

import pytest
from django.urls import reverse

from tests.support.authenticator import code_of
from tests.web.accounts.conftest import PASSWORD
from xieshou.domain.parties.accounts.models import Authenticator
from xieshou.domain.parties.models import User
from xieshou.web.accounts.signing_in import PENDING, PENDING_SECONDS

pytestmark = pytest.mark.django_db
STEP, CODE = "accounts:two-step", "accounts:second-step"


@pytest.fixture
def codes(wang, sign_in) -> list[str]:
    """Wang's recovery codes, after setting up in a browser."""
    client, _ = sign_in()
    client.post(reverse("accounts:two-step-start"))
    device = Authenticator.objects.get(user=wang)
    page = client.post(reverse(STEP), {"code": code_of(device, -1)}).content.decode()
    return re.findall(r'<li class="code">([^<]+)</li>', page)


def test_setting_up_shows_a_picture_and_the_secret_once_begun(wang, sign_in) -> None:
    client, _ = sign_in()
    assert "qr-code" not in client.get(reverse(STEP)).content.decode()
    client.post(reverse("accounts:two-step-start"))
    page = client.get(reverse(STEP)).content.decode()
    assert 'class="qr-code"' in page
    assert "style=" not in page
    assert re.search(r"(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}", page)
    wrong = client.post(reverse(STEP), {"code": "nonsense"})
    assert wrong.status_code == 400
    assert "验证码不对" in wrong.content.decode()


def test_nobody_is_signed_in_before_the_second_step(wang, codes, sign_in) -> None:
    client, answer = sign_in()
    assert answer.url == reverse(CODE)
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("accounts:mine")).status_code == 302
    done = client.post(reverse(CODE), {"code": code_of(Authenticator.objects.get(user=wang))})
    assert done.url == "/terms/", "the page that was wanted"
    assert client.get(reverse("accounts:mine")).status_code == 200


def test_a_recovery_code_opens_once_and_leads_to_ones_account(codes, sign_in) -> None:
    client, _ = sign_in()
    assert client.post(reverse(CODE), {"code": codes[0]}).url == reverse("accounts:mine")
    assert "还有 9 个恢复码" in client.get(reverse("accounts:mine")).content.decode()
    again, _ = sign_in()
    refused = again.post(reverse(CODE), {"code": codes[0]})
    assert refused.status_code == 400


def test_the_page_of_the_second_step_alone_opens_nothing(stranger, wang, codes) -> None:
    assert stranger.get(reverse(CODE)).url == reverse("shell:sign-in")
    assert stranger.post(reverse(CODE), {"code": codes[0]}).url == reverse("shell:sign-in")


@pytest.mark.parametrize("change", ["closed", "password", "late"])
def test_what_changes_between_the_steps_ends_them(wang, codes, sign_in, change: str) -> None:
    client, _ = sign_in()
    if change == "closed":
        User.objects.update(is_active=False)
    elif change == "password":
        wang.set_password("another-long-word-9")
        wang.save()
    else:
        session = client.session
        session[PENDING] = session[PENDING] | {"at": time.time() - PENDING_SECONDS - 1}
        session.save()
    assert client.post(reverse(CODE), {"code": codes[1]}).url == reverse("shell:sign-in")
    assert "_auth_user_id" not in client.session


def test_guessing_codes_makes_one_wait(codes, sign_in) -> None:
    client, _ = sign_in()
    client.post(reverse(CODE), {"code": "999999"})
    told = client.post(reverse(CODE), {"code": "999998"}).content.decode()
    assert "请等待 1 秒后再试" in told


def test_turning_off_and_new_codes_take_the_password(wang, codes, sign_in) -> None:
    client, _ = sign_in()
    client.post(reverse(CODE), {"code": codes[0]})
    for name in ("accounts:two-step-off", "accounts:two-step-codes"):
        assert client.post(reverse(name), {"present": "wrong"}).status_code == 400
    assert Authenticator.objects.filter(user=wang, confirmed=True).exists()
    new = client.post(reverse("accounts:two-step-codes"), {"present": PASSWORD}).content.decode()
    assert len(re.findall(r'<li class="code">', new)) == 10
    client.post(reverse("accounts:two-step-off"), {"present": PASSWORD})
    assert not Authenticator.objects.filter(user=wang).exists()


def test_a_required_role_opens_nothing_else_before_it_is_set_up(settings, sign_in) -> None:
    settings.TWO_STEP_ROLES = frozenset({"administrator"})
    user = User.objects.create_superuser("root", password=PASSWORD)
    client, _ = sign_in(username="root")
    for path in ("/", "/terms/", "/admin/", "/admin/domain/organisation/", reverse("accounts:list")):
        assert client.get(path).url == reverse(STEP), path
    assert "须开启两步验证" in client.get(reverse(STEP)).content.decode()
    client.post(reverse("accounts:two-step-start"))
    client.post(reverse(STEP), {"code": code_of(Authenticator.objects.get(user=user))})
    assert client.get("/admin/").status_code == 200
    assert client.post(reverse("shell:sign-out")).status_code == 302


def test_other_roles_are_left_alone_and_so_is_everybody_by_default(settings, wang, sign_in) -> None:
    assert frozenset() == settings.TWO_STEP_ROLES
    settings.TWO_STEP_ROLES = frozenset({"administrator"})
    client, _ = sign_in()
    assert client.get("/terms/").status_code == 200


def test_setting_up_ends_the_other_sign_ins(wang, sign_in) -> None:
    other, _ = sign_in()
    client, _ = sign_in()
    client.post(reverse("accounts:two-step-start"))
    client.post(reverse(STEP), {"code": code_of(Authenticator.objects.get(user=wang))})
    assert other.get(reverse("accounts:mine")).status_code == 302
    assert client.get(reverse("accounts:mine")).status_code == 200
