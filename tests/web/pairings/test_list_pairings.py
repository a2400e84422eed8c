"""The list of pairings: as of a day or ever, filtered, sorted, paged; open to everybody."""

import re

import pytest
from django.conf import settings

from tests.domain.pairings.building import a_pairing
from xieshou.domain.pairings.models import Pairing

pytestmark = pytest.mark.django_db


def pairs(answer):
    return [(row["giver"].name, row["receiver"].name) for row in answer.context["rows"]]


def listed(client, **asked):
    answer = client.get("/pairings/", asked)
    assert answer.status_code == 200
    return pairs(answer)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("1996-07-31", []),
        ("2005-06-30", [("青岛市", "铜仁地区")]),
        ("2012-06-30", [("青岛市", "铜仁市")]),
        ("2014-06-30", [("苏州市", "铜仁市")]),
        ("2018-06-30", [("苏州市", "铜仁市"), ("昆山市", "碧江区")]),
        ("2022-01-01", []),
    ],
)
def test_a_stranger_sees_who_helped_whom_on_a_day_under_the_names_of_that_day(
    stranger, tongren, on, expected
):
    """A1-1, A2-1: 铜仁 was a 地区 until 2011-10-22."""
    assert listed(stranger, on=on) == expected


def test_ever_lists_every_pairing_once(stranger, tongren):
    assert len(listed(stranger, ever="1")) == 4
    page = stranger.get("/pairings/?ever=1").content.decode()
    assert "1996年以来记录的全部结对,共 4 个" in page


def test_a_day_in_the_month_of_a_change_is_marked_as_unsure(stranger, tongren):
    """A31-2."""
    assert "当日不确定" in stranger.get("/pairings/?on=2013-02-10").content.decode()
    assert "当日不确定" not in stranger.get("/pairings/?on=2014-02-10").content.decode()


@pytest.mark.parametrize(
    ("asked", "givers"),
    [
        ({"round": "1996"}, ["青岛市"]),
        ({"programme": "counterpart_help"}, ["苏州市"]),
        ({"tier": "county"}, ["昆山市"]),
        ({"kind": "government", "tier": "county"}, ["昆山市"]),
        ({"kind": "family"}, []),
        ({"certainty": "seed", "tier": "county"}, ["昆山市"]),
        ({"certainty": "memory"}, []),
        ({"text": "昆山"}, ["昆山市"]),
        ({"text": "銅仁地區"}, ["青岛市", "苏州市", "苏州市"]),
        ({"scope": "370000"}, ["青岛市"]),
        ({"scope": "520602"}, ["昆山市"]),
        ({"round": "2016", "text": "苏州", "tier": "prefecture"}, ["苏州市"]),
    ],
)
def test_each_filter_keeps_what_answers_to_it(stranger, tongren, asked, givers):
    assert [giver for giver, _ in listed(stranger, ever="1", sort="since", **asked)] == givers


@pytest.mark.parametrize(
    "asked", ["round=2016", "programme=east_west", "tier=county", "kind=town", "certainty=seed"]
)
def test_the_form_shows_what_is_filtered(stranger, tongren, asked):
    name, value = asked.split("=")
    page = stranger.get(f"/pairings/?{asked}").content.decode()
    chosen = re.search(rf'<select id="f-{name}".*?</select>', page, re.DOTALL)[0]
    assert f'<option value="{value}" selected>' in chosen


@pytest.mark.parametrize("name", ["round", "programme", "tier", "kind", "certainty", "sort"])
@pytest.mark.parametrize("page", ["", "export.csv", "tree/"])
def test_a_filter_that_cannot_be_read_is_said_in_words(stranger, tongren, page, name):
    answer = stranger.get(f"/pairings/{page}", {name: "无此项"})
    assert answer.status_code == 400
    assert "筛选条件“无此项”无法识别" in answer.content.decode()


@pytest.mark.parametrize("asked", ["on=2013-13", "on=1900", "scope=贵州", "text=%00"])
def test_so_is_a_day_a_place_or_a_text_that_no_database_takes(stranger, tongren, asked):
    assert stranger.get(f"/pairings/?{asked}").status_code == 400


@pytest.mark.parametrize("text", ["%", "_", "' OR 1=1 --", "<script>", "\\"])
def test_signs_that_mean_something_elsewhere_are_only_text(stranger, tongren, text):
    answer = stranger.get("/pairings/", {"ever": "1", "text": text})
    assert pairs(answer) == []
    assert "<script>" not in answer.content.decode().split("<main")[1]


@pytest.mark.parametrize(
    ("sort", "first"), [("since", "青岛市"), ("-since", "昆山市"), ("giver", "苏州市"), ("-giver", "青岛市")]
)
def test_it_sorts_both_ways(stranger, tongren, sort, first):
    assert listed(stranger, ever="1", sort=sort)[0][0] == first


def test_long_lists_come_in_pages_that_lose_and_repeat_nothing(stranger, db, django_assert_max_num_queries):
    for number in range(120):
        a_pairing(f"东{number}", f"33{number:04}", f"西{number}", f"52{number:04}", round_code="2016",
                  start="2016", end=None)  # fmt: skip
    with django_assert_max_num_queries(12):
        first = stranger.get("/pairings/?on=2018-01-01")
    seen = [pair for page in "123" for pair in listed(stranger, on="2018-01-01", page=page)]
    assert (len(first.context["rows"]), len(seen), len(set(seen))) == (50, 120, 120)
    assert "共 120 个" in first.content.decode()
    assert 'rel="next" href="?on=2018-01-01&amp;page=2"' in first.content.decode()


def test_an_empty_day_says_what_to_do_next(stranger, tongren):
    page = stranger.get("/pairings/?on=1990").content.decode()
    assert "东西部扶贫协作始于1996年" in page
    assert "/pairings/?ever=1" in page
    filtered = stranger.get("/pairings/?on=2018&text=没有").content.decode()
    assert "没有符合条件的结对" in filtered


def test_in_english_choices_and_headings_are_english(stranger, tongren):
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    text = stranger.get("/pairings/?ever=1").content.decode()
    main = text[text.index("<thead") : text.index("</thead>")]
    assert not re.search(r"[\u4e00-\u9fff]", main)


def test_nothing_is_written_by_looking(stranger, tongren):
    before = list(Pairing.objects.order_by("pk").values())
    for page in ("", "tree/", "coverage/", "rounds/", "export.csv"):
        assert stranger.get(f"/pairings/{page}?on=2018").status_code == 200
    assert list(Pairing.objects.order_by("pk").values()) == before
