"""The relations among the figures that ship, found by the rules alone (A31). Nothing here is told to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from xieshou.domain.evidence.catalogue.loading import load_indicators
from xieshou.domain.evidence.claims.loading import load_claims
from xieshou.domain.evidence.loading import load_documents
from xieshou.domain.evidence.models import Claim, ClaimRelation, Document
from xieshou.domain.evidence.relations.finding import Found, find_relations
from xieshou.domain.pairings.loading import load_pairings, load_rounds
from xieshou.domain.pairings.stated import count_stated, load_spans
from xieshou.domain.parties.loading import load_organisations
from xieshou.domain.places.loading import load_divisions, load_villages
from xieshou.kernel.actor import SYSTEM

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(scope="module", autouse=True)
def seeds(django_db_setup: None, django_db_blocker: Any) -> Iterator[Found]:
    """All figures that ship, with the relations between them; taken back after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_documents(actor=SYSTEM)
        load_divisions(actor=SYSTEM)
        load_villages(("320583", "520602"), actor=SYSTEM)
        load_organisations(actor=SYSTEM)
        load_indicators(actor=SYSTEM)
        load_rounds(actor=SYSTEM)
        load_pairings(actor=SYSTEM)
        load_claims(actor=SYSTEM)
        load_spans(actor=SYSTEM)
        count_stated(actor=SYSTEM)
        yield find_relations(actor=SYSTEM)
        transaction.set_rollback(True)


def between(a: str, b: str) -> list[tuple[str, str, str]]:
    """Kind, reason and the claim that stands first, of the relations between two claims by their codes."""
    rows = ClaimRelation.objects.values_list("kind", "reason", "claim__code", "other__code")
    return [(kind, reason, first) for kind, reason, first, second in rows if {first, second} == {a, b}]


def alone(code: str) -> list[tuple[str, str]]:
    rows = ClaimRelation.objects.filter(claim__code=code, other=None)
    return sorted(rows.values_list("kind", "reason"))


def of_source(document: str, value: int | str, indicator: str) -> str:
    """The code of a figure that a source other than the articles states."""
    return Claim.objects.get(document__code=document, value=value, indicator__code=indicator).code


def test_poor_households_against_poor_people_in_enshi() -> None:
    """A31-4: 16万贫困户 against 超过15万贫困人口, and against the 52.5万 poor people of S31."""
    wanted = ("unit_mismatch", "households_exceed_people", "[000]@1694")
    assert between("[000]@1694", "[001]@1947") == [wanted]
    assert between("[000]@1694", of_source("S31", 525000, "poverty_pop")) == [wanted]
    assert between("[000]@1694", "[001]@1931") == [], "9.47万 counts fewer by intent"


def test_the_households_of_forty_counties() -> None:
    """A31-4: 196万户 against the poor people of 四川 (S29), and against the villages of its own document."""
    assert between("[001]@955", of_source("S29", 6250000, "poverty_pop")) == [
        ("unit_mismatch", "households_exceed_people", "[001]@955")
    ]
    assert between("[001]@955", "[001]@946") == [("unit_mismatch", "households_per_place", "[001]@955")]


def test_the_households_are_doubted_without_the_other_sources() -> None:
    ClaimRelation.objects.all().delete()
    Claim.objects.filter(document__code__startswith="S").delete()
    find_relations(actor=SYSTEM)
    assert between("[001]@955", "[001]@946") == [("unit_mismatch", "households_per_place", "[001]@955")]


def test_nothing_else_is_a_mismatch_of_units() -> None:
    """A23-1: 6278户22896人 above all is none."""
    first = ClaimRelation.objects.filter(kind="unit_mismatch").values_list("claim__code", flat=True)
    assert sorted(first) == ["[000]@1694", "[000]@1694", "[001]@955", "[001]@955"]


