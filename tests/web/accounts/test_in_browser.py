"""Accounts in a real browser: by keyboard, both widths, dark too."""

import pytest
from playwright.sync_api import expect

from tests.support.authenticator import code_of
from tests.support.axe import axe_violations
from tests.web.accounts.conftest import PASSWORD
from xieshou.domain.parties.accounts.models import Authenticator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(page) -> bool:
    return not page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "dark", "language"), [(1440, False, "zh-hans"), (390, True, "en")])
def test_pages_fit_and_pass_axe(page_at, administrator_user, wang, width, dark, language):
    page = page_at(width, None, user=administrator_user, dark=dark, language=language)
    for path in (
        "account/",
        "account/password/",
        "account/two-step/",
        "accounts/",
        "accounts/invitations/",
        "accounts/invitations/new/",
        f"accounts/{wang.pk}/",
        f"accounts/{wang.pk}/disable/",
    ):
        page.goto(f"/{path}")
        assert axe_violations(page) == [], path
        assert fits(page), path


def test_setting_up_and_signing_in_in_two_steps_by_keyboard(page_at, wang):
    page = page_at(390, "/sign-in/?next=/account/")
    page.get_by_label("用户名").fill("wang")
    page.get_by_label("密码").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="开启两步验证").press("Enter")
    page.get_by_role("button", name="开始设置").press("Enter")
    expect(page.get_by_role("img", name="设置验证器的二维码")).to_be_visible()
    assert axe_violations(page) == []
    assert fits(page)
    device = Authenticator.objects.get(user=wang)
    page.get_by_label("验证码").fill(code_of(device, -1))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="恢复码")).to_be_visible()
    assert axe_violations(page) == []
    code = page.locator(".recovery-codes li").first.inner_text()
    page.get_by_role("link", name="已存好").click()
    expect(page.get_by_text("还有 10 个恢复码")).to_be_visible()

    again = page_at(1440, "/sign-in/?next=/terms/")
    again.get_by_label("用户名").fill("wang")
    again.get_by_label("密码").fill(PASSWORD)
    again.keyboard.press("Enter")
    expect(again.get_by_label("验证码")).to_be_focused()
    assert axe_violations(again) == []
    again.keyboard.type(code)
    again.keyboard.press("Enter")
    expect(again.get_by_role("heading", name="我的账号")).to_be_visible()
