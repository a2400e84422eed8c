"""The overview's page without any script: figures and list of the day asked for."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.django_db


def pairs(page: str) -> list[tuple[str, str]]:
    """Giver and receiver of each row of the list."""
    rows = re.findall(r'<tr data-pairing="\d+">(.*?)</tr>', page, re.DOTALL)
    return [tuple(re.findall(r'class="(?:east|west)"[^>]*>([^<]+)<', row)) for row in rows]


def figures(page: str) -> list[int]:
    return [int(value) for value in re.findall(r'class="figure-value">(?:<a[^>]*>)?(\d+)', page)]


def read(client, query: str) -> str:
    response = client.get(f"/{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_the_overview_is_the_first_page(stranger, programme):
    page = read(stranger, "")
    assert "谁在帮扶谁" in page
    assert 'aria-current="page"' in page


def test_the_pairs_of_a_day_bear_the_names_of_that_day(stranger, programme):
    """A3: who helped whom in 2005, before 铜仁地区 became a city."""
    assert set(pairs(read(stranger, "?on=2005-06-30"))) == {
        ("青岛市", "铜仁地区"),
        ("宁波市", "黔东南苗族侗族自治州"),
    }
    assert ("青岛市", "铜仁市") in pairs(read(stranger, "?on=2012"))


@pytest.mark.parametrize("day", ["1996-01", "2005", "2013-02-06", "2014", "2018", "2021-06"])
def test_the_figures_are_those_of_the_list(stranger, programme, day):
    page = read(stranger, f"?on={day}")
    listed = pairs(page)
    assert figures(page) == [len(listed), len({g for g, _ in listed}), len({r for _, r in listed})]


def test_every_figure_opens_the_list_of_what_it_counts(stranger, programme):
    page = read(stranger, "?on=2018")
    addresses = re.findall(r'<a href="(/pairings/\?[^"]*)">(\d+)</a>', page.split('id="day"')[1])
    assert len(addresses) == 4
    for address, value in addresses[:1] + addresses[3:]:
        listing = stranger.get(address.replace("&amp;", "&"))
        assert listing.status_code == 200
        assert listing.context["total"] == int(value)


def test_a_handover_month_is_marked_as_unsure_until_it_is_over(stranger, programme):
    """A pairing known to start in 2013-02 may not have begun on the 6th."""
    on_the_6th = read(stranger, "?on=2013-02-06")
    assert "2 对的起始日期只知到月或年" in on_the_6th
    assert on_the_6th.count("起始只知到月") == 2
    assert "另有 2 对只知在当月或当年终止" in on_the_6th
    assert "只知到月或年" not in read(stranger, "?on=2013-02")


def test_filters_leave_what_passes_them(stranger, programme):
    assert len(pairs(read(stranger, "?on=2018"))) == 4
    assert len(pairs(read(stranger, "?on=2018&band=county"))) == 2
    assert len(pairs(read(stranger, "?on=2018&band=county&band=province"))) == 3
    assert pairs(read(stranger, "?on=2018&programme=counterpart_help")) == []
    assert len(pairs(read(stranger, "?on=2014&round=2013"))) == 2
    assert len(pairs(read(stranger, "?on=2018&scope=420000"))) == 2


def test_what_is_below_counties_is_not_on_the_map(stranger, programme):
    assert "东村" not in read(stranger, "?on=2018")


def test_a_day_before_the_first_pair_leads_to_it(stranger, programme):
    page = read(stranger, "?on=1996-01")
    assert "最早的结对始于 1996年8月" in page
    assert 'href="/?on=1996-08"' in page


def test_a_filter_that_finds_nothing_offers_to_clear_it(stranger, programme):
    assert "清除条件" in read(stranger, "?on=2018&programme=counterpart_help")


def test_an_empty_home_says_what_to_run(stranger, db):
    page = read(stranger, "")
    assert "xieshou load" in page


@pytest.mark.parametrize("query", ["?on=2013-13", "?programme=nothing", "?round=1895", "?band=village"])
def test_what_cannot_be_read_is_said_in_words(stranger, programme, query):
    response = stranger.get(f"/{query}")
    assert response.status_code == 400
    assert "无法识别" in response.content.decode()


def test_htmx_gets_the_day_alone(stranger, programme):
    response = stranger.get("/?on=2018", headers={"hx-request": "true"})
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="day"')
    assert pairs(page) == pairs(read(stranger, "?on=2018"))
    assert "HX-Request" in response.headers["Vary"]


def test_the_time_line_tells_rounds_with_their_number_of_pairs(stranger, programme):
    """A1-1: the rounds in order, each leading to its pairs."""
    page = read(stranger, "").split('id="stages-title"')[1]
    assert [int(count) for count in re.findall(r">(\d+) 对<", page)] == [2, 2, 4]
    assert "/pairings/?kind=government&amp;ever=1&amp;round=2013" in page


def test_the_page_asks_few_questions(stranger, programme, django_assert_max_num_queries):
    stranger.get("/?on=2018")
    with django_assert_max_num_queries(20):
        stranger.get("/?on=2018")
