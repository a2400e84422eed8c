"""The areas on the left."""

from django.utils.translation import gettext_lazy as _

from xieshou.kernel.actor import ANONYMOUS
from xieshou.web.shell import navigation


def areas(client, path="/terms/"):
    return {area.key: area for area in client.get(path).context["shell"]["areas"]}


def test_everybody_sees_the_glossary_and_only_administrators_the_registers(
    stranger, viewer_client, administrator_client
):
    assert "terms" in areas(stranger)
    assert "registers" not in areas(stranger)
    assert "registers" not in areas(viewer_client)
    assert "registers" in areas(administrator_client)


def test_the_area_of_the_page_is_marked_and_no_other(administrator_client, round_term):
    shown = areas(administrator_client, "/terms/round/")
    assert shown["terms"].current
    assert not shown["registers"].current


def test_the_chosen_day_goes_with_the_links(stranger, db):
    page = stranger.get("/terms/?on=2013-02-06").content.decode()
    assert 'href="/terms/?on=2013-02-06"' in page


def test_areas_stand_in_the_order_they_ask_for(rf, monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    for key, order in (("last", 3), ("first", 1), ("middle", 2)):
        navigation.register(navigation.Entry(key, key, "book", "glossary:list", order))
    shown = navigation.shown_to(ANONYMOUS, rf.get("/"))
    assert [area.key for area in shown] == ["first", "middle", "last"]


def test_an_area_that_registers_twice_stands_once(rf, monkeypatch):
    monkeypatch.setattr(navigation, "_entries", {})
    for words in (_("旧"), _("新")):
        navigation.register(navigation.Entry("x", words, "book", "glossary:list", 1))
    assert [str(area.label) for area in navigation.shown_to(ANONYMOUS, rf.get("/"))] == ["新"]


def test_the_root_is_current_only_on_itself():
    assert navigation.is_within("/", "/")
    assert not navigation.is_within("/terms/", "/")


def test_every_page_has_a_skip_link_a_main_and_a_language(stranger, db):
    page = stranger.get("/terms/").content.decode()
    assert '<a class="skip-link" href="#content">' in page
    assert '<main id="content"' in page
    assert '<html lang="zh-hans"' in page
