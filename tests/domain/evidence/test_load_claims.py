"""Loading figures with their readings, from small files."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.domain.pairings.building import a_division
from xieshou.domain.evidence.catalogue.words import key_of
from xieshou.domain.evidence.claims import checks
from xieshou.domain.evidence.claims.cells import BadClaimError
from xieshou.domain.evidence.claims.figures import READING_COLUMNS
from xieshou.domain.evidence.claims.loading import load_claims
from xieshou.domain.evidence.claims.sources import COLUMNS
from xieshou.domain.evidence.models import (
    Claim,
    ClaimStatus,
    Document,
    Indicator,
    IndicatorAlias,
)
from xieshou.domain.evidence.storing import Loaded
from xieshou.domain.parties.models import Organisation, OrganisationKind, Party, Side
from xieshou.domain.places.models import Level
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError
from xieshou.kernel.period import Precision

pytestmark = pytest.mark.django_db

FIGURE = {
    "doc": "[900]", "start": 10, "end": 17, "surface": "近2.28亿元", "indicator": "援助资金额",
    "key": "funds", "value": 228000000.0, "value_hi": None, "unit": "元", "approx_word": "近", "per": None,
    "period_start": "2013", "period_end": "2017", "period_text": "2013年至2017年",
    "giver_code": ["330100"], "receiver_code": ["520000"], "tier": "ledger", "notes": "",
}  # fmt: skip
READING = {"document": "[900]", "span_start": "10", "indicator": "funds", "scope": "cumulative"}
Files = Callable[..., dict[str, Path | None]]


@pytest.fixture(autouse=True)
def catalogue(db: None) -> None:
    """A document, indicators in 元, 个, 户 and 公里, and places: 铜仁 had another code until 2011."""
    a_division("贵州省", "520000", Level.PROVINCE)
    for name, code in (("杭州市", "330100"), ("恩施土家族苗族自治州", "422800"), ("黔东南州", "522600")):
        a_division(name, code)
    tongren = a_division("铜仁市", "522200")
    tongren.versions.update(end_on="2011-10-22")
    new = tongren.versions.get()
    new.pk, new.code, new.start_on, new.end_on = None, "520600", date(2011, 10, 22), None
    new.save(force_insert=True)
    Document.objects.create(code="[900]", kind="press", title="某文", certainty="sample")
    for code, unit in (("funds", "万元"), ("projects", "个"), ("households", "户"), ("distance", "公里")):
        Indicator.objects.create(
            code=code, name=code, name_en="", part="funds", unit=unit, nature="flow", definition="某",
            certainty="sample",
        )  # fmt: skip
    IndicatorAlias.objects.create(
        indicator=Indicator.objects.get(code="funds"), text="帮扶资金", key=key_of("帮扶资金")
    )


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Writes the three files; a figure or reading is told by how it differs from the usual one."""

    def write(
        *pairs: tuple[dict[str, Any], dict[str, str]], sources: tuple[dict[str, str], ...] = ()
    ) -> dict[str, Path | None]:
        paths = {name: tmp_path / file for name, file in NAMES.items()}
        figures = [json.dumps(FIGURE | figure, ensure_ascii=False) for figure, _reading in pairs]
        paths["figures"].write_text("\n".join(figures) + "\n", encoding="utf-8")
        readings = [READING | reading for _figure, reading in pairs]
        paths["readings"].write_text(_table(READING_COLUMNS, readings), encoding="utf-8")
        paths["sources"].write_text(_table(COLUMNS, list(sources)), encoding="utf-8")
        return dict(paths)

    return write


NAMES = {"figures": "figures.jsonl", "readings": "readings.csv", "sources": "sources.csv"}


def _table(columns: tuple[str, ...], rows: list[dict[str, str]]) -> str:
    lines = [",".join(columns), *(",".join(row.get(column, "") for column in columns) for row in rows)]
    return "\n".join(lines) + "\n"


