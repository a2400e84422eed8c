"""``xieshou figures`` on everything that ships: what documents state about a place."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Ask
from tests.support.running import Home

pytestmark = pytest.mark.slow
KEYS = [
    "code", "document", "indicator", "indicator_name", "label", "value", "value_high", "unit", "qualifier",
    "word", "per", "scope", "start", "as_of", "givers", "receivers", "programme", "tier", "origin", "flags",
    "status", "surface", "span", "note",
]  # fmt: skip


def test_a_figure_is_answered_in_the_promised_shape(ask: Ask) -> None:
    """A9-6, A31-1: unit, qualifier, scope and day stand with every figure."""
    answer, code, said = ask("figures", "--place", "恩施州", "--json")
    assert (code, said) == (0, "")
    assert {tuple(row) for row in answer} == {tuple(KEYS)}
    row = next(row for row in answer if row["code"] == "[000]@1694")
    assert (row["value"], row["unit"], row["qualifier"], row["surface"]) == (160_000, "户", "=", "16万")
    assert (row["indicator"], row["scope"], row["as_of"]) == ("hh_benefited", "cumulative", "2020-10-08")
    assert row["span"] == [1694, 1697]
    assert row["givers"] == [{"code": "330100", "name": "杭州市"}]
    assert row["receivers"] == [{"code": "422800", "name": "恩施土家族苗族自治州"}]
    about = next(row for row in answer if row["surface"] == "超过15万")
    assert (about["value"], about["unit"], about["qualifier"], about["word"]) == (150_000, "人", "≥", "超过")


def test_projects_of_several_documents_stand_side_by_side(ask: Ask) -> None:
    """A31-5: 220, 305, 872 and 951 projects, each with its day and source."""
    answer, _, _ = ask("figures", "--place", "恩施州", "--indicator", "项目数", "--json")
    stated = {(row["document"], row["value"], row["as_of"]) for row in answer}
    assert stated >= {
        ("S32", 220, "2018-08"),
        ("[001]", 305, "2019"),
        ("[000]", 872, "2020-10-08"),
        ("S31", 951, "2020-11"),
    }


def test_an_indicator_brings_its_family_and_may_be_written_in_either_script(ask: Ask) -> None:
    """A31-5, A31-7: 签约, 总投资 and 产业转移 are three measures of one family."""
    family, _, _ = ask("figures", "--place", "黔东南", "--indicator", "投資額", "--json")
    assert {(row["indicator"], row["surface"]) for row in family} == {
        ("invest_signed", "92亿元"),
        ("total_investment", "146亿元"),
        ("transfer_investment", "39.18亿元"),
    }


def test_units_below_come_only_on_request(ask: Ask) -> None:
    own, _, _ = ask("figures", "--place", "碧江区", "--json")
    more, _, _ = ask("figures", "--place", "碧江区", "--below", "--json")
    receivers = {party["code"] for row in more for party in row["receivers"]}
    assert "520602101208" in receivers
    assert {row["code"] for row in own} < {row["code"] for row in more}


def test_programmes_are_kept_apart(ask: Ask) -> None:
    """A31-8: 774.2亿 in 吉林 is 对口合作, not 东西部扶贫协作."""
    answer, code, _ = ask("figures", "--place", "吉林省", "--programme", "对口合作", "--json")
    assert code == 0
    assert {row["programme"] for row in answer} == {"counterpart_cooperation"}
    assert "774.2亿元" in {row["surface"] for row in answer}


def test_noise_is_left_out(ask: Ask) -> None:
    """A31-9."""
    answer, _, _ = ask("figures", "--json")
    assert len(answer) > 200
    assert "noise" not in {row["tier"] for row in answer}


def test_an_unknown_indicator_exits_with_2_and_says_what_is_near(ask: Ask) -> None:
    answer, code, said = ask("figures", "--place", "恩施州", "--indicator", "贫困率", "--json")
    assert (answer["error"], answer["indicator"], code) == ("unknown", "贫困率", 2)
    assert "贫困发生率" in {candidate["name"] for candidate in answer["candidates"]}
    assert "poverty_rate 贫困发生率" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--place", "恩师州"), "--place: "),
        (("--place", "吉林"), "不止一处"),
        (("--programme", "东西"), "--programme: 没有这种协作类型"),
    ],
)
def test_what_is_unknown_or_ambiguous_exits_with_2(ask: Ask, words: tuple[str, ...], said: str) -> None:
    answer, code, told = ask("figures", *words, "--json")
    assert code == 2
    assert answer["error"] in {"unknown", "ambiguous"}
    assert said in told


def test_nothing_stated_is_an_empty_list(ask: Ask) -> None:
    answer, code, said = ask("figures", "--place", "拉萨市", "--json")
    assert (answer, code) == ([], 0)
    assert "没有文载数字" in said


def test_a_table_shows_the_figure_as_it_is_written(loaded_home: Home) -> None:
    said = loaded_home.do("figures", "--place", "黔东南", "--table")
    assert said.splitlines()[0].split() == [
        "code", "indicator_name", "figure", "scope", "start", "as_of", "givers", "receivers", "status",
    ]  # fmt: skip
    assert "近2.28亿元" in said