def test_all_years_projects_against_one_years() -> None:
    """A9-6: 872 and 305; the second mention of 305 is the dated one, and is what is compared."""
    assert [found[:2] for found in between("[000]@1674", "[001]@1890")] == [("scope_differs", "scope")]
    assert between("[001]@1782", "[001]@1890") == [("duplicate_text", "restated", "[001]@1890")]
    assert between("[000]@1674", "[001]@1782") == []


def test_projects_of_enshi_as_a_chain() -> None:
    """A31-5: 220 (2018-08) → 872 → 951."""
    early, late = of_source("S32", 220, "aid_projects"), of_source("S31", 951, "aid_projects")
    assert between("[000]@1674", early) == [("nested", "running_total", "[000]@1674")]
    assert between("[000]@1674", late) == [("nested", "running_total", late)]
    assert between(early, late) == []


def test_reports_of_enshi() -> None:
    """A29-1: 18 in an article of October 2020 that names no day, 9 by 2018 (S30)."""
    before = of_source("S30", 9, "research_reports")
    assert between("[000]@1597", before) == [("nested", "running_total", "[000]@1597")]


@pytest.mark.parametrize(("whole", "part"), [("[000]@1035", "[003]@1391"), ("[000]@1044", "[003]@1404")])
def test_totals_of_five_years_over_those_of_three(whole: str, part: str) -> None:
    """A7-2: 414个/2.28亿 over 119项/1.046亿."""
    assert between(whole, part) == [("nested", "running_total", whole)]


def test_other_totals_for_the_same_years_conflict() -> None:
    """A31-5: 414个/2.28亿 [000] against 394个/2.4亿 (S34); nothing else conflicts."""
    for ours, value, indicator in (
        ("[000]@1035", 394, "aid_projects"),
        ("[000]@1044", "2.4", "all_aid_funds"),
    ):
        theirs = of_source("S34", value, indicator)
        assert [found[:2] for found in between(ours, theirs)] == [("conflicts", "values_differ")]
    assert ClaimRelation.objects.filter(kind="conflicts").count() == 2


@pytest.mark.parametrize("other", ["[003]@1897", "[003]@1939"], ids=["20多个", "27个"])
def test_projects_of_other_measures(other: str) -> None:
    """A14-3: 68个 against 20多个 and 27个."""
    assert [found[:2] for found in between("[000]@1079", other)] == [("scope_differs", "measure")]


@pytest.mark.parametrize("other", ["[003]@1907", "[003]@1947"], ids=["92亿元", "39.18亿元"])
def test_investment_of_other_measures(other: str) -> None:
    """A14-3: 146亿元 against 92亿元 and 39.18亿元."""
    assert [found[:2] for found in between("[000]@1087", other)] == [("scope_differs", "measure")]


def test_eight_cities_and_seven() -> None:
    """A3-3: 8 in 2013 as [000], [003] and the list of [004] have it; 7 in the list of 2016."""
    seven = Claim.objects.get(
        document__code="[004]", origin="counted", indicator__code="giver_cities", value=7
    )
    eights = Claim.objects.filter(indicator__code="giver_cities", value=8).values_list("code", flat=True)
    assert len(eights) == 3
    for eight in eights:
        assert [found[:2] for found in between(eight, seven.code)] == [("scope_differs", "as_of")]


def test_a_batch_of_counties_and_all_of_them() -> None:
    """A24-4: 17 of 37 in 湖北; 5 of the 17 in 恩施, which has 8."""
    assert between("[001]@1569", "[001]@1591") == [("scope_differs", "change_vs_level", "[001]@1591")]
    assert between("[001]@1569", "[001]@1629") == [("scope_differs", "place", "[001]@1569")]
    assert between("[000]@1801", "[001]@1629") == [("scope_differs", "change_vs_level", "[000]@1801")]


