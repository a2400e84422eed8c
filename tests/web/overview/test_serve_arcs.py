"""The data of the map: every pairing of county tier and above with its periods, names and points."""

from __future__ import annotations

import json

import pytest

pytestmark = pytest.mark.django_db
ADDRESS = "/overview/pairings.json"


@pytest.fixture
def arcs(stranger, programme, maps):
    return json.loads(stranger.get(ADDRESS).content)


def ends(arcs, giver: str) -> tuple[dict, dict, dict]:
    """The first arc of a giver, with its two parties."""
    for arc in arcs["pairings"]:
        parties = [arcs["parties"][str(arc[side])] for side in ("from", "to")]
        if any(name[1] == giver for name in parties[0]["names"]):
            return arc, *parties
    raise AssertionError(giver)


def test_a_place_bears_its_names_through_time(arcs):
    """铜仁地区 until 2011, 铜仁市 since: one place with one point."""
    _, _, tongren = ends(arcs, "苏州市")
    assert tongren["names"] == [
        ["", "铜仁地区", "铜仁", "Tongren Prefecture", "Tongren"],
        ["2011-10-22", "铜仁市", "铜仁", "Tongren", "Tongren"],
    ]
    assert tongren["url"] == "/places/520600/"
    longitude, latitude = tongren["at"]
    assert 108 < longitude < 110
    assert 27 < latitude < 29


def test_long_english_names_are_cut_to_the_name_proper(arcs):
    _, _, qiandongnan = ends(arcs, "杭州市")
    assert qiandongnan["names"][0][4] == "Qiandongnan"


def test_dates_are_written_as_far_as_they_are_known(arcs):
    arc, *_ = ends(arcs, "苏州市")
    assert (arc["since"], arc["until"]) == ("2013-02", "2016-12")
    assert arc["when"] == ["2013年2月至2016年12月", "Feb 2013 – Dec 2016"]
    unknown, *_ = ends(arcs, "江干区")
    assert unknown["since"] == ">=2016-12-01"
    assert (arc["round"], arc["programme"], arc["band"], arc["certainty"]) == (
        "2013",
        "counterpart_help",
        "city",
        "seed",
    )


def test_a_dissolved_unit_is_drawn_where_its_heir_lies(arcs, programme):
    """江干区 (until 2021) has no outline today; 上城区 took over most of it."""
    _, jianggan, _ = ends(arcs, "江干区")
    longitude, latitude = jianggan["at"]
    assert 120 < longitude < 120.5
    assert 30.1 < latitude < 30.5


def test_a_body_without_a_code_is_drawn_at_its_place_and_has_no_page(arcs):
    _, zone, _ = ends(arcs, "宁波某开发区")
    assert zone["in"] == "33"
    assert zone["at"] is not None
    assert zone["url"] == ""


def test_only_pairings_of_county_tier_and_above_are_there(arcs, programme):
    assert {arc["id"] for arc in arcs["pairings"]} == {pairing.pk for pairing in programme.values()}


def test_without_maps_there_are_arcs_but_no_points(stranger, programme, settings, tmp_path):
    settings.XIESHOU_HOME = tmp_path
    parties = json.loads(stranger.get(ADDRESS).content)["parties"]
    assert {party["at"] for party in parties.values()} == {None}


def test_the_same_content_is_not_sent_twice(stranger, programme):
    first = stranger.get(ADDRESS)
    again = stranger.get(ADDRESS, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    next(iter(programme.values())).delete()
    changed = stranger.get(ADDRESS, headers={"if-none-match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_the_arcs_take_three_questions(programme, django_assert_num_queries, anonymous):
    from xieshou.domain.pairings.mapping import map_pairings

    with django_assert_num_queries(3):
        map_pairings(anonymous)
