"""The book of a pairing: its chain, its relation through the rounds, what is below, what does not agree."""

import re
from datetime import date

import pytest
from django.conf import settings
from django.utils import translation

from xieshou.domain.pairings.models import HandOverItem, Pairing, RoundRule
from xieshou.domain.pairings.rules import Code, Finding
from xieshou.domain.pairings.wording import SENTENCES, in_words

pytestmark = pytest.mark.django_db


@pytest.fixture
def suzhou(tongren):
    return tongren.pairings[2]


def book(client, pairing, **asked):
    answer = client.get(f"/pairings/{pairing.pk}/", asked)
    assert answer.status_code == 200
    return answer


def text_of(answer):
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_a_stranger_may_read_it(stranger, suzhou):
    answer = book(stranger, suzhou, on="2018-06-30")
    assert "苏州市 → 铜仁市" in re.search("<title>.*?</title>", answer.content.decode(), re.DOTALL)[0]
    assert "终止结对" not in answer.content.decode()


def test_an_administrator_is_led_to_ending_it(administrator_client, suzhou):
    assert f"/pairings/{suzhou.pk}/end/" in book(administrator_client, suzhou).content.decode()


@pytest.mark.parametrize("number", ["999", "99999999999999999999999999"])
def test_one_that_is_not_there_is_said_in_words(stranger, tongren, number):
    answer = stranger.get(f"/pairings/{number}/")
    assert answer.status_code == 404
    assert "没有这个结对" in answer.content.decode()


def test_the_relation_is_told_from_the_first_helper_on(stranger, suzhou):
    """A1-7: twenty-four years across a hand-over."""
    answer = book(stranger, suzhou, on="2020-11-23")
    relation = answer.context["relation"]
    assert [str(step.giver) for step in relation.steps] == ["青岛市", "苏州市", "苏州市"]
    assert "至此不间断地受帮扶 24 年,更换帮扶方 1 次" in text_of(answer)


@pytest.mark.parametrize(
    ("on", "read_as_at", "years"),
    [
        ("2018-06-30", "2018-06-30", 21),
        ("2000-01-01", "2016-12-01", 20),
        ("2025-01-01", "2020-12-31", 24),
    ],
)
def test_it_is_read_as_at_the_day_asked_or_the_nearest_in_which_it_was_in_force(
    stranger, suzhou, on, read_as_at, years
):
    answer = book(stranger, suzhou, on=on)
    assert answer.context["on"] == date.fromisoformat(read_as_at)
    assert answer.context["relation"].years == years


def test_it_bears_the_names_of_its_own_time(stranger, tongren):
    """A2-1: 铜仁地区 in the book of 1996, 铜仁市 in that of 2013."""
    old, new = (book(stranger, pairing) for pairing in tongren.pairings[:2])
    assert "青岛市 → 铜仁地区" in re.search("<title>.*?</title>", old.content.decode(), re.DOTALL)[0]
    assert "苏州市 → 铜仁市" in re.search("<title>.*?</title>", new.content.decode(), re.DOTALL)[0]


def test_a_county_pair_shows_what_it_stands_under(stranger, tongren):
    """A3-10."""
    answer = book(stranger, tongren.pairings[3], on="2018-06-30")
    assert [(row["giver"].name, row["receiver"].name) for row in answer.context["chain"]] == [
        ("苏州市", "铜仁市"),
        ("昆山市", "碧江区"),
    ]


def test_kinds_coverage_and_the_unpaired_are_listed(stranger, suzhou, tongren):
    """A3-7, A3-9."""
    answer = book(stranger, suzhou, on="2018-06-30")
    assert len(answer.context["kinds"]) == 7
    assert [u.name for u in answer.context["coverage"].coverage.unpaired_receivers] == ["江口县"]
    assert "△ 未全覆盖" in text_of(answer)
    town = book(stranger, tongren.pairings[3], on="2018-06-30").context["coverage"]
    assert [u.name for u in town.coverage.unpaired_receivers] == ["坝黄镇"]


