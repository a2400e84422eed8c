"""The search page over what areas have registered."""

import pytest

from xieshou.kernel.actor import ANONYMOUS
from xieshou.web.shell import search


def places(actor, text):
    every = [search.Hit("黔东南苗族侗族自治州", "522600 · 贵州省", "/places/522600/", "地级")]
    return [hit for hit in every if text in hit.title]


@pytest.fixture
def places_registered(monkeypatch):
    monkeypatch.setattr(search, "_providers", dict(search._providers))
    search.register("places", "地区", places, order=1)


def test_hits_are_grouped_by_area_in_order(stranger, round_term, places_registered):
    search.register("more", "更多", lambda actor, text: [search.Hit("东南", "", "/x/")], order=0)
    groups = stranger.get("/search/", {"q": "东南"}).context["groups"]
    assert [group.key for group in groups] == ["more", "places"]
    page = stranger.get("/search/", {"q": "东南"}).content.decode()
    assert 'href="/places/522600/"' in page
    assert "找到 2 条" in page


def test_the_glossary_is_found_and_an_exact_name_opens_at_once(stranger, round_term):
    answer = stranger.get("/search/", {"q": "轮次"})
    assert answer.url == "/terms/round/"
    assert "轮次" in stranger.get("/search/", {"q": "新一轮"}).content.decode()


def test_what_was_typed_stays_in_the_box_and_is_never_markup(stranger, db):
    page = stranger.get("/search/", {"q": "<b>铜仁</b>"}).content.decode()
    assert "<b>铜仁" not in page
    assert 'value="&lt;b&gt;铜仁&lt;/b&gt;"' in page
    assert "没有找到" in page


def test_nothing_typed_asks_no_provider_and_says_what_to_type(stranger, db, monkeypatch):
    asked = []
    monkeypatch.setattr(search, "_providers", {})
    search.register("spy", "x", lambda actor, text: asked.append(text) or [])
    assert "想找什么" in stranger.get("/search/", {"q": "  "}).content.decode()
    assert asked == []


def test_a_very_long_text_is_cut_before_it_reaches_a_provider(monkeypatch):
    asked = []
    monkeypatch.setattr(search, "_providers", {})
    search.register("spy", "x", lambda actor, text: asked.append(text) or [])
    search.search(ANONYMOUS, "长" * 10_000)
    assert len(asked[0]) == search.LONGEST
