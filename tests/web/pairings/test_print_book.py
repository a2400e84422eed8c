"""The button that brings the pair book as a Word file."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.papers.building import text_of, word

pytestmark = pytest.mark.django_db


@pytest.fixture
def suzhou(tongren):
    return tongren.pairings[2]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "XIESHOU_HOME", tmp_path)
    return tmp_path


def test_the_page_leads_to_it(stranger, suzhou) -> None:
    assert (
        f'href="/pairings/{suzhou.pk}/book.docx"' in stranger.get(f"/pairings/{suzhou.pk}/").content.decode()
    )


def test_administrators_are_led_to_its_template(administrator_client, stranger, suzhou) -> None:
    page = f"/pairings/{suzhou.pk}/"
    assert 'href="/papers/"' in administrator_client.get(page).content.decode()
    assert 'href="/papers/"' not in stranger.get(page).content.decode()


def test_the_book_comes_as_of_the_day_of_the_top_bar(stranger, suzhou) -> None:
    answer = stranger.get(f"/pairings/{suzhou.pk}/book.docx", {"on": "2018-06-30"})
    assert answer.status_code == 200
    assert "2018-06-30.docx" in answer["Content-Disposition"]
    text = text_of(answer.content)
    assert "苏州市  →  铜仁市" in text
    assert "数据截至 2018年6月30日" in text


def test_one_that_is_not_there_is_said_in_words(stranger, tongren) -> None:
    answer = stranger.get("/pairings/999/book.docx")
    assert answer.status_code == 404
    assert "没有这个结对" in answer.content.decode()


def test_without_a_chinese_font_it_says_what_to_install(stranger, suzhou, monkeypatch) -> None:
    monkeypatch.setattr(settings, "CHART_FONT", "/nowhere/font.ttf")
    answer = stranger.get(f"/pairings/{suzhou.pk}/book.docx")
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "fonts-noto-cjk" in page
    assert "XIESHOU_CHART_FONT" in page
    assert "/nowhere/font.ttf" in page


def test_a_lost_template_is_said_in_words(stranger, administrator, suzhou, home) -> None:
    from django.utils import timezone

    from xieshou.domain.pairings.printing.paper import PAIR_BOOK
    from xieshou.kernel.language import Language

    shelf = PAIR_BOOK.shelf(home, Language.CHINESE)
    version = shelf.take(actor=administrator, data=word(["甲"]), name="甲.docx", at=timezone.now())
    (shelf.folder / f"{version.sha256}.docx").unlink()
    answer = stranger.get(f"/pairings/{suzhou.pk}/book.docx")
    assert answer.status_code == 503
    assert "现用的模板文件已丢失" in answer.content.decode()
