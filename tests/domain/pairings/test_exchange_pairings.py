"""The ledger of pairings: out, in again, the same; and a dry run by the rules of the round (A3, C3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.pairings.building import a_division, a_round
from tests.support.exchanging import brought, examined, exported, out_and_in, said, tried_rows
from tests.workbooks.values import texts
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import period_columns
from xieshou.domain.evidence.models import Document
from xieshou.domain.pairings.models import EndReason, Pairing, PairingSource, PairKind, RoundRule, Shape, Tier
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.places.models import Division, Level
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import ANONYMOUS, NotAllowedError
from xieshou.kernel.period import Period

pytestmark = pytest.mark.django_db
HEADER = ["轮次", "协作类型", "东部单位", "东部单位代码", "西部单位", "西部单位代码", "起始", "终止",
          "上级结对东部单位", "上级结对西部单位", "出处"]  # fmt: skip
UPPER = [
    "2016",
    "东西部扶贫协作",
    "苏州市",
    "320500",
    "铜仁市",
    "520600",
    "2016-12",
    "2021",
    None,
    None,
    None,
]


def pair(giver: str, giver_code: str, receiver: str, receiver_code: str, *rest: Any) -> list[Any]:
    """A row under 苏州–铜仁."""
    start, end, sources = (*rest, None, None, None)[:3]
    return ["2016", "东西部扶贫协作", giver, giver_code, receiver, receiver_code, start or "2017-10",
            end or "2021", "苏州市", "铜仁市", sources]  # fmt: skip


KUNSHAN = pair("昆山市", "320583", "碧江区", "520602")


@pytest.fixture
def two_sides(db: None) -> dict[str, Division]:
    """Two prefectures with two counties and a village each, two zones, and the round of 2016."""
    a_round("2016", "2016-12", "2021")
    suzhou, tongren = a_division("苏州市", "320500"), a_division("铜仁市", "520600")
    found = {"苏州市": suzhou, "铜仁市": tongren}
    for name, code, level, above in (
        ("昆山市", "320583", Level.COUNTY, suzhou),
        ("太仓市", "320585", Level.COUNTY, suzhou),
        ("碧江区", "520602", Level.COUNTY, tongren),
        ("江口县", "520621", Level.COUNTY, tongren),
    ):
        found[name] = a_division(name, code, level, above)
    found["七桥村"] = a_division("七桥村", "320583100201", Level.VILLAGE, found["昆山市"])
    found["高坝田村"] = a_division("高坝田村", "520602101201", Level.VILLAGE, found["碧江区"])
    for name, side, seat in (("昆山高新区", "east", "昆山市"), ("碧江经开区", "west", "碧江区")):
        Organisation.objects.create(name=name, name_key=name, kind="zone", side=side, division=found[seat])
    Organisation.objects.create(
        name="示例公司", name_key="示例公司", kind="firm", side="east", division=found["昆山市"]
    )
    Document.objects.create(code="S33", title="示例")
    return found


def everything() -> list[tuple[Any, ...]]:
    party = ("giver", "receiver", "parent__giver", "parent__receiver", "successor__giver")
    fields = [f"{one}__{unit}__name" for one in party for unit in ("division", "organisation")]
    own = ("round__code", "programme", "tier", "kind", "start_on", "start_precision", "end_on",
           "end_precision", "shape", "formal", "distance_km", "distance_qualifier", "end_reason",
           "certainty", "note", "sources__document__code")  # fmt: skip
    return sorted(Pairing.objects.values_list(*own, *fields), key=repr)


def test_pairings_of_several_tiers_and_kinds_come_in_one_file_parents_and_all(
    two_sides: dict[str, Division], tmp_path: Path
) -> None:
    rows = [
        pair("七桥村", "320583100201", "高坝田村", "520602101201", "2018"),
        pair("示例公司", "320583", "高坝田村", "520602101201", "2018"),
        pair("昆山高新区", "320583", "碧江经开区", "520602", "2018"),
        [*KUNSHAN[:-1], "S33"],
        UPPER,
    ]
    found = tried_rows("pairings", tmp_path, HEADER, *rows)
    assert said(found) == []
    assert brought(found).new == 5
    assert sorted(Pairing.objects.values_list("tier", "kind")) == sorted(
        [
            (Tier.VILLAGE, PairKind.VILLAGE),
            (Tier.FIRM_VILLAGE, PairKind.FIRM_VILLAGE),
            (Tier.ZONE, PairKind.INDUSTRY),
            (Tier.COUNTY, PairKind.GOVERNMENT),
            (Tier.PREFECTURE, PairKind.GOVERNMENT),
        ]
    )
    assert Pairing.objects.filter(parent__tier=Tier.PREFECTURE).count() == 4
    kunshan = Pairing.objects.get(tier=Tier.COUNTY)
    assert kunshan.certainty == Certainty.SOURCE
    assert [source.document.code for source in kunshan.sources.all()] == ["S33"]
    again = tried_rows("pairings", tmp_path, HEADER, *rows)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 5, "wrong": 0}
    assert out_and_in("pairings", tmp_path / "out.xlsx")["unchanged"] == 5
    before = everything()
    exported("pairings", tmp_path / "out.csv")
    PairingSource.objects.all().delete()
    Pairing.objects.update(parent=None)
    Pairing.objects.all().delete()
    brought(examined("pairings", tmp_path / "out.csv"))
    assert everything() == before


facts = st.fixed_dictionaries(
    {
        "programme": st.sampled_from(Programme.values),
        "shape": st.just("") | st.sampled_from(Shape.values),
        "formal": st.booleans(),
        "distance_km": st.none() | st.decimals(0, 99999, places=1),
        "distance_qualifier": st.sampled_from(["=", "≈", "≥", "≤"]),
        "end_reason": st.just("") | st.sampled_from(EndReason.values),
        "certainty": st.sampled_from(Certainty.values),
        "note": st.just("") | texts,
        "dates": st.sampled_from(
            [("2016-12", None), (None, "2021"), ("2017", "2018-09"), (">=2016-12-07", "2021")]
        ),
    }
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(facts, min_size=1, max_size=4, unique_by=lambda row: row["programme"]))
def test_any_pairing_comes_back_unchanged(
    two_sides: dict[str, Division], tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    Pairing.objects.all().delete()
    ends = [Party.objects.get_or_create(division=two_sides[name])[0] for name in ("昆山市", "碧江区")]
    for row in rows:
        dates = row.pop("dates")
        Pairing.objects.create(
            round=a_round("2016", "2016-12", "2021"),
            giver=ends[0],
            receiver=ends[1],
            tier=Tier.COUNTY,
            **row,
            **period_columns(Period.parse(*dates)),
        )
    unchanged = {"new": 0, "changed": 0, "unchanged": len(rows), "wrong": 0}
    assert out_and_in("pairings", tmp_path / "out.xlsx") == unchanged
    assert out_and_in("pairings", tmp_path / "out.csv") == unchanged


def test_a_dry_run_writes_nothing(two_sides: dict[str, Division], tmp_path: Path) -> None:
    tried_rows("pairings", tmp_path, HEADER, UPPER, KUNSHAN)
    assert not Pairing.objects.exists()
    assert not Party.objects.exists()


def test_a_unit_with_more_partners_than_its_round_allows_is_named_in_the_dry_run(
    two_sides: dict[str, Division], tmp_path: Path
) -> None:
    """A3-5."""
    RoundRule.objects.create(
        round=a_round("2016", "2016-12", "2021"), kind="capacity", tier=Tier.COUNTY, max_receivers=1,
        max_givers=1, source="示例", certainty="sample",
    )  # fmt: skip
    brought(tried_rows("pairings", tmp_path, HEADER, UPPER, KUNSHAN))
    second = pair("太仓市", "320585", "碧江区", "520602", "2018")
    assert said(tried_rows("pairings", tmp_path, HEADER, UPPER, KUNSHAN, second)) == [
        "E4 2016 碧江区同时接受的帮扶单位超过本轮上限 1 个(2018-01-01):昆山市 → 碧江区、太仓市 → 碧江区"
    ]


def test_what_breaks_dates_parents_or_parties_is_said_at_its_cell(
    two_sides: dict[str, Division], tmp_path: Path
) -> None:
    brought(tried_rows("pairings", tmp_path, HEADER, UPPER, KUNSHAN))
    rows = [
        pair("太仓市", "320585", "江口县", "520621", "2016-01", "2022"),
        pair("太仓市", "320585", "江口", "520621", "2018"),
        pair("没有的公司", "320583", "高坝田村", "520602101201", "2018"),
        pair("昆山市", "320583", "碧江区", "520602", "2018"),
        ["2019", *pair("太仓市", "320585", "江口县", "520621", "2019")[1:]],
        [*pair("太仓市", "320585", "江口县", "520621", "2020")[:-3], "苏州市", "碧江区", None],
        pair("太仓市", "320585", "江口县", "520621", "2018-05", None, "S999"),
        pair("太仓市", "320585", "高坝田村", "520602101201", "2018"),
    ]
    assert [said(tried_rows("pairings", tmp_path, HEADER, row)) for row in rows] == [
        ["G2 起止 [2016-01, 2022) 超出上级结对的起止 [2016-12, 2021)"],
        ["E2 520621 在 2018-01-01 的名称是“江口县”,不是“江口”:请改为“江口县”"],
        ["D2 320583 在 2018-01-01 是苏州市昆山市;没有名为“没有的公司”的区划"],
        ["C2 昆山市 → 碧江区在 [2017-10, 2021) 已有结对记录:请改那一条的起止或出处"],
        ["A2 没有这一轮次,已有 2016"],
        ["I2 本轮没有 苏州市→碧江区 的结对"],
        ["K2 没有编号为 S999 的文献"],
        ["E2 太仓市与高坝田村不构成任何结对层级"],
    ]


def test_a_note_on_history_can_be_mended_whatever_the_rules_say_of_it(
    two_sides: dict[str, Division], tmp_path: Path
) -> None:
    brought(tried_rows("pairings", tmp_path, HEADER, UPPER))
    Pairing.objects.update(end_on="2030-01-01", end_precision="day")
    row = [*UPPER[:7], "2030-01-01", *UPPER[8:]]
    found = tried_rows("pairings", tmp_path, [*HEADER, "说明"], [*row, "改过的说明"])
    assert found.counts == {"new": 0, "changed": 1, "unchanged": 0, "wrong": 0}
    brought(found)
    assert Pairing.objects.get().note == "改过的说明"


def test_a_right_row_whose_parent_is_in_a_wrong_one_is_refused_with_all(
    two_sides: dict[str, Division], tmp_path: Path
) -> None:
    wrong = [*UPPER[:10], "S999"]
    found = tried_rows("pairings", tmp_path, HEADER, wrong, KUNSHAN)
    assert said(found) == ["K2 没有编号为 S999 的文献", "I3 所指的结对在第 2 行,该行有误"]
    assert not Pairing.objects.exists()


def test_only_those_who_may_write_can_apply(two_sides: dict[str, Division], tmp_path: Path) -> None:
    found = tried_rows("pairings", tmp_path, HEADER, UPPER)
    assert found.changes is not None
    with pytest.raises(NotAllowedError):
        found.register.apply(ANONYMOUS, found.changes)
