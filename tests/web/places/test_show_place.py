"""The page of a place on a day: its name then, who helped it, what it is and was."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.places.conftest import Atlas
from xieshou.domain.parties.models import Organisation
from xieshou.domain.places.models import DivisionFlag, ProfileFigure


def text_of(answer) -> str:
    """What a reader sees: no markup, no blanks."""
    bare = re.sub(r"<script.*?</script>|<svg.*?</svg>|<[^>]+>", "", answer.content.decode(), flags=re.S)
    return re.sub(r"\s+", "", bare)


def heading(answer) -> str:
    return re.search(r"<h1>(.*?)</h1>", answer.content.decode()).group(1)


@pytest.mark.parametrize(
    ("on", "name", "helper", "code"),
    [("2005", "铜仁地区", "青岛市", "522200"), ("2014", "铜仁市", "苏州市", "520600")],
)
def test_the_name_and_the_helper_are_those_of_the_day(stranger, tongren, on, name, helper, code):
    """A1-1, A3-1, A3-2: who helped 铜仁 in 2005, in 2014?"""
    answer = stranger.get(f"/places/520600/?on={on}")
    assert heading(answer) == name
    assert [row.partner.name for row in answer.context["helpers"]] == [helper]
    assert f"{code}·地级" in text_of(answer)


def test_in_2018_the_same_helper_stands_in_another_round_with_its_source(stranger, tongren):
    (row,) = stranger.get("/places/520600/?on=2018").context["helpers"]
    assert (row.partner.name, row.pairing.round.code) == ("苏州市", "2016")
    assert [source.code for source in row.sources] == ["[002]"]
    assert not row.unsure


def test_a_day_inside_a_vague_month_is_marked_unsure(stranger, tongren):
    answer = stranger.get("/places/520600/?on=2013-02-10")
    assert [row.unsure for row in answer.context["helpers"]] == [True]
    assert "当日不确定" in text_of(answer)


def test_an_old_code_leads_to_the_division_that_bore_it(stranger, tongren):
    answer = stranger.get("/places/522200/?on=2019")
    assert heading(answer) == "铜仁市"
    assert '<link rel="canonical" href="/places/520600/">' in answer.content.decode()


def test_a_code_borne_twice_means_the_one_of_the_day_and_names_the_other(stranger, tongren):
    atlas = Atlas()
    atlas.add("前山县", 3, "520699", tongren.places["铜仁市"], None, "1990-01-01")
    atlas.add("后山区", 3, "520699", tongren.places["铜仁市"], "2000-01-01")
    today = stranger.get("/places/520699/")
    assert heading(today) == "后山区"
    assert "同一代码还曾属于前山县" in text_of(today)
    assert heading(stranger.get("/places/520699/?on=1985")) == "前山县"
    assert heading(stranger.get("/places/520699/?at=1985-01-01")) == "前山县"


def test_an_unknown_code_is_said_in_words(stranger, tongren):
    answer = stranger.get("/places/999999/")
    assert answer.status_code == 404
    assert "没有代码为“999999”的地区" in answer.content.decode()


def test_a_day_before_a_place_existed_says_so(stranger, tongren):
    answer = stranger.get("/places/520602/?on=1980")
    assert "1980年12月31日没有此区划" in text_of(answer)


def test_helpers_of_the_units_above_come_on_request_only(stranger, tongren):
    plain = stranger.get("/places/520621/?on=2018").context
    asked = stranger.get("/places/520621/?on=2018&inherited=1").context
    assert (plain["helpers"], plain["inherited"]) == ([], [])
    assert [row.giver.name for row in asked["inherited"]] == ["苏州市"]


def test_a_helper_sees_whom_it_helped_in_every_year(stranger, tongren):
    context = stranger.get("/places/320500/?on=2018").context
    assert [row.partner.name for row in context["receivers"]] == ["铜仁市"]
    assert len(context["entries"]) == 2
    assert context["time_line"]["lanes"] == [{"name": "铜仁市", "given": True}]


def test_the_time_line_has_a_lane_for_each_partner_and_a_line_for_each_round(stranger, tongren):
    told = stranger.get("/places/520600/?on=2014-06-30").context["time_line"]
    assert [lane["name"] for lane in told["lanes"]] == ["青岛市", "苏州市"]
    assert [bar["lane"] for bar in told["bars"]] == [0, 1, 1]
    assert told["bars"][0]["name"] == "青岛市 → 铜仁地区"
    assert [line["day"] for line in told["rounds"]] == ["1996-01-01", "2013-02-01", "2016-12-01"]
    assert told["on"] == "2014-06-30"


def test_the_relation_counts_across_a_hand_over(stranger, tongren):
    """A1-7: 24 years, one hand-over."""
    answer = stranger.get("/places/520600/?on=2020-11-23")
    assert "累计24年(1996–2020),经过1次接续" in text_of(answer)


def test_the_parts_have_their_helpers_and_the_others_are_listed_too(stranger, tongren):
    """A3-5: coverage shows who has no partner."""
    parts = stranger.get("/places/520600/?on=2018").context["parts"]
    assert [(part.link.name, part.state, part.in_words) for part in parts] == [
        ("碧江区", "helped", "昆山市"),
        ("江口县", "none", ""),
    ]
    assert all(part.link.url.endswith("?on=2018-12-31") for part in parts)


def test_flags_stand_in_the_head_with_the_exit_after_it_happened(stranger, tongren):
    """A2-2."""
    DivisionFlag.objects.create(
        division=tongren.places["碧江区"],
        kind="national_poverty_county",
        start_on="2012-01-01",
        end_on="2018-09-01",
        end_precision="month",
        source="测试",
        certainty="source",
    )
    assert "国家级贫困县·2018年9月退出" in text_of(stranger.get("/places/520602/?on=2019"))
    during = stranger.get("/places/520602/?on=2015").context["badges"]
    assert [(badge.label, badge.ended) for badge in during] == [("国家级贫困县", "")]
    assert stranger.get("/places/520602/?on=2005").context["badges"] == []


def figure(division, measure, value, unit="个", **more):
    return ProfileFigure.objects.create(
        division=division, measure=measure, value=value, unit=unit, source="[002]", certainty="seed", **more
    )


def test_a_profile_that_agrees_is_told_so_and_one_that_does_not_in_words(stranger, tongren):
    """A2-2: 深度贫困村 ≤ 贫困村 ≤ 行政村."""
    place = tongren.places["铜仁市"]
    figure(place, "population", 4400000, "人", qualifier="≈")
    figure(place, "poor_villages", 1565)
    deep = figure(place, "deep_poor_villages", 319)
    agreed = stranger.get("/places/520600/")
    assert agreed.context["verdict"].findings == []
    assert "约440万人" in text_of(agreed)
    assert "✓" in text_of(agreed)
    deep.value = 1566
    deep.save(update_fields=["value"])
    assert "深度贫困村数 1566 多于贫困村数 1565" in stranger.get("/places/520600/").content.decode()


def test_what_became_of_a_place_is_linked_both_ways(stranger, tongren):
    atlas, county = Atlas(), tongren.places["江口县"]
    old = atlas.add("旧江县", 3, "520620", tongren.places["铜仁市"], None, "2015-03-01")
    atlas.follow(old, county, "2015-03-01")
    gone = stranger.get("/places/520620/?on=2019")
    assert "2019年12月31日没有此区划" in text_of(gone)
    assert 'href="/places/520621/' in gone.content.decode()
    assert 'href="/places/520620/?at=2015-02-28"' in stranger.get("/places/520621/?on=").content.decode()


def test_a_town_says_that_its_past_is_unknown_and_how_villages_come(stranger, tongren):
    answer = text_of(stranger.get("/places/520602101/"))
    assert "此前的名称与归属不详" in answer
    assert "xieshouloadplaces--villages" in answer


def test_more_than_a_hundred_towns_come_in_pages(stranger, tongren):
    atlas = Atlas()
    for number in range(103):
        atlas.add(f"第{number}镇", 4, f"520621{number + 100}", tongren.places["江口县"])
    first = stranger.get("/places/520621/")
    assert (len(first.context["parts"]), first.context["parts_page"].paginator.count) == (100, 103)
    assert len(stranger.get("/places/520621/?page=2").context["parts"]) == 3


def test_organisations_in_the_place_are_listed(stranger, tongren):
    Organisation.objects.create(
        name="碧江经开区",
        name_key="碧江经开区",
        kind="zone",
        side="west",
        division=tongren.places["碧江区"],
        review_state="reviewed",
    )
    assert "碧江经开区" in text_of(stranger.get("/places/520602/"))


@pytest.mark.parametrize(
    "path", ["/places/520600/?inherited=1&on=2018", "/places/520000/", "/places/320500/"]
)
def test_a_page_asks_few_questions(stranger, tongren, path):
    figure(tongren.places["铜仁市"], "population", 4400000, "人")
    with CaptureQueriesContext(connection) as asked:
        assert stranger.get(path).status_code == 200
    # Twenty of its own, and four for what documents state of it.
    assert len(asked) <= 24


def test_the_page_speaks_english_names(stranger, tongren):
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    answer = stranger.get("/places/520600/?on=2018")
    assert heading(answer) == "Tongren"
    assert "Suzhou" in text_of(answer)
