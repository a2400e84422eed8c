"""resolve: one division or the candidates, never a guess. A2-1, A31-7."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from xieshou.domain.places.models import Division
from xieshou.domain.places.queries import UnknownDivisionError, resolve
from xieshou.domain.places.resolution import Resolution, Tier
from xieshou.kernel.actor import ANONYMOUS
from xieshou.kernel.period import PartialDate

pytestmark = pytest.mark.usefixtures("country")
Y2005, Y2010, Y2013, Y2020, Y2022 = (date(y, 12, 31) for y in (2005, 2010, 2013, 2020, 2022))


def ask(name: str, on: date | None = None, within: str | Division | None = None) -> Resolution:
    return resolve(ANONYMOUS, name, on=on, within=within)


def codes(name: str, on: date | None = None, within: str | Division | None = None) -> list[str]:
    return [match.code for match in ask(name, on, within).matches]


@pytest.mark.parametrize(
    ("name", "on", "code"),
    [
        ("黔东南苗族侗族自治州", Y2013, "522600"),
        ("黔东南", Y2013, "522600"),
        ("黔东南州", Y2005, "522600"),
        ("黔東南州", Y2005, "522600"),
        ("恩施州", Y2020, "422800"),
        ("恩施市", Y2020, "422801"),
        ("延边州", Y2020, "222400"),
        ("盐边", Y2020, "510422"),
        ("铜仁地区", Y2010, "522200"),
        ("銅仁地區", Y2013, "520600"),
        ("铜仁", Y2013, "520600"),
        ("遵义县", Y2010, "520321"),
        ("遵义县", Y2020, "520304"),
        ("遵义", Y2020, "520300"),
        ("理县", Y2020, "513222"),
        ("六龙山乡", Y2020, "520602204"),
        ("坝黄", Y2020, "520602101"),
        ("高坝田村", Y2020, "520602101208"),
        ("合作市", Y2020, "623001"),
        ("贵州", Y2020, "520000"),
    ],
)
def test_a_name_finds_its_division_of_the_day(name: str, on: date, code: str) -> None:
    """A2-1: a place used in 2013 must resolve to the unit of 2013."""
    assert codes(name, on) == [code]


@pytest.mark.parametrize(
    ("name", "on", "candidates"),
    [
        ("吉林", Y2020, ["220000", "220200"]),
        ("恩施", Y2020, ["422800", "422801"]),
        ("遵义", Y2010, ["520300", "520321"]),
        ("铜仁", Y2010, ["522200", "522201"]),
        ("朝阳区", Y2020, ["110105", "220104"]),
    ],
)
def test_a_name_that_several_bear_gives_all_of_them(name: str, on: date, candidates: list[str]) -> None:
    assert codes(name, on) == candidates
    assert ask(name, on).ambiguous
    assert ask(name, on).only is None


def test_within_tells_namesakes_apart() -> None:
    assert codes("朝阳区", Y2020, "220000") == ["220104"]
    assert codes("朝阳区", Y2020, Division.objects.get(code="110000")) == ["110105"]
    assert codes("吉林", Y2020, "220000") == ["220200"]


def test_an_old_code_of_within_still_means_its_division() -> None:
    assert codes("碧江区", Y2020, "522200") == ["520602"]


def test_within_a_code_that_never_was_is_an_error_that_names_it() -> None:
    with pytest.raises(UnknownDivisionError, match="999999"):
        ask("朝阳区", Y2020, "999999")


def test_within_may_be_a_name_if_it_names_one_place_only() -> None:
    assert codes("朝阳区", Y2020, "北京市") == ["110105"]
    assert codes("碧江区", Y2020, "銅仁地區") == ["520602"]
    with pytest.raises(UnknownDivisionError, match="吉林"):
        ask("朝阳区", Y2020, "吉林")


def test_an_ended_unit_gives_those_that_took_over_each_with_the_reason() -> None:
    answer = ask("江干区", Y2022)
    assert {m.name for m in answer.matches} == {"上城区", "钱塘区"}
    assert all("江干区" in m.reason and "2021" in m.reason for m in answer.matches)
    assert answer.tier is Tier.OLD_FULL


def test_a_short_old_name_follows_the_same_way() -> None:
    assert codes("江干", Y2022) == codes("江干区", Y2022)


def test_an_ended_unit_answers_itself_while_it_was_in_force_and_when_no_date_is_given() -> None:
    assert codes("江干区", Y2020) == ["330104"]
    undated = ask("江干区")
    assert [m.code for m in undated.matches] == ["330104"]
    assert undated.matches[0].period.end == PartialDate.parse("2021-04-09")


def test_without_a_date_todays_names_come_before_old_ones() -> None:
    assert codes("遵义") == ["520300"]
    assert codes("铜仁市") == ["520600"]
    assert codes("铜仁地区") == ["522200"]


def test_a_unit_not_yet_founded_is_no_answer_but_is_shown() -> None:
    answer = ask("钱塘区", Y2013)
    assert answer.matches == ()
    assert [m.code for m in answer.near] == ["330114"]
    assert answer.note


def test_a_handover_day_belongs_to_the_new_name() -> None:
    assert codes("铜仁地区", date(2011, 10, 21)) == ["522200"]
    assert codes("铜仁地区", date(2011, 10, 22)) == ["520600"]


def test_an_ordinary_word_is_no_place_until_somebody_says_where() -> None:
    answer = ask("合作", Y2020)
    assert answer.matches == ()
    assert [m.code for m in answer.near] == ["623001"]
    assert "合作" in answer.note
    assert codes("合作", Y2020, "623000") == ["623001"]


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("贵州省黔东南州台江县", "522630"),
        ("贵州黔东南台江", "522630"),
        ("贵州省台江县", "522630"),
        ("張浦鎮七橋村", "320583106204"),
        ("张浦七桥村", "320583106204"),
        ("坝黄镇高坝田村", "520602101208"),
        ("贵州省铜仁市碧江区坝黄镇高坝田村村民委员会", "520602101208"),
        ("吉林省吉林市", "220200"),
        ("长春市朝阳区", "220104"),
        ("甘南州合作", "623001"),
    ],
)
def test_a_path_is_walked_from_above(path: str, code: str) -> None:
    assert codes(path, Y2020) == [code]


def test_a_path_by_old_names_leads_to_todays_unit() -> None:
    assert codes("遵义市遵义县", Y2020) == ["520304"]
    assert codes("杭州市江干区", Y2022) == ["330102", "330114"]


def test_a_path_whose_parts_do_not_belong_together_leads_nowhere() -> None:
    assert codes("浙江省台江县", Y2020) == []


def test_a_group_below_a_village_is_explained() -> None:
    """A2-1: 龙田组 is below a village."""
    answer = ask("坝黄镇高坝田村龙田组", Y2020)
    assert answer.matches == ()
    assert [m.code for m in answer.near] == ["520602101208"]
    assert "小组" in answer.note


def test_towns_match_on_any_day_but_not_for_certain() -> None:
    assert ask("坝黄镇", date(1999, 1, 1)).matches[0].certain is False
    assert ask("台江县", date(1999, 1, 1)).matches[0].certain is True


def test_a_date_known_to_the_month_only_is_not_certain_inside_it() -> None:
    assert ask("凯里市", date(1983, 9, 15)).matches[0].certain is False
    assert ask("凯里市", date(1983, 10, 1)).matches[0].certain is True


@pytest.mark.parametrize(
    ("code", "on", "expected"),
    [
        ("520602", Y2020, "520602"),
        ("520602000000", Y2020, "520602"),
        ("522200", Y2013, "520600"),
        ("522200", None, "522200"),
        ("520602101", Y2020, "520602101"),
        ("520602101208", None, "520602101208"),
        ("５２０６００", Y2013, "520600"),
    ],
)
def test_codes_resolve_too(code: str, on: date | None, expected: str) -> None:
    """A31-7: full-width digits as well."""
    assert codes(code, on) == [expected]


def test_an_unknown_name_comes_back_with_names_near_it() -> None:
    answer = ask("黔东男州", Y2020)
    assert answer.matches == ()
    assert "黔东南苗族侗族自治州" in answer.near_names
    assert ask("", Y2020).note
    assert ask("台江" * 40, Y2020).note


def test_a_match_says_where_it_lay() -> None:
    assert ask("台江县", Y2020).matches[0].path == "贵州省黔东南苗族侗族自治州台江县"
    assert ask("铜仁市", Y2010).matches[0].above == ("贵州省", "铜仁地区")


@pytest.mark.parametrize("name", ["黔东南", "江干区", "朝阳区", "贵州省黔东南州台江县", "合作", "522200"])
def test_resolving_takes_at_most_four_queries(name: str, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(4):
        ask(name, Y2022, None)
