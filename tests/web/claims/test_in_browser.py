"""The pages of claims and indicators in a real browser: they fit, pass axe, and are worked by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from tests.support.axe import axe_violations
from xieshou.domain.evidence.models import Claim, Scheme, SchemeClass, Tagging

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("/claims/?giver=杭州市", "/claims/{claim}/", "/indicators/", "/indicators/families/", "/schemes/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_fit_and_pass_axe(page_at, told, width, dark, path):
    page = page_at(width, path.format(claim=told.projects.pk), dark=dark)
    assert axe_violations(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0


@pytest.mark.parametrize("width", [1440, 390])
def test_an_indicator_is_drawn_over_time_and_long_names_keep_the_page_narrow(page_at, told, width):
    long_name = "政府援助、人才支持、企业合作、社会参与"
    scheme = Scheme.objects.create(code="long", name=long_name, name_en="long")
    group = SchemeClass.objects.create(scheme=scheme, code="one", name=long_name, name_en="one", position=1)
    indicator = told.projects.indicator
    Tagging.objects.create(
        scheme=scheme, scheme_class=group, subject_kind="indicator", subject_id=indicator.pk
    )
    page = page_at(width, "/indicators/projects/")
    expect(page.locator("#claims-chart[data-drawn]")).to_be_visible()
    assert axe_violations(page) == []
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider == 0
    assert page.locator("aside").bounding_box()["height"] < 800


def test_forms_fit_and_pass_axe_on_a_phone_in_the_dark(page_at, told, administrator_user):
    for path in ("/claims/record/", f"/claims/{told.projects.pk}/reject/"):
        page = page_at(390, path, dark=True, user=administrator_user)
        assert axe_violations(page) == []
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0


def test_the_list_is_filtered_and_a_claim_opened_without_a_mouse(page_at, told):
    page = page_at(1440, "/claims/")
    page.locator("#f-text").focus()
    page.keyboard.type("2.28")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"text=2\.28"))
    page.get_by_role("link", name="近2.28亿元").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("近2.28亿元")


def test_further_filters_open_by_keyboard(page_at, told):
    page = page_at(390, "/claims/")
    expect(page.locator("#f-status")).to_be_hidden()
    page.get_by_text("更多条件").focus()
    page.keyboard.press("Enter")
    page.locator("#f-status").select_option("adopted")
    page.get_by_role("button", name="筛选", exact=True).press("Enter")
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("#f-status")).to_be_visible()


def test_a_claim_is_decided_on_by_keyboard(page_at, told, administrator_user):
    page = page_at(1440, f"/claims/{told.projects.pk}/", user=administrator_user)
    page.get_by_role("link", name="不采").press("Enter")
    page.get_by_role("button", name="不采").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("写明理由")
    page.get_by_label("说明").fill("户应为人")
    page.get_by_role("button", name="不采").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已记为不采")
    expect(page.locator("aside")).to_contain_text("户应为人")
    assert Claim.objects.get(pk=told.projects.pk).status == "rejected"


def test_a_figure_is_read_back_while_it_is_typed(page_at, told, administrator_user):
    page = page_at(1440, "/claims/record/", user=administrator_user)
    page.get_by_label("原文数字").press_sequentially("近2.28亿元")
    understood = page.locator("#understood")
    expect(understood).to_contain_text("近2.28亿元")
    page.get_by_label("指标").press_sequentially("帮扶项目数")
    expect(understood).to_contain_text("不可换算")
    page.get_by_label("指标").fill("")
    page.get_by_label("指标").press_sequentially("财政援助资金")
    expect(understood.locator(".figure-value")).to_have_text("近2.28亿元")
