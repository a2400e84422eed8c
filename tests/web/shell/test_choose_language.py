"""One click from Chinese to English and back, on the same page."""


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


def test_a_first_visit_is_in_chinese_whatever_the_browser_prefers(client, db):
    page = client.get("/terms/", headers={"accept-language": "en-GB"})
    assert '<html lang="zh-hans"' in page.content.decode()
    assert page.headers["Content-Language"] == "zh-hans"


def test_a_language_that_we_do_not_speak_is_chinese(client, db):
    client.cookies["django_language"] = "de"
    assert '<html lang="zh-hans"' in client.get("/terms/").content.decode()
