"""How claims stand to one another, by the figures of the articles. The rules know none of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.evidence.telling import of_kind, shown, told
from xieshou.domain.evidence.models import RelationKind
from xieshou.domain.evidence.models import Scope as StoredScope
from xieshou.domain.evidence.models.indicators import Nature as StoredNature
from xieshou.domain.evidence.relations.rules import Kind, judge
from xieshou.domain.evidence.relations.statement import Nature, Scope, Statement
from xieshou.domain.programme import Programme


def test_the_rules_use_the_words_of_the_stored_fields() -> None:
    assert {str(kind) for kind in Kind} == set(RelationKind.values)
    assert {str(scope) for scope in Scope} == set(StoredScope.values)
    assert {str(nature) for nature in Nature} == set(StoredNature.values)


def enshi_households() -> Statement:
    return told("000", "16万", "hh_benefited", unit="户", as_of="2020-10-08", family="beneficiaries")


def enshi_people() -> Statement:
    return told("001", "超过15万", "people_reached", unit="人", as_of="2019", family="beneficiaries")


def test_more_households_than_people_is_a_mismatch_of_units() -> None:
    """A31-4: 16万贫困户 [000] against 超过15万贫困人口 [001]."""
    found = judge([enshi_households(), enshi_people()])
    assert shown(found) == [("unit_mismatch", "households_exceed_people")]
    assert dict(found[0].facts)["size"] == "3.65"
    assert found[0].claim.indicator == "hh_benefited"


def test_only_the_widest_figure_of_people_is_held_against_households() -> None:
    """A9-3: 带动9.47万 counts fewer than 惠及超过15万 by intent."""
    fewer = told("001", "9.47万", "project_people_raised", unit="人", as_of="2019", family="beneficiaries")
    found = of_kind(judge([enshi_households(), enshi_people(), fewer]), Kind.UNIT_MISMATCH)
    assert [(verdict.other.indicator if verdict.other else "") for verdict in found] == ["people_reached"]


def test_households_written_beside_their_people_are_no_mismatch() -> None:
    """A23-1: 6278户22896人 is where 3.65 comes from."""
    households = told("002", "6278户", "hh_lifted", "→ 碧江", at=425, family="lifted")
    people = told("002", "22896人", "people_out_of_poverty", "→ 碧江", at=430, family="lifted")
    assert of_kind(judge([households, people]), Kind.UNIT_MISMATCH) == []


def test_households_exceed_the_poor_people_of_their_province() -> None:
    """A31-4: 196万户 × 3.65 = 715万 > 625万 (S29)."""
    households = told("001", "196万", "hh_lifted", "浙江 → 四川", unit="户", family="lifted")
    people = told(
        "S29", "6250000人", "poverty_pop", "→ 四川", as_of="2013-12", scope="instant", nature="stock"
    )
    assert shown(judge([households, people])) == [("unit_mismatch", "households_exceed_people")]


def test_households_crowd_the_villages_of_their_own_document() -> None:
    """A31-4, without S29: 196万户 in 3948个 villages is 1812 poor people to a village."""
    households = told("001", "196万", "hh_lifted", "浙江 → 四川", unit="户", family="lifted")
    villages = told("001", "3948个", "villages_delisted", "浙江 → 四川")
    found = judge([households, villages])
    assert shown(found) == [("unit_mismatch", "households_per_place")]
    people = told("001", "196万", "people_out_of_poverty", "浙江 → 四川", unit="人", family="lifted")
    assert judge([people, villages]) == [], "as people the number is plausible"


def test_a_total_differs_in_scope_from_one_years_list() -> None:
    """A9-6: 872个 to October 2020, 305个 of 2019."""
    total = told("000", "872个", "aid_projects", as_of="2020-10-08")
    year = told("001", "305个", "aid_projects", as_of="2019", scope="annual")
    assert shown(judge([total, year])) == [("scope_differs", "scope")]


def test_totals_of_one_measure_are_nested_as_a_chain() -> None:
    """A31-5: 220 (2018-08) → 872 (2020-10) → 951 (2020-11)."""
    first = told("S32", "220个", "aid_projects", as_of="2018-08")
    second = told("000", "872个", "aid_projects", as_of="2020-10-08")
    third = told("S31", "951个", "aid_projects", as_of="2020-11")
    found = judge([third, first, second])
    assert {(v.claim.id, v.other.id if v.other else 0) for v in found} == {
        (second.id, first.id),
        (third.id, second.id),
    }
    assert set(shown(found)) == {("nested", "running_total")}


def test_projects_counted_in_other_words_are_nested_with_their_money() -> None:
    """A7-2: 414个/近2.28亿元 (2013–2017) over 119项/1.046亿元 (to 2015-12)."""
    pair = "杭州 → 黔东南"
    many = told("000", "414个", "aid_projects", pair, start="2013", as_of="2017")
    few = told("003", "119项", "aid_projects", pair, start="2013", as_of="2015-12-27")
    much = told("000", "近2.28亿元", "all_aid_funds", pair, start="2013", as_of="2017")
    less = told("003", "1.046亿元", "all_aid_funds", pair, start="2013", as_of="2015-12-27")
    found = judge([many, few, much, less])
    assert [(v.kind, v.claim.id, v.other.id if v.other else 0) for v in found] == [
        ("nested", many.id, few.id),
        ("nested", much.id, less.id),
    ]


@pytest.mark.parametrize(
    ("left", "right"), [("414个", "394个"), ("近2.28亿元", "2.4亿元")], ids=["projects", "money"]
)
def test_other_numbers_for_the_same_thing_conflict(left: str, right: str) -> None:
    """A31-5: [000] against S34; 近 reaches no further than to what rounds to the figure."""
    a = told("000", left, "measure", "杭州 → 黔东南", start="2013", as_of="2017")
    b = told("S34", right, "measure", "杭州 → 黔东南", as_of="2017")
    assert shown(judge([a, b])) == [("conflicts", "values_differ")]


def test_a_total_that_falls_conflicts() -> None:
    early = told("003", "400个", "aid_projects", as_of="2014")
    late = told("000", "300个", "aid_projects", as_of="2017")
    assert shown(judge([early, late])) == [("conflicts", "total_falls")]


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("40余个", "46个", "within_words"),
        ("近100个", "97个", "within_words"),
        ("2.28亿元", "2.281亿元", "within_words"),
        ("119个", "119项", "same_value"),
        ("1.2亿元", "12000万元", "same_value"),
    ],
)
def test_figures_that_can_both_be_true_agree(left: str, right: str, reason: str) -> None:
    a = told("000", left, "measure", start="2013", as_of="2017")
    b = told("001", right, "measure", start="2013", as_of="2017")
    assert shown(judge([a, b])) == [("agrees", reason)]


@pytest.mark.parametrize(("left", "right"), [("40余个", "51个"), ("近100个", "101个"), ("872个", "873个")])
def test_figures_that_cannot_both_be_true_conflict(left: str, right: str) -> None:
    a = told("000", left, "measure", as_of="2017")
    b = told("001", right, "measure", as_of="2017")
    assert shown(judge([a, b])) == [("conflicts", "values_differ")]


def test_person_times_are_not_persons() -> None:
    """A31-3."""
    a = told("000", "500人次", "trainees", as_of="2017")
    b = told("001", "400人", "trainees", as_of="2017")
    assert shown(judge([a, b])) == [("unit_mismatch", "counted_differently")]


def test_four_measures_of_investment_are_told_apart() -> None:
    """A14-3: 68个/146亿 [000] against 27个/39.18亿 and 20多个/92亿 [003]."""
    pair, family = "杭州 → 黔东南", {"family": "invest"}
    here = told("000", "68个", "outbound_invest_projects", pair, start="2013", as_of="2017", **family)
    there = [
        told("003", "27个", "transfer_projects", pair, start="2013", as_of="2015-12-27", **family),
        told("003", "20多个", "signed_projects", pair, start="2013", as_of="2015-12-27", **family),
    ]
    found = judge([here, *there])
    assert shown(found) == [("scope_differs", "measure")] * 2
    assert all(here.id in verdict.pair for verdict in found), "inside one paper the wording tells them apart"


def test_a_batch_is_not_the_whole() -> None:
    """A24-4: 17 counties of a batch, 37 in all; 5 of the 17 are in the pair's prefecture."""
    family = {"family": "counties_delisted", "scope": "instant", "as_of": "2020-04-24"}
    batch = told("001", "17个", "counties_exited_batch", "→ 湖北", change=True, **family)
    whole = told("001", "37个", "counties_delisted_total", "→ 湖北", nature="stock", **family)
    ours = told("001", "5个", "counties_exited_batch", "杭州 → 恩施", change=True, **family)
    assert {(v.reason, v.claim.id, v.other.id if v.other else 0) for v in judge([batch, whole, ours])} == {
        ("change_vs_level", whole.id, batch.id),
        ("place", batch.id, ours.id),
    }


