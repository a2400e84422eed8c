"""The figures that ship, loaded for real: 195 of the articles, those of other sources, and counted lists."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from tests.domain.pairings.test_real_pairings import load_all
from tests.support.exchanging import imported, out_and_in, sheet
from xieshou.domain.evidence.catalogue.loading import load_indicators, load_principles, load_schemes
from xieshou.domain.evidence.catalogue.queries import by_class, indicator, schemes
from xieshou.domain.evidence.checking.running import run_checks, stale
from xieshou.domain.evidence.claims import checks
from xieshou.domain.evidence.claims.loading import FIGURES, load_claims
from xieshou.domain.evidence.claims.surfaces import read_surface
from xieshou.domain.evidence.models import Claim, ClaimCheck, ClaimOrigin, ClaimTier
from xieshou.domain.evidence.storing import Loaded
from xieshou.domain.pairings.asked import load_round_indicators
from xieshou.domain.pairings.models import PairingSource, Round
from xieshou.domain.pairings.queries import indicators_of, rounds_of
from xieshou.domain.pairings.stated import count_stated, load_spans
from xieshou.domain.places.loading import load_villages
from xieshou.kernel.actor import ANONYMOUS, SYSTEM
from xieshou.kernel.exact import round_half_up
from xieshou.kernel.quantity import unit

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
STEPS = (load_indicators, load_schemes, load_principles, load_round_indicators, load_claims, load_spans)


@pytest.fixture(scope="module", autouse=True)
def figures(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Everything that claims need, and the claims; taken back after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_all()
        load_villages(("522601",), actor=SYSTEM)
        for step in STEPS:
            step(actor=SYSTEM)
        count_stated(actor=SYSTEM)
        yield
        transaction.set_rollback(True)


def raw_figures() -> list[dict[str, Any]]:
    """The lines of the shipped file."""
    return [json.loads(line, parse_float=Decimal) for line in FIGURES.read_text("utf-8").splitlines()]


def test_every_figure_of_the_articles_is_a_claim() -> None:
    """A31: 195 figures, of which the web noise is rejected and nothing else."""
    claims = Claim.objects.exclude(surface="")
    assert claims.count() == len(raw_figures()) == 195
    assert Counter(claims.values_list("document__code", flat=True)) == Counter(
        raw["doc"] for raw in raw_figures()
    )
    rejected = claims.filter(status="rejected")
    assert set(rejected.values_list("tier", flat=True)) == {ClaimTier.NOISE}
    assert rejected.count() == claims.filter(tier=ClaimTier.NOISE).count() == 7


def test_every_number_is_derived_again_from_its_characters() -> None:
    """A31-1, A31-3: value, unit and word of each of the 195, but for 数千里, which has none."""
    unread = []
    for claim in Claim.objects.exclude(surface=""):
        if claim.quantity is None or read_surface(claim.surface, unit(claim.unit)) is None:
            unread.append(claim.surface)
    assert unread == ["数千里"]
    assert checks.misread_surfaces(SYSTEM) == []


def test_values_are_those_of_the_file_exactly() -> None:
    """No float stands between 228000000.0 or 30.61 and what is stored."""
    stored = Claim.objects.in_bulk(field_name="code")
    for raw in raw_figures():
        claim = stored[f"{raw['doc']}@{raw['start']}"]
        wanted = None if raw["value"] is None else Decimal(raw["value"])
        assert (claim.value, claim.span_end) == (wanted, raw["end"]), claim
        assert bool(claim.word) == bool(raw["approx_word"]), claim


def test_what_the_catalogue_and_the_claims_promise_holds() -> None:
    for check in (checks.unfit_units, checks.misplaced_spans, checks.shared_words, checks.wrong_taggings):
        assert check(SYSTEM) == [], check.__name__


def test_every_key_of_the_figures_leads_to_an_indicator() -> None:
    """A1-4, A10: also the four keys of cadres and talent that no article uses."""
    keys = {raw["key"] for raw in raw_figures()}
    keys |= {"cadres_received", "cadres_exchanged", "talent_received", "talent_exchanged"}
    assert sorted(key for key in keys if indicator(ANONYMOUS, key) is None) == []


def test_units_that_look_wrong_are_kept_as_the_text_has_them() -> None:
    """A31-4: 16万贫困户 and 196万贫困户 stay households, beside 15万 persons."""
    units = dict(Claim.objects.values_list("code", "unit"))
    assert (units["[000]@1694"], units["[001]@955"], units["[001]@1947"]) == ("户", "户", "人")


def test_a_claim_has_scope_and_day() -> None:
    """A9-6: 305 projects of the plan year 2019, 872 of all years to October 2020."""
    plan, all_years = Claim.objects.get(code="[001]@1890"), Claim.objects.get(code="[000]@1674")
    assert (str(plan.as_of), str(all_years.as_of)) == ("2019", "2020-10-08")
    assert (plan.scope, all_years.scope) == ("annual", "cumulative")


def test_vague_dates_stay_vague() -> None:
    """A31-2: nothing dates what document [002] leaves undated."""
    undated = Claim.objects.get(code="[002]@2222")
    assert (undated.start, undated.as_of) == (None, None)
    assert undated.note


def test_what_holds_for_the_whole_country_names_no_place() -> None:
    """A24-4: 832 counties of the country."""
    claim = Claim.objects.get(code="[001]@346")
    assert (claim.nationwide, claim.receivers.count()) == (True, 0)


def test_villages_and_firms_are_parties_where_the_text_names_them() -> None:
    saplings = Claim.objects.get(code="[002]@1615")
    assert [party.name for party in saplings.givers.all()] == ["昆山鲜活果汁有限公司"]
    assert [party.unit.name for party in saplings.receivers.all()] == ["高坝田村村民委员会"]


def test_every_stated_pairing_has_its_place_in_the_text() -> None:
    placed = PairingSource.objects.filter(span_start__isnull=False)
    assert placed.count() == 24
    assert set(placed.values_list("document__code", flat=True)) == {"[004]"}
    assert Counter(placed.values_list("stated_start", flat=True)) == {
        "1996-08": 8,
        "2013-02": 8,
        "2016-12": 8,
    }


@pytest.mark.parametrize(("since", "givers"), [("1996-08", 4), ("2013-02", 8), ("2016-12", 7)])
def test_cities_are_counted_out_of_the_list_that_a_document_gives(since: str, givers: int) -> None:
    """A1-1, A31-5: 8 cities in 2013 and 7 in 2016 are counted, never typed."""
    counted = Claim.objects.filter(origin=ClaimOrigin.COUNTED)
    cities = counted.get(code=f"[004]#paired_givers-{since}")
    prefectures = counted.get(code=f"[004]#paired_receivers-{since}")
    assert (cities.value, cities.indicator.code, str(cities.as_of)) == (givers, "giver_cities", since)
    assert (prefectures.value, prefectures.indicator.code) == (8, "receiver_prefectures")
    assert [party.name for party in cities.receivers.all()] == ["贵州省"]
    spans = PairingSource.objects.filter(document=cities.document, stated_start=since)
    assert cities.span_start == min(spans.values_list("span_start", flat=True))


def test_counting_follows_the_pairings() -> None:
    source = PairingSource.objects.filter(
        stated_start="2016-12", pairing__giver__division__code="440100", span_start__isnull=False
    )
    assert source.count() == 2
    for row in source:
        row.span_start = row.span_end = None
        row.save()
    assert count_stated(actor=SYSTEM).changed == 2
    assert Claim.objects.get(code="[004]#paired_givers-2016-12").value == 6
    load_spans(actor=SYSTEM)
    assert count_stated(actor=SYSTEM).changed == 2


def test_a_second_load_changes_nothing() -> None:
    for step in (*STEPS, count_stated):
        done = step(actor=SYSTEM)
        assert (done.created, done.changed) == (0, 0), step.__name__
        assert isinstance(done, Loaded)


@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_the_ledger_of_claims_comes_back_unchanged(tmp_path: Path, end: str) -> None:
    total = Claim.objects.count()
    counts = out_and_in("claims", tmp_path / f"claims.{end}")
    assert counts == {"new": 0, "changed": 0, "unchanged": total, "wrong": 0}


def test_a_figure_that_a_file_changed_survives_the_next_load(tmp_path: Path) -> None:
    one = Claim.objects.filter(origin=ClaimOrigin.STATED).earliest("pk")
    fields = ("code", "document", "indicator", "note")
    row = [one.code, one.document.code, one.indicator.code, "示例改动"]
    with transaction.atomic():
        assert imported("claims", sheet(tmp_path / "one.xlsx", "claims", fields, row)).changed == 1
        done = load_claims(actor=SYSTEM)
        assert (done.changed, done.left) == (0, 1)
        one.refresh_from_db()
        assert one.note == "示例改动"
        transaction.set_rollback(True)


def test_a_second_run_of_the_checks_changes_nothing() -> None:
    """Every result comes back from the database with the digits that it went in with."""
    run_checks(actor=SYSTEM)
    assert stale() == []
    again = run_checks(actor=SYSTEM)
    assert (again.created, again.changed, again.removed) == (0, 0, 0)
    assert again.unchanged > 20


def test_schemes_cut_the_same_indicators_in_several_ways() -> None:
    """A1-4: three shifts, four parts, seven focuses, five channels …"""
    found = list(schemes(ANONYMOUS))
    assert len(found) >= 5
    for scheme in found:
        tagged = [each.pk for _class, members in by_class(ANONYMOUS, scheme) for each in members]
        assert len(tagged) == len(set(tagged)) > 0


def test_a_round_says_which_indicators_it_asks_for() -> None:
    """B3."""
    asked = indicators_of(ANONYMOUS, Round.objects.get(code="2016"))
    assert asked
    first = asked[0]
    assert "2016" in {each.round.code for each in rounds_of(ANONYMOUS, first.indicator)}


CHECKED = [
    # formula, claims in order, outcome, result to two decimals
    ("completion-rate", "[001]@1899 [001]@1890 [001]@1908", "holds", "95.41"),
    ("enclave-parks-within-parks", "[001]@1010 [001]@1000", "holds", "37.50"),
    ("place-within-whole", "[001]@1081 [001]@168", "holds", "40.98"),
    ("place-within-whole", "[001]@1629 [001]@1569", "holds", "29.41"),
    ("arrival-of-investment", "[001]@2238 [001]@2226", "worked_out", "41.05"),
    ("people-per-household", "[002]@430 [002]@425", "holds", "3.65"),
    ("base-of-incidence", "[001]@375 [001]@394", "worked_out", "35214285.71"),
    ("base-of-incidence", "[001]@382 [001]@402", "worked_out", "36235294.12"),
    ("base-of-incidence-alike", "[001]@375 [001]@394 [001]@382 [001]@402", "holds", "2.90"),
    ("growth", "[003]@2076 [003]@2094", "worked_out", "38.93"),
    ("leverage", "[001]@1097 [001]@1081", "worked_out", "128.62"),
    ("planted-within-transferred", "[002]@1608 [002]@1597", "holds", "76.09"),
    ("shares-of-profit", "[002]@1547 [002]@1559 [002]@1570", "holds", "100.00"),
    ("leaders-visits-within-visits", "[003]@681 [003]@660", "holds", None),
    ("all-funds-per-project", "[003]@1404 [003]@1391", "worked_out", "878991.60"),
    ("people-per-struck-household", "[002]@3055 [002]@3052", "holds", "3.55"),
]


@pytest.mark.parametrize(("formula", "claims", "outcome", "result"), CHECKED)
def test_the_articles_arithmetic_is_found_and_judged(
    formula: str, claims: str, outcome: str, result: str | None
) -> None:
    """A6-1, A7-1, A7-2, A9-1, A13-1, A14-2, A15-2, A16-1, A20-1, A23-1, A24-2, A24-4: by formulas alone."""
    run_checks(actor=SYSTEM)
    found = [
        check
        for check in ClaimCheck.objects.filter(formula=formula)
        if [term.claim.code for term in check.terms.order_by("position")] == claims.split()
    ]
    assert [check.outcome for check in found] == [outcome]
    shown = found[0].result
    assert (None if shown is None else f"{round_half_up(shown, 2):f}") == result


def test_only_one_published_sum_does_not_come_out() -> None:
    """domain B1: 28.31亿 for 72 counties are not 3933万 each; nothing else fails."""
    run_checks(actor=SYSTEM)
    failing = ClaimCheck.objects.filter(outcome="fails").values_list("formula", flat=True)
    assert list(failing) == ["funds-per-county"]
