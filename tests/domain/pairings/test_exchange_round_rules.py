"""The ledger of the rounds' rules: out, in again, the same; and what a rule of each kind needs (A3-10)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.pairings.building import a_division, a_round
from tests.support.exchanging import brought, examined, exported, out_and_in, said, tried_rows
from tests.support.tongren import Tongren, build
from tests.workbooks.values import texts
from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.checks import capacity_findings
from xieshou.domain.pairings.models import Round, RoundRule, RuleKind, RuleSubject, Tier
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError

pytestmark = pytest.mark.django_db
NAME = "rounds-rules"
HEADER = [
    "轮次", "规则", "层级", "适用地区代码", "上级结对东部单位", "上级结对西部单位",
    "一个西部单位最多受帮扶", "指标", "比较", "数值", "计量单位", "等次", "出处", "可信度",
]  # fmt: skip
CAPACITY = [
    "2016",
    "结对容量",
    "市—市州",
    "520000",
    None,
    None,
    1,
    None,
    None,
    None,
    None,
    None,
    "[004]",
    None,
]
THRESHOLD = ["2016", "阈值", *[None] * 5, "错退率", "<", 2, "%", None, "S52", "有出处"]


@pytest.fixture
def rounds(db: None) -> None:
    a_division("贵州省", "520000")
    a_round("2016", "2016-12", "2021")
    a_round("2021", "2021", "")


short = texts.filter(lambda text: len(text) <= 60)
limits = st.none() | st.integers(0, 32_767)
shared = {
    "round": st.sampled_from(["2016", "2021"]),
    "tier": st.just("") | st.sampled_from(Tier.values),
    "area": st.sampled_from([None, "520000"]),
    "source": short.filter(bool),
    "certainty": st.sampled_from(Certainty.values),
    "note": st.just("") | short,
}
names = ("max_receivers", "max_givers", "giver_units", "receiver_units")
rules = st.one_of(
    st.fixed_dictionaries({**shared, "kind": st.just("capacity"), **dict.fromkeys(names, limits)}).filter(
        lambda rule: any(rule[name] is not None for name in names)
    ),
    st.fixed_dictionaries(
        {
            **shared,
            "kind": st.just("threshold"),
            "subject": st.sampled_from(RuleSubject.values),
            "operator": st.sampled_from(["<", "<=", ">", ">=", "="]),
            "value": st.decimals(-1_000, 1_000, places=4),
            "unit": st.sampled_from(["", "%", "元"]),
        }
    ),
    st.fixed_dictionaries({**shared, "kind": st.just("grade_scale"), "grades": st.just("好、较好、一般")}),
)


def key_of(rule: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(rule.get(name) or "" for name in ("round", "kind", "tier", "area", "subject", "operator"))


def stored(rule: dict[str, Any]) -> None:
    from xieshou.domain.places.models import Division

    facts = dict(rule)
    round_, area = facts.pop("round"), facts.pop("area")
    RoundRule.objects.create(
        round=Round.objects.get(code=round_),
        area=Division.objects.get(code=area) if area else None,
        **facts,
    )


def everything() -> list[tuple[Any, ...]]:
    fields = [field.attname for field in RoundRule._meta.concrete_fields if not field.primary_key]
    return sorted(RoundRule.objects.values_list(*fields), key=repr)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(rules, max_size=8, unique_by=key_of))
def test_what_is_exported_comes_back_the_same(
    rounds: None, tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    RoundRule.objects.all().delete()
    for row in rows:
        stored(row)
    before = everything()
    unchanged = {"new": 0, "changed": 0, "unchanged": len(rows), "wrong": 0}
    assert out_and_in(NAME, tmp_path / "out.xlsx") == unchanged
    exported(NAME, tmp_path / "out.csv")
    RoundRule.objects.all().delete()
    if rows:
        brought(examined(NAME, tmp_path / "out.csv"))
    assert everything() == before


def test_a_rule_that_comes_by_file_is_what_pairings_are_held_against(db: None, tmp_path: Path) -> None:
    from tests.domain.places.conftest import Atlas

    told: Tongren = build(Atlas())
    suzhou = told.pairings[2]
    row = [suzhou.round.code, "结对容量", "县—县", None, "苏州市", "铜仁市", 0, *[None] * 5, "示例", "示例"]
    assert brought(tried_rows(NAME, tmp_path, HEADER, row)).new == 1
    rule = RoundRule.objects.get()
    assert (rule.parent, rule.max_givers, rule.certainty) == (suzhou, 0, Certainty.SAMPLE)
    assert capacity_findings(SYSTEM, rule)
    again = [*row[:6], 1, *row[7:]]
    found = tried_rows(NAME, tmp_path, HEADER, again)
    assert (found.counts["new"], found.counts["changed"]) == (0, 1)
    brought(found)
    assert not capacity_findings(SYSTEM, RoundRule.objects.get())


def test_a_new_rule_without_certainty_is_to_be_verified(rounds: None, tmp_path: Path) -> None:
    brought(tried_rows(NAME, tmp_path, HEADER[:-1], CAPACITY[:-1], THRESHOLD[:-1]))
    assert set(RoundRule.objects.values_list("kind", "certainty")) == {
        (RuleKind.CAPACITY, Certainty.MEMORY),
        (RuleKind.THRESHOLD, Certainty.MEMORY),
    }


def test_what_names_nothing_or_says_nothing_is_refused_by_name(rounds: None, tmp_path: Path) -> None:
    rows = [
        ["1999", *CAPACITY[1:]],
        [*CAPACITY[:3], "529999", *CAPACITY[4:]],
        [*CAPACITY[:4], "苏州市", "铜仁市", *CAPACITY[6:]],
        [*CAPACITY[:2], "县—县", *CAPACITY[3:6], None, *CAPACITY[7:]],
        [*THRESHOLD[:9], None, *THRESHOLD[10:]],
        ["2021", "考核等次", *[None] * 10, "S16", None],
    ]
    assert said(tried_rows(NAME, tmp_path, HEADER[:-1], *[row[:-1] for row in rows])) == [
        "A2 没有这个轮次,已登记的有 2016、2021",
        "D3 没有代码为 529999 的区划",
        "E4 这一轮没有这个结对",
        "B5 结对容量至少要填一个上限或单位数",
        "J6 阈值必填,其他规则不填",
        "L7 考核等次必填,其他规则不填",
    ]
    assert not RoundRule.objects.exists()


def test_only_those_who_may_write_can_apply(rounds: None, tmp_path: Path) -> None:
    found = tried_rows(NAME, tmp_path, HEADER[:-1], CAPACITY[:-1])
    assert found.changes is not None
    with pytest.raises(NotAllowedError):
        found.register.apply(ANONYMOUS, found.changes)
    assert not RoundRule.objects.exists()
