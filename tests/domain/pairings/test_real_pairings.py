"""The pairings that ship, loaded for real: who helped whom since 1996."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.support.exchanging import out_and_in
from xieshou.domain.evidence.loading import load_documents
from xieshou.domain.pairings import checks, covering, queries, structure
from xieshou.domain.pairings.loading import load_pairings, load_rounds, load_rules
from xieshou.domain.pairings.models import EndReason, Pairing, PairingSource, PairKind, Round, RoundRule, Tier
from xieshou.domain.pairings.rules import Code
from xieshou.domain.parties.loading import load_organisations
from xieshou.domain.places.loading import load_divisions, load_villages
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import ANONYMOUS, SYSTEM

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def load_all() -> None:
    load_documents(actor=SYSTEM)
    load_divisions(actor=SYSTEM)
    load_villages(("320583", "520602"), actor=SYSTEM)
    load_organisations(actor=SYSTEM)
    load_rounds(actor=SYSTEM)
    load_pairings(actor=SYSTEM)
    load_rules(actor=SYSTEM)


@pytest.fixture(scope="module", autouse=True)
def programme(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Everything that pairings need; taken back after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_all()
        yield
        transaction.set_rollback(True)


def place(code: str) -> Division:
    return Division.objects.get(code=code)


def helped(code: str, on: date, *, inherited: bool = False) -> list[str]:
    return [h.giver.name for h in queries.helpers(ANONYMOUS, place(code), on, inherited=inherited)]


def one(giver: str, receiver: str, round_code: str) -> Pairing:
    return Pairing.objects.get(
        giver__division__code=giver, receiver__division__code=receiver, round__code=round_code
    )


@pytest.mark.parametrize(
    ("on", "city"),
    [(date(2005, 6, 30), "宁波市"), (date(2014, 6, 30), "杭州市"), (date(2018, 6, 30), "杭州市")],
)
def test_who_helped_qiandongnan(on: date, city: str) -> None:
    """A1-1: 2005, 2014 and 2018."""
    assert helped("522600", on) == [city]


def test_nobody_is_on_record_before_1996() -> None:
    assert helped("522600", date(1995, 12, 31)) == []


def test_helpers_of_units_above_come_only_on_request() -> None:
    on = date(2005, 6, 30)
    assert helped("522600", on) == ["宁波市"]
    assert set(helped("522600", on, inherited=True)) == {"宁波市", "大连市", "青岛市", "深圳市"}


def test_the_1996_table_has_four_cities_with_two_prefectures_each() -> None:
    """A3-1."""
    pairs = Pairing.objects.filter(
        round__code="1996", tier=Tier.PREFECTURE, receiver__division__code__startswith="52"
    )
    given: dict[str, set[str]] = {}
    for pairing in pairs.select_related("giver__division", "receiver__division"):
        given.setdefault(str(pairing.giver), set()).add(pairing.receiver.division.code)
    assert given == {
        "大连市": {"520300", "520200"},
        "宁波市": {"522300", "522600"},
        "青岛市": {"520400", "520600"},
        "深圳市": {"522700", "520500"},
    }


def test_a_prefecture_bears_the_name_it_had_then() -> None:
    """A2-1: 铜仁 was a 地区 with another code until 2011."""
    pairing = one("370200", "520600", "1996")
    named = queries.parties_on(ANONYMOUS, [pairing.receiver], date(2005, 1, 1))[pairing.receiver_id]
    assert (named.code, named.name) == ("522200", "铜仁地区")


def test_2013_is_one_to_one_and_2016_gives_guangzhou_two() -> None:
    """A3-2, A3-3."""
    rule_2013 = RoundRule.objects.get(round__code="2013", kind="capacity")
    links = covering.links_under(ANONYMOUS, rule_2013)
    assert len(links) == len({link.giver for link in links}) == len({link.receiver for link in links}) == 8
    assert checks.capacity_findings(ANONYMOUS, rule_2013) == []
    on = date(2018, 1, 1)
    assert {h.receiver.name for h in queries.receivers(ANONYMOUS, place("440100"), on)} == {
        "黔南布依族苗族自治州",
        "毕节市",
    }
    in_guizhou = RoundRule.objects.get(round__code="2016", kind="capacity", tier="prefecture")
    assert checks.capacity_findings(ANONYMOUS, in_guizhou) == []


def test_shenzhen_hands_bijie_over_to_guangzhou() -> None:
    """A3-12."""
    left = one("440300", "520500", "2013")
    assert left.successor == one("440100", "520500", "2016")
    assert left.end_reason == EndReason.HANDED_OVER
    assert one("330100", "522600", "2013").end_reason == EndReason.ROUND_ENDED


def test_twenty_four_years_across_a_hand_over() -> None:
    """A1-7: 宁波 1996 → 杭州 2013 → 杭州 2016, counted at the end of 2020."""
    relation = structure.relation(ANONYMOUS, one("330100", "522600", "2016"), date(2020, 11, 23))
    assert relation.years == 24
    assert relation.hand_overs == 1
    assert [str(step.giver) for step in relation.steps] == ["宁波市", "杭州市", "杭州市"]


def test_one_pairing_known_from_two_tables_is_one_with_both_sources() -> None:
    pairing = one("330100", "522600", "2016")
    cited = {source.document.citation for source in pairing.sources.select_related("document")}
    assert {"[004]", "S4", "中办发〔2016〕69号"} <= cited
    assert pairing.certainty == "seed"


def test_hangzhou_has_prefectures_in_two_provinces() -> None:
    """A3-4."""
    names = {h.receiver.name for h in queries.receivers(ANONYMOUS, place("330100"), date(2018, 1, 1))}
    assert names == {"黔东南苗族侗族自治州", "恩施土家族苗族自治州"}
    assert helped("222400", date(2018, 1, 1)) == ["宁波市"]


def test_the_chain_from_county_to_firm() -> None:
    """A3-10."""
    firm = Pairing.objects.get(giver__organisation__name="昆山鲜活果汁有限公司")
    assert [str(step) for step in structure.chain(ANONYMOUS, firm)] == [
        "苏州市 → 铜仁市",
        "昆山市 → 碧江区",
        "张浦镇 → 坝黄镇",
        "七桥村委会 → 高坝田村村民委员会",
        "昆山鲜活果汁有限公司 → 高坝田村村民委员会",
    ]
    assert not firm.formal
    assert firm.kind == PairKind.FIRM_VILLAGE


def test_the_seven_kinds_below_a_county_pair_are_counted() -> None:
    """A3-7."""
    kinds = structure.seven_kinds(ANONYMOUS, one("320583", "520602", "2016"))
    assert len(kinds) == 7
    assert (kinds[PairKind.TOWN], kinds[PairKind.VILLAGE], kinds[PairKind.FIRM_VILLAGE]) == (2, 1, 1)
    assert kinds[PairKind.INDUSTRY] == 1


def test_two_paired_towns_are_no_full_coverage_and_the_others_are_named() -> None:
    """A3-9."""
    report = covering.coverage_below(ANONYMOUS, one("320583", "520602", "2016"), date(2018, 1, 1))
    assert report is not None
    assert not report.coverage.complete
    paired = {unit.name for unit in report.coverage.paired_receivers}
    assert {"坝黄镇", "瓦屋侗族乡", "碧江经开区"} <= paired
    assert "六龙山侗族土家族乡" in {unit.name for unit in report.coverage.unpaired_receivers}


def test_guiyang_is_the_only_unpaired_prefecture_of_guizhou_in_2013() -> None:
    """A3-2: eight of nine; "全覆盖" is not claimed while one is unpaired."""
    coverage = covering.coverage_in(ANONYMOUS, place("520000"), date(2014, 1, 1))
    assert [unit.name for unit in coverage.unpaired_receivers] == ["贵阳市"]
    assert len(coverage.paired_receivers) == 8
    assert not coverage.complete


def test_the_expected_numbers_of_units_stand_beside_what_is_recorded() -> None:
    """A3-5, A3-6: ten to ten, thirteen to sixteen; we know one pair of the first."""
    report = covering.coverage_below(ANONYMOUS, one("320500", "520600", "2016"), date(2018, 1, 1))
    assert report is not None
    assert (report.expected_givers, report.expected_receivers) == (10, 10)
    assert len(report.coverage.paired_receivers) == 1
    report = covering.coverage_below(ANONYMOUS, one("330100", "522600", "2016"), date(2018, 1, 1))
    assert report is not None
    assert (report.expected_givers, report.expected_receivers) == (13, 16)


def test_zones_without_a_code_are_paired() -> None:
    """A2-4."""
    assert helped("620525", date(2018, 1, 1)) == ["天津港保税区"]


def test_loading_again_changes_nothing() -> None:
    def state() -> list[Any]:
        return [
            list(model.objects.order_by("pk").values())
            for model in (Pairing, PairingSource, Round, RoundRule)
        ]

    before = state()
    load_rounds(actor=SYSTEM)
    load_pairings(actor=SYSTEM)
    load_rules(actor=SYSTEM)
    assert state() == before


def test_history_warns_where_sources_do_not_fit_and_nothing_is_broken() -> None:
    found = checks.findings(ANONYMOUS)
    by_code = {code: [f.subject for f in found if f.code is code] for code in {f.code for f in found}}
    assert by_code[Code.OUTSIDE_PARENT] == ["拱墅区 → 黄平县"]
    assert set(by_code) <= {Code.OUTSIDE_PARENT, Code.OTHER_PROGRAMME}
    assert checks.broken(ANONYMOUS) == []


def test_every_row_of_the_three_tables_is_there() -> None:
    """127 rows; the eight Guizhou rows of 2016 stand in two tables and make one pairing each."""
    assert Pairing.objects.count() == 119


@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_what_ships_comes_back_unchanged(tmp_path: Path, end: str) -> None:
    count = Pairing.objects.count()
    assert count > 100
    unchanged = {"new": 0, "changed": 0, "unchanged": count, "wrong": 0}
    assert out_and_in("pairings", tmp_path / f"out.{end}") == unchanged
