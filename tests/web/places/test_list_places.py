"""The first page of 地区, the search box and the top bar."""

import pytest

from xieshou.web.places import area


@pytest.mark.parametrize(
    ("on", "groups"),
    [
        ("2018", [("west", ["贵州省"]), ("east", ["江苏省"]), ("none", ["山东省"])]),
        ("2005", [("west", ["贵州省"]), ("east", ["山东省"]), ("none", ["江苏省"])]),
        ("1990", [("none", ["江苏省", "山东省", "贵州省"])]),
    ],
)
def test_provinces_stand_on_the_side_of_the_day(stranger, tongren, on, groups):
    shown = stranger.get(f"/places/?on={on}").context["groups"]
    assert [(group.key, [p.link.name for p in group.provinces]) for group in shown] == groups


def test_a_province_tells_what_it_holds(stranger, tongren):
    groups = stranger.get("/places/?on=2018").context["groups"]
    (guizhou,) = groups[0].provinces
    assert (guizhou.prefectures, guizhou.counties, guizhou.balance.received) == (1, 2, 2)


def test_places_are_found_by_an_old_name_in_traditional_script(stranger, tongren):
    found = stranger.get("/places/", {"q": "銅仁地區"}).context["found"]
    assert [(link.name, match.reason) for link, _above, match in found] == [("铜仁市", "曾用名:铜仁地区")]
    assert "没有名为“蓬莱阁”的地区" in stranger.get("/places/", {"q": "蓬莱阁"}).content.decode()


def test_an_empty_home_says_what_to_do(stranger, db):
    assert "xieshou load" in stranger.get("/places/").content.decode()


def test_the_search_over_everything_finds_places(anonymous, tongren):
    (hit,) = area.found_places(anonymous, "碧江")
    assert (hit.title, hit.url, hit.kind) == ("碧江区", "/places/520602/", "县级")
    assert "贵州省 › 铜仁市" in hit.subtitle


def test_the_top_bar_offers_the_provinces_and_keeps_the_chosen_place(stranger, tongren):
    page = stranger.get("/places/?scope=520600").content.decode()
    assert '<option value="520600" selected>铜仁市</option>' in page
    assert '<option value="370000">山东省</option>' in page
