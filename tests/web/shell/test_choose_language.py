"""One click from Chinese to English and back, on the same page."""

import pytest


def test_one_click_switches_and_keeps_the_page_and_its_query(stranger, round_term):
    page = stranger.get("/terms/?class=strategy&q=x").content.decode()
    assert 'name="next" value="/terms/?class=strategy&amp;q=x"' in page
    answer = stranger.post("/language/setlang/", {"language": "en", "next": "/terms/?class=strategy&q=x"})
    assert answer.url == "/terms/?class=strategy&q=x"
    assert answer.cookies["django_language"].value == "en"
    english = stranger.get("/terms/round/").content.decode()
    assert '<html lang="en"' in english
    assert "The time during which pairs" in english
    assert 'value="zh-hans"' in english


@pytest.mark.parametrize(("accepts", "language"), [("zh-CN", "zh-hans"), ("de", "zh-hans"), ("en-GB", "en")])
def test_a_first_visit_is_in_chinese_unless_the_browser_asks_for_english(client, db, accepts, language):
    page = client.get("/terms/", headers={"accept-language": accepts}).content.decode()
    assert f'<html lang="{language}"' in page
