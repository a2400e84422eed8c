"""The pages of documents in a real browser: they fit, pass axe, and are worked by keyboard and phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.support import sample_document
from tests.support.axe import axe_violations
from tests.support.pictures import photo
from tests.support.sample_document import SURFACES, TEXT
from xieshou.domain.evidence.documents import keeping
from xieshou.domain.evidence.models import Principle

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ("", "principles/", "new/", "{own}/", "{own}/edit/", "{own}/photo/", "{own}/paste/")


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_fit_and_pass_axe(page_at, administrator_user, administrator, sample, width, dark):
    Principle.objects.create(code="p", kind="slogan", text="示例提法", document=sample.document)
    sample_document.document("EX2", title="很长的示例标题" * 10)
    given = {"actor": administrator, "document": sample.document}
    keeping.attach_text(**given, name="a.txt", data=TEXT.replace("8个", "9个").encode())
    keeping.attach_photo(**given, name="a.jpg", data=photo((400, 300)))
    page = page_at(width, None, user=administrator_user, dark=dark)
    for path in PAGES:
        page.goto(f"/documents/{path.format(own=sample.document.pk)}")
        assert axe_violations(page) == [], path
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, path


def test_a_text_is_uploaded_and_its_figures_are_marked(page_at, administrator_user, sample, tmp_path):
    path = tmp_path / "示例.txt"
    path.write_bytes(TEXT.encode())
    page = page_at(390, f"/documents/{sample.document.pk}/", user=administrator_user)
    page.get_by_role("link", name="附上原文").click()
    page.get_by_label("原文文件").set_input_files(path)
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".document-text .span")).to_have_text(list(SURFACES))
    expect(page.get_by_text("逐字节相同")).to_be_visible()


def test_a_row_leads_to_its_span_and_a_span_to_its_figure(page_at, administrator_user, administrator, sample):
    keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=TEXT.encode())
    page = page_at(1440, f"/documents/{sample.document.pk}/", user=administrator_user)
    last = sample.claims[-1]
    page.locator(f"tr[data-span=span-{last.pk}] td").first.click()
    expect(page).to_have_url(re.compile(f"#span-{last.pk}$"))
    expect(page.locator(f"#span-{last.pk}")).to_be_in_viewport()
    expect(page.locator(f"#span-{last.pk}")).to_have_css("outline-style", "solid")
    page.get_by_role("link", name=f"看原文 {SURFACES[0]}", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"#span-{sample.claims[0].pk}$"))
    assert page.locator(f"#span-{last.pk}").get_attribute("href") == f"/claims/{last.pk}/"


def test_a_text_of_another_hash_is_said_to_be_one(page_at, viewer_user, administrator, sample):
    data = TEXT.replace("2000余人", "3000余人").encode()
    keeping.attach_text(actor=administrator, document=sample.document, name="a.txt", data=data)
    page = page_at(390, f"/documents/{sample.document.pk}/", user=viewer_user, dark=True)
    expect(page.get_by_text("4 个数字中,3 个仍在原处")).to_be_visible()
    expect(page.locator(".document-text .span")).to_have_text(list(SURFACES[:3]))


def test_noise_is_cut_by_keyboard(page_at, administrator_user, sample):
    """A31-9."""
    page = page_at(1440, f"/documents/{sample.document.pk}/paste/", user=administrator_user)
    page.get_by_label("粘贴的文字").fill(f"首页 登录\n{TEXT}\n版权所有")
    page.get_by_role("button", name="预览").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="从第 2 行起保留").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="到第 4 行为止保留").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("与基准原文相同")).to_be_visible()
    expect(page.locator("del")).to_have_text(["首页 登录", "版权所有"])
    page.get_by_role("button", name="保存保留的部分").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".document-text .span")).to_have_text(list(SURFACES))
