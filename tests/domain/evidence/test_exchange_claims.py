"""The ledger of stated figures: out, in again, the same; 冲突 is current at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.evidence.building import a_claim, a_document, an_indicator
from tests.domain.pairings.building import a_division
from tests.support.exchanging import examined, imported, out_and_in, sheet, wrong_cells
from tests.workbooks.values import partial_dates, texts
from xieshou.domain.evidence.checking import running
from xieshou.domain.evidence.claims.services import accept_claim
from xieshou.domain.evidence.models import (
    Claim,
    ClaimOrigin,
    ClaimRelation,
    ClaimTier,
    IndicatorAlias,
    Per,
    RelationKind,
    Scope,
)
from xieshou.domain.evidence.relations import finding
from xieshou.domain.parties.models import Organisation
from xieshou.domain.parties.services import party_of
from xieshou.domain.programme import Programme
from xieshou.kernel.actor import Actor

pytestmark = pytest.mark.django_db
FIELDS = ("code", "document", "indicator", "value", "scope", "as_of", "receivers", "programme")


@pytest.fixture
def ground() -> None:
    """Two documents, an indicator with another name, three places of which two share a name, one zone."""
    a_document("A1")
    a_document("A2")
    alias = IndicatorAlias(indicator=an_indicator("projects", "个"), text="帮扶项目", key="帮扶项目")
    alias.save()
    tongren = a_division("铜仁市", "520600")
    a_division("城关镇", "520601101")
    a_division("城关镇", "520602101")
    for place in (tongren, None):
        Organisation.objects.create(
            name="示例开发区", name_key="示例开发区", kind="zone", side="west", division=place
        )


def claim_rows() -> list[dict[str, Any]]:
    columns = [field.name for field in Claim._meta.concrete_fields if field.name not in ("id", "edited_at")]
    claims = Claim.objects.order_by("code")
    sides = [[sorted(p.name for p in side.all()) for side in (c.givers, c.receivers)] for c in claims]
    return list(zip(claims.values(*columns), sides, strict=True))  # type: ignore[arg-type]


def test_names_find_their_parties_and_the_file_changes_nothing_twice(
    ground: None, tmp_path: Path, administrator: Actor
) -> None:
    path = sheet(
        tmp_path / "claims.xlsx",
        "claims",
        FIELDS,
        ["A1#1", "A1", "帮扶项目", "119项", "累计", "2019", "铜仁市", "东西部扶贫协作"],
        ["A1#2", "A1", "projects", "近3万个", None, "2019-12", "示例开发区(520600);520602101", None],
        ["A2#1", "A2", "示例projects", "40个", "annual", None, "全国", None],
    )
    assert imported("claims", path, administrator).new == 3
    one, two, three = Claim.objects.order_by("code")
    assert [party.name for party in one.receivers.all()] == ["铜仁市"]
    assert (one.value, one.unit, one.indicator.code, one.status) == (119, "个", "projects", "proposed")
    assert {party.unit for party in two.receivers.all()} == {
        Organisation.objects.get(division__code="520600"),
        party_of(a_division("城关镇", "520602101")).unit,
    }
    assert (two.word, str(two.as_of), two.scope) == ("近", "2019-12", "unstated")
    assert (three.nationwide, three.receivers.count(), three.edited_at is None) == (True, 0, False)
    assert examined("claims", path).counts == {"new": 0, "changed": 0, "unchanged": 3, "wrong": 0}


def test_two_imported_figures_that_contradict_each_other_stand_in_conflict_at_once(
    ground: None, tmp_path: Path
) -> None:
    path = sheet(
        tmp_path / "claims.xlsx",
        "claims",
        FIELDS,
        ["A1#1", "A1", "projects", "119个", "累计", "2019", "520600", "东西部扶贫协作"],
        ["A2#1", "A2", "projects", "300个", "累计", "2019", "520600", "东西部扶贫协作"],
    )
    imported("claims", path)
    assert ClaimRelation.objects.get().kind == RelationKind.CONFLICTS
    assert (finding.stale(), running.stale()) == ([], [])
    again = sheet(tmp_path / "b.xlsx", "claims", FIELDS[:4], ["A2#1", "A2", "projects", "119个"])
    assert imported("claims", again).changed == 1
    assert not ClaimRelation.objects.filter(kind=RelationKind.CONFLICTS).exists()
    assert finding.stale() == []


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("document", "A9", "没有文献 A9"),
        ("indicator", "没有", "没有编码、名称或别名"),
        ("value", "3户", "单位 户 与指标 projects 的单位 个 不同类"),
        ("value", None, "缺少数值"),
        ("value_high", 2, "上限小于"),
        ("as_of", "2018", "截至 2018 早于起始 2019"),
        ("receivers", "城关镇", "城关镇(520601101)"),
        ("receivers", "无此地区", "没有名称或代码"),
        ("receivers", "示例开发区", "可指"),
        ("receivers", "凯里市(520600)", "代码 520600 是 铜仁市"),
        ("receivers", "999999", "没有代码为 999999"),
        ("receivers", "全国、铜仁市", "全国的数字不再写受帮扶方"),
        ("givers", "全国", "帮扶方不能是全国"),
        ("span_end", 3, "止点应大于起点"),
        ("span_end", 12, "字数与起止位置不符"),
        ("span_end", None, "同时"),
        ("status", "已核", "只读,现为“待核”"),
        ("origin", "由文中所列清点", "只读"),
        ("surface", "4个", "与原文数字“4个”不符"),
    ],
)
def test_a_wrong_cell_is_named(ground: None, tmp_path: Path, field: str, written: object, said: str) -> None:
    fields = ("code", "document", "indicator", "value", "value_high", "start", "as_of", "givers", "receivers",
              "surface", "span_start", "span_end", "status", "origin")  # fmt: skip
    good = ["A1#1", "A1", "projects", "3个", None, "2019", "2020", None, "520600", "3个", 5, 7, None, None]
    row = [written if name == field else cell for name, cell in zip(fields, good, strict=True)]
    column = "value" if field == "surface" else field
    letter = "ABCDEFGHIJKLMN"[fields.index(column)]
    ((cell, found),) = wrong_cells("claims", sheet(tmp_path / "c.xlsx", "claims", fields, row))
    assert (cell, said in found) == (f"{letter}2", True), found
    assert not Claim.objects.exists()


def test_what_was_counted_and_what_was_decided_is_not_changed_by_a_file(
    ground: None, tmp_path: Path, administrator: Actor
) -> None:
    counted = a_claim("3个", document="A1", origin=ClaimOrigin.COUNTED, code="A1#n")
    decided = a_claim("4个", document="A1", status="proposed", code="A1#d")
    accept_claim(actor=administrator, claim_id=decided.pk)
    fields = ("code", "document", "indicator", "value", "note", "status")
    path = sheet(
        tmp_path / "c.xlsx",
        "claims",
        fields,
        ["A1#n", "A1", "projects", "5个", None, None],
        ["A1#d", "A1", "projects", "4个", "新说明", "待核"],
    )
    assert [cell for cell, _said in wrong_cells("claims", path)] == ["A2", "F3"]
    path = sheet(tmp_path / "d.xlsx", "claims", fields, ["A1#d", "A1", "projects", "4个", "新说明", None])
    imported("claims", path)
    decided.refresh_from_db()
    assert (decided.note, decided.status, decided.decided_by_id) == (
        "新说明",
        "accepted",
        administrator.user_id,
    )
    counted.refresh_from_db()
    assert counted.value == 3


CLAIMS = st.lists(
    st.fixed_dictionaries(
        {
            "surface": st.sampled_from(["近3万个", "40余个", "2.5万个", "超过12个", "1,234个"]),
            "scope": st.sampled_from(Scope.values),
            "per": st.sampled_from(["", *Per.values]),
            "tier": st.sampled_from(ClaimTier.values),
            "programme": st.sampled_from(["", *Programme.values]),
            "is_forecast": st.booleans(),
            "is_change": st.booleans(),
            "nationwide": st.booleans(),
            "label": st.just("") | texts,
            "note": st.just("") | texts,
            "as_of": st.none() | partial_dates,
            "givers": st.sets(st.integers(0, 4)),
        }
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=CLAIMS, end=st.sampled_from(["xlsx", "csv"]))
def test_any_claim_comes_back_unchanged(
    ground: None, tmp_path: Path, drawn: list[dict[str, Any]], end: str
) -> None:
    Claim.objects.all().delete()
    places = [a_division("铜仁市", "520600"), *Organisation.objects.order_by("pk")]
    places += [a_division("城关镇", "520601101"), a_division("城关镇", "520602101")]
    for number, row in enumerate(drawn):
        givers, as_of = row.pop("givers"), row.pop("as_of")
        days = {"as_of_on": as_of.day, "as_of_precision": as_of.precision.value} if as_of else {}
        claim = a_claim(document="A1", status="proposed", code=f"A1#{number}", **row, **days)
        claim.givers.set([party_of(places[each]) for each in givers])
    path = tmp_path / f"claims.{end}"
    counts = out_and_in("claims", path)
    assert counts == {"new": 0, "changed": 0, "unchanged": len(drawn), "wrong": 0}
    before = claim_rows()
    Claim.objects.all().delete()
    assert imported("claims", path).new == len(drawn)
    assert claim_rows() == before
