"""The tree of pairings, coverage with the unpaired by name, and the rounds with their rules."""

import pytest
from django.conf import settings

from tests.domain.pairings.building import a_pairing
from xieshou.domain.pairings.models import RoundRule

pytestmark = pytest.mark.django_db


def test_the_tree_hangs_counties_under_their_prefectures(stranger, tongren):
    """A3-7, A3-10."""
    (top,) = stranger.get("/pairings/tree/?on=2018-06-30").context["branches"]
    assert (top["giver"].name, top["receiver"].name) == ("苏州市", "铜仁市")
    assert [(child["giver"].name, child["receiver"].name) for child in top["children"]] == [
        ("昆山市", "碧江区")
    ]


def test_a_pairing_whose_parent_is_filtered_out_still_shows(stranger, tongren):
    (top,) = stranger.get("/pairings/tree/?on=2018-06-30&tier=county").context["branches"]
    assert top["giver"].name == "昆山市"


def test_the_tree_costs_few_queries_however_big(stranger, db, django_assert_max_num_queries):
    top = a_pairing("杭州市", "330100", "黔东南州", "522600", round_code="2016", start="2016", end=None)
    for number in range(40):
        a_pairing(f"东{number}", f"33{number:04}", f"西{number}", f"52{number:04}", round_code="2016",
                  start="2016", end=None, parent=top)  # fmt: skip
    with django_assert_max_num_queries(12):
        (shown,) = stranger.get("/pairings/tree/?on=2018-01-01").context["branches"]
    assert len(shown["children"]) == 40


def test_coverage_names_the_unpaired_and_claims_nothing(stranger, tongren):
    """A3-9: one of two counties of 铜仁 has a partner; in the province the one prefecture has."""
    answer = stranger.get("/pairings/coverage/?on=2018-06-30")
    ((pairing, report),) = answer.context["below"]
    assert str(pairing) == "苏州市 → 铜仁市"
    assert [unit.name for unit in report.coverage.paired_receivers] == ["碧江区"]
    assert [unit.name for unit in report.coverage.unpaired_receivers] == ["江口县"]
    page = answer.content.decode()
    assert page.count("△ 未全覆盖") == 1
    assert page.count("✓ 双向全覆盖") == 1
    assert 'href="/places/520621/"' in page


def test_coverage_bears_the_names_of_the_day(stranger, tongren):
    """A2-1."""
    ((province, coverage),) = stranger.get("/pairings/coverage/?on=2005-06-30").context["provinces"]
    assert province.name == "贵州省"
    assert [(unit.name, unit.code) for unit in coverage.paired_receivers] == [("铜仁地区", "522200")]


def test_coverage_is_of_the_day_and_of_the_scope(stranger, tongren):
    empty = stranger.get("/pairings/coverage/?on=1990")
    assert "这一天没有市州一级的结对" in empty.content.decode()
    elsewhere = stranger.get("/pairings/coverage/?on=2018-06-30&scope=370000").context
    assert (elsewhere["provinces"], elsewhere["below"]) == ([], [])


def test_coverage_in_english_names_units_in_english(stranger, tongren):
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = stranger.get("/pairings/coverage/?on=2018-06-30").content.decode()
    assert "Jiangkou" in page
    assert "江口县" not in page.split("<main")[1]


def test_coverage_costs_few_queries_however_many_pairs(stranger, tongren, django_assert_max_num_queries):
    for number in range(10):
        top = a_pairing(f"东{number}", f"33{number}100", f"西{number}", f"51{number}100", round_code="2016",
                        start="2016", end=None)  # fmt: skip
        a_pairing(f"东县{number}", f"33{number}101", f"西县{number}", f"51{number}101", round_code="2016",
                  start="2016", end=None, tier="county", parent=top)  # fmt: skip
    with django_assert_max_num_queries(22):
        assert len(stranger.get("/pairings/coverage/?on=2018-06-30").context["below"]) == 11


def test_rounds_show_their_rules_and_which_ran_on_the_day(stranger, tongren):
    """A3-2, A3-3: one-to-one is data of a round."""
    RoundRule.objects.create(
        round=tongren.pairings[1].round, kind="capacity", tier="prefecture", area=tongren.places["贵州省"],
        max_receivers=1, max_givers=1, source="示例出处", certainty="seed",
    )  # fmt: skip
    answer = stranger.get("/pairings/rounds/?on=2014-06-30")
    assert [(round_.code, now) for round_, now in answer.context["rounds"]] == [
        ("1996", False),
        ("2013", True),
        ("2016", False),
    ]
    page = answer.content.decode()
    assert "一个东部单位最多帮扶 1 个" in page
    assert "一个西部单位最多受 1 个单位帮扶" in page
    assert "示例出处" in page


def test_rounds_cost_few_queries(stranger, tongren, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        stranger.get("/pairings/rounds/")