def test_a_part_larger_than_its_whole_conflicts() -> None:
    whole = told("001", "17个", "counties_exited_batch", "→ 湖北", as_of="2020-04-24", change=True)
    part = told("000", "19个", "counties_exited_batch", "→ 恩施", as_of="2020-04-24", change=True)
    assert shown(judge([whole, part])) == [("conflicts", "part_exceeds_whole")]


def test_rates_told_from_other_base_years() -> None:
    """A31-6: 30.61% in 2013, 14.88% at the start of the pairing."""
    rate = {"nature": "rate", "scope": "instant"}
    base = told("000", "30.61%", "poverty_rate", "→ 恩施", as_of="2013", **rate)
    now = told("000", "0.23%", "poverty_rate", "→ 恩施", as_of="2020-10-08", **rate)
    other = told("S31", "14.88%", "poverty_rate", "→ 恩施", period_text="结对之初", **rate)
    found = judge([base, now, other])
    assert shown(found) == [("scope_differs", "base_year")]
    assert found[0].pair == {base.id, other.id}


def test_numbers_of_cities_of_two_moments() -> None:
    """A3-3: 8 cities in 2013, 7 in 2016."""
    before = told("000", "8个", "giver_cities", "→ 贵州", as_of="2013-02", nature="stock", scope="instant")
    after = told("004", "7个", "giver_cities", "→ 贵州", as_of="2016-12", nature="stock", scope="instant")
    assert shown(judge([before, after])) == [("scope_differs", "as_of")]