def test_sources_are_shown_and_their_lack_is_said(stranger, suzhou):
    assert "[002] 示例文章" in text_of(book(stranger, suzhou))
    suzhou.sources.all().delete()
    assert "没有出处" in text_of(book(stranger, suzhou))


def test_the_hand_over_list_is_shown(stranger, suzhou):
    """A3-12."""
    HandOverItem.objects.create(pairing=suzhou, kind="asset", description="示例:厂房一处")
    assert "资产 示例:厂房一处 待交接" in text_of(book(stranger, suzhou))


def test_what_does_not_agree_with_the_rules_is_said_in_words(stranger, tongren, suzhou):
    """A3-3, A3-8: history warns, it never blocks."""
    assert "与规则不一致之处" not in text_of(book(stranger, suzhou))
    Pairing.objects.filter(pk=suzhou.pk).update(
        shape="one_many", start_on=date(2016, 11, 1), successor=tongren.pairings[0]
    )
    RoundRule.objects.create(
        round=suzhou.round,
        kind="capacity",
        tier="prefecture",
        max_receivers=0,
        source="示例",
        certainty="sample",
    )
    said = text_of(book(stranger, suzhou))
    assert "起止 2016年11月至2021年 超出本轮的起止 2016年12月至2021年" in said
    assert "形态写作“一对多”,实际为 一对一" in said
    assert "本结对止于 2021年,接续结对始于 1996年8月" in said
    assert "苏州市同时帮扶的单位超过本轮上限 0 个(2016年11月1日)" in said


FACTS = {
    Code.GIVER_CAPACITY: (("limit", "1"), ("on", "2016-12-01"), ("pairings", "a → b")),
    Code.RECEIVER_CAPACITY: (("limit", "1"), ("on", "2016-12-01"), ("pairings", "a → b")),
    Code.OUTSIDE_PARENT: (("own", "[2013, 2019)"), ("outer", "[2013-02, >=2016-12-01)")),
    Code.OUTSIDE_ROUND: (("own", "[…, 2019)"), ("outer", "[2013-02, …)")),
    Code.PARTY_NOT_VALID: (("party", "x"), ("exists", "[…, 2011-10-22)"), ("own", "[2013, …)")),
    Code.NOT_BELOW_PARENT: (("unit", "x"), ("above", "y")),
    Code.OTHER_PROGRAMME: (("own", "east_west"), ("parent", "counterpart_help")),
    Code.SHAPE: (("stated", "point_point"), ("real", "1:n")),
    Code.SUCCESSOR: (("ends", "2016-12"), ("starts", "None")),
    Code.NO_SOURCE: (("certainty", "source"),),
    Code.ALREADY_RECORDED: (("own", "[2013, …)"),),
    Code.CHILD_OUTLIVES: (("own", "[2013, …)"),),
}


@pytest.mark.parametrize("code", Code)
def test_every_finding_has_a_sentence_in_chinese_without_codes_of_ours(code):
    said = in_words(Finding(code, "示例", FACTS.get(code, ())))
    assert re.search(r"[\u4e00-\u9fff]", said)
    assert not re.search(r"%\(|\[|…|_|None|1:n", said), said


@pytest.mark.parametrize("code", Code)
def test_every_finding_has_a_sentence_in_english(code):
    with translation.override("en"):
        said = in_words(Finding(code, "x", FACTS.get(code, ())))
    assert not re.search(r"[\u4e00-\u9fff]", said), said
    assert set(SENTENCES) == set(Code)


def test_in_english_the_book_has_no_chinese_beside_names_and_titles(stranger, suzhou):
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    headings = re.findall(r"<h[123].*?</h[123]>", book(stranger, suzhou).content.decode(), re.DOTALL)
    assert not re.search(r"[\u4e00-\u9fff]", re.sub(r"<[^>]+>", "", " ".join(headings)))


def test_it_costs_few_queries(stranger, suzhou, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        book(stranger, suzhou, on="2018-06-30")