def at(start: int, surface: str, **others: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """A figure at a place, in pieces of projects, with a reading of the same place."""
    figure = {
        "start": start, "end": start + len(surface), "surface": surface, "approx_word": None, "unit": "个",
    }  # fmt: skip
    return figure | others, {"span_start": str(start), "indicator": "projects"}


def test_a_figure_becomes_a_claim_with_its_characters_period_and_parties(files: Files) -> None:
    """A9-6, A31-1: qualifier, scope, both ends of the period, and an exact value out of JSON."""
    assert load_claims(actor=SYSTEM, **files(({}, {"programme": "counterpart_help"}))) == Loaded(1, 0, 0)
    claim = Claim.objects.get()
    assert (claim.code, claim.surface, claim.span_start, claim.span_end) == ("[900]@10", "近2.28亿元", 10, 17)
    assert (claim.value, claim.unit, claim.qualifier, claim.word) == (Decimal(228_000_000), "元", "≤", "近")
    assert (str(claim.start), str(claim.as_of), claim.scope) == ("2013", "2017", "cumulative")
    assert claim.as_of is not None
    assert claim.as_of.last_day is not None
    assert claim.as_of.last_day.isoformat() == "2017-12-31"
    assert [party.name for party in claim.givers.all()] == ["杭州市"]
    assert [party.name for party in claim.receivers.all()] == ["贵州省"]
    assert (claim.programme, claim.status, claim.nationwide) == ("counterpart_help", "accepted", False)


def test_loading_twice_changes_nothing_not_even_parties(files: Files) -> None:
    written = files(({}, {}), at(50, "414个", value=414))
    load_claims(actor=SYSTEM, **written)
    before = [list(model.objects.order_by("pk").values()) for model in (Claim, Party, Claim.givers.through)]
    assert load_claims(actor=SYSTEM, **written) == Loaded(0, 0, 2)
    after = [list(model.objects.order_by("pk").values()) for model in (Claim, Party, Claim.givers.through)]
    assert after == before


def test_only_other_parties_count_as_a_change(files: Files) -> None:
    load_claims(actor=SYSTEM, **files(({}, {})))
    assert load_claims(actor=SYSTEM, **files(({}, {"receivers": "422800"}))) == Loaded(0, 1, 0)
    assert [party.name for party in Claim.objects.get().receivers.all()] == ["恩施土家族苗族自治州"]


def test_what_a_person_decided_stays_while_the_rest_follows_the_file(
    files: Files, administrator: Actor
) -> None:
    load_claims(actor=SYSTEM, **files(({}, {})))
    Claim.objects.update(
        status=ClaimStatus.ADOPTED,
        decided_by=administrator.user_id,
        decided_at=datetime(2026, 1, 2, tzinfo=UTC),
        decision_note="核过原件",
    )
    assert load_claims(actor=SYSTEM, **files(({}, {"note": "另一说明"}))) == Loaded(0, 1, 0)
    claim = Claim.objects.get()
    assert (claim.status, claim.decision_note, claim.note) == ("adopted", "核过原件", "另一说明")
    assert claim.decided_by_id == administrator.user_id


def test_a_claim_that_files_no_longer_name_stays(files: Files) -> None:
    load_claims(actor=SYSTEM, **files(({}, {}), at(50, "414个", value=414)))
    load_claims(actor=SYSTEM, **files(({}, {})))
    assert Claim.objects.count() == 2


def test_noise_is_rejected_from_the_start(files: Files) -> None:
    """A31-9."""
    load_claims(actor=SYSTEM, **files(({"tier": "noise"}, {})))
    claim = Claim.objects.get()
    assert (claim.status, claim.decision_note) == ("rejected", "网页噪声")


def test_a_text_without_a_number_is_kept_without_a_value(files: Files) -> None:
    """A31-1: 数千里."""
    several = at(50, "数千里", value=None, unit="里", approx_word="数")
    load_claims(actor=SYSTEM, **files((several[0], several[1] | {"indicator": "distance"})))
    claim = Claim.objects.get()
    assert (claim.value, claim.quantity, claim.word, claim.qualifier) == (None, None, "数", "≈")


def test_more_or_less_stays_where_the_text_puts_it(files: Files) -> None:
    """A31-1: 13亿多 is not 13多亿."""
    load_claims(actor=SYSTEM, **files(at(50, "47万余", value=470000, approx_word="余")))
    assert Claim.objects.get().word == "万余"


def test_another_measure_word_is_the_same_unit_but_another_thing_is_not(files: Files) -> None:
    """A31-3, A31-4: 119项 projects are 119个; 户 are never persons."""
    load_claims(actor=SYSTEM, **files(at(50, "119项", value=119, unit="项")))
    assert Claim.objects.get().unit == "个"
    people = at(50, "16万", value=160000, unit="人")
    with pytest.raises(BadClaimError, match="单位 人 与指标 households 的单位 户 不同类"):
        load_claims(actor=SYSTEM, **files((people[0], people[1] | {"indicator": "households"})))


def test_todays_code_finds_the_place_of_another_year(files: Files) -> None:
    """A31-7: 520600 beside a figure of 1996, when 铜仁 was a 地区 with another code."""
    load_claims(actor=SYSTEM, **files(({"period_start": "1996-08", "receiver_code": ["520600"]}, {})))
    assert [party.name for party in Claim.objects.get().receivers.all()] == ["铜仁市"]


def test_the_country_is_no_party(files: Files) -> None:
    load_claims(actor=SYSTEM, **files(({"receiver_code": ["100000"]}, {})))
    claim = Claim.objects.get()
    assert (claim.nationwide, claim.receivers.count()) == (True, 0)


def test_an_organisation_is_named_in_the_reading(files: Files) -> None:
    Organisation.objects.create(
        name="某某公司", name_key="某某公司", kind=OrganisationKind.FIRM, side=Side.EAST
    )
    unnamed = {"giver_code": [None]}
    load_claims(actor=SYSTEM, **files((unnamed, {"givers": "某某公司"})))
    assert [party.name for party in Claim.objects.get().givers.all()] == ["某某公司"]
    with pytest.raises(BadClaimError, match="line 1, giver_code: 有一方没有代码"):
        load_claims(actor=SYSTEM, **files((unnamed, {})))


def test_figures_of_other_sources_are_numbered_within_their_document(files: Files) -> None:
    Document.objects.create(code="S90", kind="press", title="另文", certainty="sample")
    one = {
        "document": "S90",
        "indicator": "帮扶資金",
        "value": "2.4",
        "unit": "亿元",
        "as_of": "2017",
        "word": "约",
    }
    other = {"document": "S90", "indicator": "projects", "value": "394", "receivers": "522600、422800"}
    assert load_claims(actor=SYSTEM, **files(({}, {}), sources=(one, other))) == Loaded(3, 0, 0)
    first, second = Claim.objects.get(code="S90#1"), Claim.objects.get(code="S90#2")
    assert (first.value, first.unit, first.qualifier, first.as_of_precision) == (
        Decimal("2.4"),
        "亿元",
        "≈",
        Precision.YEAR,
    )
    assert (second.unit, second.receivers.count()) == ("个", 2)


@pytest.mark.parametrize(
    ("figure", "reading", "said"),
    [
        ({"doc": "[901]"}, {"document": "[901]"}, "figures.jsonl, line 2, doc: 没有文献 [901]"),
        ({}, {"indicator": "fund"}, "readings.csv, line 3, indicator: 没有指标 fund"),
        ({}, {"scope": "yearly"}, "readings.csv, line 3, scope: “yearly”应为"),
        ({}, {"change": "maybe"}, "readings.csv, line 3, change: “maybe”应为 1 或留空"),
        (
            {},
            {"receivers": "999999"},
            "figures.jsonl, line 2, receivers: 没有代码或名称为 999999 的地区或单位",
        ),
        ({}, {"span_start": "11"}, "figures.jsonl, line 2: readings.csv 没有这一处的读法"),
        ({"end": 16}, {}, "figures.jsonl, line 2, end: “近2.28亿元”的字数与起止位置不符"),
        ({"approx_word": "貌似"}, {}, "figures.jsonl, line 2, approx_word: “貌似”不是约数词"),
        ({"period_end": "2012"}, {}, "figures.jsonl, line 2: 截至 2012 早于起始 2013"),
        ({"period_end": "去年"}, {}, "figures.jsonl, line 2, period_end: 日期 去年 应写作"),
        ({"value": "很多"}, {}, "figures.jsonl, line 2, value: “很多”不是数字"),
        ({"value_hi": 5}, {}, "figures.jsonl, line 2: 上限 5 小于"),
        ({"per": "周"}, {}, "figures.jsonl, line 2, per: “周”应为 年、月 或留空"),
        ({"unit": "串"}, {}, "figures.jsonl, line 2, unit: 没有计量单位 串"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_stored(
    files: Files, figure: dict[str, Any], reading: dict[str, str], said: str
) -> None:
    with pytest.raises(BadClaimError) as refused:
        load_claims(actor=SYSTEM, **files(at(50, "414个", value=414), (figure, reading)))
    assert str(refused.value).startswith(said)
    assert not Claim.objects.exists()
    assert not Party.objects.exists()


def test_a_reading_of_nothing_and_two_of_one_place_are_refused(files: Files) -> None:
    written = files(({}, {}), at(50, "414个", value=414))
    figures = written["figures"]
    assert figures is not None
    figures.write_text(figures.read_text("utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(BadClaimError, match=r"readings.csv, line 3: figures.jsonl 没有这一处数字"):
        load_claims(actor=SYSTEM, **written)
    with pytest.raises(
        BadClaimError, match=r"readings.csv, line 3, span_start: 与 readings.csv, line 2 同一位置"
    ):
        load_claims(actor=SYSTEM, **files(({}, {}), ({}, {})))


def test_only_who_may_write_may_load(files: Files, viewer: Actor) -> None:
    with pytest.raises(NotAllowedError):
        load_claims(actor=viewer, **files(({}, {})))


def test_the_proofs_see_what_is_broken(files: Files) -> None:
    """A31-1, A31-3: a misread value, figures that overlap, a unit of another kind."""
    load_claims(actor=SYSTEM, **files(({}, {}), at(50, "414个", value=414)))
    found = (checks.unfit_units, checks.misplaced_spans, checks.misread_surfaces)
    assert [check(SYSTEM) for check in found] == [[], [], []]
    Claim.objects.filter(code="[900]@10").update(value=Decimal(22_800_000))
    assert checks.misread_surfaces(SYSTEM) == ["[900]@10 近2.28亿元: value ≤22800000 元"]
    Claim.objects.filter(code="[900]@50").update(span_start=12, span_end=16, unit="户")
    assert checks.misplaced_spans(SYSTEM) == ["[900]@10 近2.28亿元 / [900]@50 414个: 12 < 17"]
    assert checks.unfit_units(SYSTEM) == ["[900]@50 414个: 户 ≠ projects 个"]