def test_a_figure_of_another_programme_is_marked_in_its_document() -> None:
    """A31-8: 浙吉 belongs to 对口合作; 对口帮扶 and 东西部扶贫协作 are one line of work."""
    east_west = Programme.EAST_WEST_POVERTY
    ours = told("001", "113.83亿元", "fiscal_aid_funds", "浙江 → 四川", start="2018", programme=east_west)
    also = told("001", "3747名", "specialists_sent", "浙江 → 四川", programme=Programme.COUNTERPART_HELP)
    other = told(
        "001", "774.2亿元", "invest_signed", "浙江 → 吉林", programme=Programme.COUNTERPART_COOPERATION
    )
    found = judge([ours, also, other])
    assert shown(found) == [("scope_differs", "programme")]
    assert (found[0].claim.id, found[0].other) == (other.id, None)


def passage(document: str, *starts: int) -> list[Statement]:
    cities = {"nature": "stock", "scope": "instant", "as_of": "2013-02"}
    return [
        told(document, "4个", "giver_cities", "→ 贵州", at=starts[0], change=True, **cities),
        told(document, "8个", "giver_cities", "→ 贵州", at=starts[1], **cities),
        told(document, "8个", "receiver_prefectures", "→ 贵州", at=starts[2], **cities),
    ]


def test_a_passage_that_two_papers_share_is_no_second_witness() -> None:
    """[000] and [003]: 新增…4个…8个…8个, nine characters longer in one."""
    found = judge([*passage("000", 750, 766, 785), *passage("003", 501, 517, 545)])
    assert [v.reason for v in of_kind(found, Kind.DUPLICATE_TEXT)] == ["same_passage"] * 3
    assert of_kind(found, Kind.AGREES) == []


def test_the_same_figures_far_apart_agree() -> None:
    found = judge([*passage("000", 750, 766, 785), *passage("003", 501, 1517, 2545)])
    assert of_kind(found, Kind.DUPLICATE_TEXT) == []
    assert [v.reason for v in of_kind(found, Kind.AGREES)] == ["same_value"] * 3


def test_a_headline_repeated_is_compared_once() -> None:
    """[001] says 4省80个 in its title, again above the text, and in it."""
    counties = {"nature": "stock", "scope": "instant", "label": "摘帽县数"}
    places = {"nature": "stock", "scope": "instant", "label": "受援省数"}
    mentions = [
        each
        for at in (16, 48, 129)
        for each in (
            told("001", "4个", "receiver_provinces", "浙江 → 四川 贵州", at=at, **places),
            told("001", "80个", "counties_delisted_total", "浙江 → 四川 贵州", at=at + 2, **counties),
        )
    ]
    part = told(
        "001", "40个", "counties_delisted_total", "浙江 → 四川", at=930, **(counties | {"label": "县"})
    )
    found = judge([*mentions, part])
    assert len(of_kind(found, Kind.DUPLICATE_TEXT)) == 4
    assert [v.reason for v in of_kind(found, Kind.SCOPE_DIFFERS)] == ["place"]