def test_the_poverty_of_enshi_from_two_base_years() -> None:
    """A31-6: 30.61% in 2013, 14.88% at the start of the pairing."""
    base = of_source("S31", "14.88", "poverty_rate")
    assert [found[:2] for found in between("[000]@1509", base)] == [("scope_differs", "base_year")]


def test_figures_of_another_programme() -> None:
    """A31-8: what 浙江 and 吉林 do together is 对口合作."""
    own = ClaimRelation.objects.filter(reason="programme").values_list("claim__surface", "other")
    assert sorted(own) == [
        ("176个", None),
        ("17个", None),
        ("317.8亿元", None),
        ("3个", None),
        ("4个", None),
        ("774.2亿元", None),
    ]


def test_a_passage_that_two_articles_share() -> None:
    """[000] and [003] share a sentence; [001] repeats its title above the text and in it."""
    for here, there in (("[000]@750", "[003]@501"), ("[000]@766", "[003]@517"), ("[000]@785", "[003]@545")):
        assert between(here, there) == [("duplicate_text", "same_passage", here)]
    for title, again in ((16, 48), (18, 50), (16, 129), (18, 131)):
        first, second = f"[001]@{title}", f"[001]@{again}"
        assert between(first, second) == [("duplicate_text", "same_passage", second)]


def test_old_figures_in_a_newer_article() -> None:
    """A31-5: S35 has the figures of [003] a year later."""
    taken = ClaimRelation.objects.filter(reason="figures_repeated")
    assert set(taken.values_list("claim__document__code", "other__code")) == {
        ("S35", "[003]@1391"),
        ("S35", "[003]@1404"),
        ("S35", "[003]@1749"),
    }


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("[002]@1124", "year_missing"),  # 11月20日
        ("[002]@1151", "year_missing"),  # 11月13日
        ("[002]@3130", "year_missing"),  # 12月21日
        ("[002]@2753", "year_missing"),  # 7月
        ("[002]@469", "relative_year"),  # 去年9月
        ("[002]@2448", "relative_year"),  # 去年8月以来
        ("[002]@2222", "start_missing"),  # 以来
        ("[002]@2232", "start_missing"),
        ("[002]@425", "relative_now"),  # 目前
        ("[001]@382", "relative_now"),
        ("[001]@955", "relative_now"),  # 如今
        ("[001]@734", "relative_span"),  # 近3年
        ("[003]@2094", "year_not_over"),  # 2015年, printed on 2015-12-27
    ],
)
def test_dates_in_doubt(code: str, reason: str) -> None:
    """A31-2."""
    assert alone(code) == [("date_suspect", reason)]


def test_the_dates_of_a_dated_article_are_not_in_doubt() -> None:
    doubted = ClaimRelation.objects.filter(kind="date_suspect", claim__document__code__in=("[000]", "[004]"))
    assert not doubted.exists()


def test_the_lists_of_another_article_bear_the_numbers_out() -> None:
    agreed = set(ClaimRelation.objects.filter(kind="agrees").values_list("claim__document__code", flat=True))
    agreed |= set(ClaimRelation.objects.filter(kind="agrees").values_list("other__document__code", flat=True))
    assert agreed >= {"[000]", "[003]", "[004]", "[001]", "S60"}
    within_one = ClaimRelation.objects.filter(kind="agrees")
    assert all(each.claim.document_id != each.other.document_id for each in within_one if each.other)


def test_the_list_stays_short() -> None:
    """Of the pairs that could be told, only those that tell something: 72 and the doubtful dates."""
    told = ClaimRelation.objects.exclude(kind="date_suspect").count()
    assert 60 <= told <= 80
    assert Document.objects.filter(claims__relations__isnull=False).distinct().count() >= 8


def test_it_takes_a_handful_of_queries_and_nothing_changes_again() -> None:
    stored = ClaimRelation.objects.count()
    with CaptureQueriesContext(connection) as asked:
        assert find_relations(actor=SYSTEM) == Found(0, 0, 0, stored)
    assert len(asked) <= 16
