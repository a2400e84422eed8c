"""The page of a template on a phone and on a desk, by the accessibility rules."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.papers.building import word
from tests.support.axe import axe_violations

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PAGE = "/papers/pair-book/zh/"


@pytest.mark.parametrize(("width", "dark"), [(390, True), (1440, False)])
def test_a_wrong_and_then_a_right_template(
    page_at, administrator_user, tmp_path, monkeypatch, width, dark
) -> None:
    monkeypatch.setattr(settings, "XIESHOU_HOME", tmp_path)
    page = page_at(width, PAGE, user=administrator_user, dark=dark)
    for paragraph, told in (("{{ giver.nmae }}", "模板没有更换"), ("{{ giver.name }}", "模板已更换")):
        file = {"name": "自编.docx", "mimeType": "application/octet-stream", "buffer": word([paragraph])}
        page.set_input_files("input[type=file]", files=[file])
        page.get_by_role("button", name="检查并更换").click()
        page.get_by_text(told).first.wait_for()
        assert axe_violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