def test_totals_taken_over_to_the_digit_by_a_later_paper() -> None:
    """A31-5: 119个 and 1.046亿元 of [003] stand unchanged in an article of 2017 (S35)."""
    pair = "杭州 → 黔东南"
    old = [
        told("003", "119项", "aid_projects", pair, as_of="2015-12-27"),
        told("003", "1.046亿元", "all_aid_funds", pair, as_of="2015-12-27"),
    ]
    new = [
        told("S35", "119个", "aid_projects", pair, as_of="2017-01"),
        told("S35", "1.046亿元", "all_aid_funds", pair, as_of="2017-01"),
    ]
    assert shown(judge([*old, *new])) == [("duplicate_text", "figures_repeated")] * 2


@pytest.mark.parametrize(
    ("document", "words", "reason"),
    [
        ("002", "11月20日", "year_missing"),
        ("002", "去年9月", "relative_year"),
        ("002", "以来", "start_missing"),
        ("002", "两年前的11月24日", "relative_year"),
        ("001", "目前", "relative_now"),
        ("001", "如今", "relative_now"),
        ("001", "近3年", "relative_span"),
        ("001", "3年", "relative_span"),
        ("001", "2018年以来", ""),
        ("001", "截至2019年底", ""),
        ("000", "截至目前", ""),
        ("003", "两年多来", ""),
        ("002", "每年", ""),
    ],
)
def test_dates_that_their_document_cannot_tell(document: str, words: str, reason: str) -> None:
    """A31-2. [002] is known to the year, [001] to nothing; [000] and [003] to the day."""
    found = judge([told(document, "57个", "aid_projects", period_text=words)])
    assert shown(found) == ([("date_suspect", reason)] if reason else [])


def test_a_paper_cannot_report_what_came_after_it() -> None:
    assert shown(judge([told("003", "57个", "aid_projects", as_of="2016-03")])) == [
        ("date_suspect", "after_document")
    ]
    whole_year = told("003", "109.24万人次", "tourists", as_of="2015", scope="annual")
    assert shown(judge([whole_year])) == [("date_suspect", "year_not_over")]


def test_a_total_without_an_end_runs_until_its_paper_was_printed() -> None:
    """A29-1: 18 reports, in an article of October 2020; 9 by 2018 (S30)."""
    now = told("000", "18篇", "research_reports")
    before = told("S30", "9篇", "research_reports", as_of="2018")
    assert shown(judge([now, before])) == [("nested", "running_total")]
    undated = told("001", "18篇", "research_reports")
    assert judge([undated, before]) == []


def test_what_has_no_measure_of_its_own_is_compared_with_nothing() -> None:
    a = told("000", "30个", "other", as_of="2017")
    b = told("001", "40个", "other", as_of="2017")
    assert judge([a, b]) == []


def test_figures_of_the_place_are_compared_with_nothing() -> None:
    a = told("000", "1500余公里", "distance", nature="stock", context=True)
    b = told("003", "1400公里", "distance", nature="stock", context=True)
    assert judge([a, b]) == []


def cast() -> list[Statement]:
    """Statements of many kinds of relation."""
    return [
        enshi_households(),
        enshi_people(),
        told("000", "872个", "aid_projects", as_of="2020-10-08"),
        told("001", "305个", "aid_projects", as_of="2019", scope="annual"),
        told("S32", "220个", "aid_projects", as_of="2018-08"),
        told("002", "57个", "aid_projects", "杭州 → 恩施", period_text="以来"),
        *passage("000", 750, 766, 785),
        *passage("003", 501, 517, 545),
    ]


CAST = cast()


@given(st.permutations(CAST))
def test_the_order_of_the_claims_does_not_matter(shuffled: list[Statement]) -> None:
    assert judge(shuffled) == judge(CAST)


@given(st.sets(st.sampled_from(range(len(CAST))), min_size=2))
def test_a_pair_has_one_relation_and_no_claim_relates_to_itself(chosen: set[int]) -> None:
    found = judge([CAST[index] for index in chosen])
    pairs = [(verdict.pair, "" if verdict.other else verdict.kind) for verdict in found]
    assert len(pairs) == len(set(pairs))
    assert all(len(verdict.pair) == (2 if verdict.other else 1) for verdict in found)
