"""Checks are recorded once, follow the claims, and are read by claim and document."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.domain.evidence.building import a_claim, a_document, an_indicator
from tests.domain.pairings.building import a_division
from xieshou.domain.evidence.checking.formulas import BadFormulaError, formula_of, formulas
from xieshou.domain.evidence.checking.queries import checks
from xieshou.domain.evidence.checking.rules import FormulaKind
from xieshou.domain.evidence.checking.running import Run, run_checks, stale
from xieshou.domain.evidence.models import CheckOutcome, Claim, ClaimCheck, ClaimStatus
from xieshou.domain.places.models import Level
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims() -> dict[str, Claim]:
    """305 projects of which 291 are complete, and the rate."""
    place = a_division("恩施州", "422800")
    stated = {"aid_projects": "305个", "projects_completed": "291个", "completion_rate": "95.4%"}
    return {
        code: a_claim(
            surface,
            indicator=an_indicator(code, surface[-1], nature="rate" if surface.endswith("%") else "flow"),
            receivers=(place,),
            as_of="2019",
            span_start=10 * position,
            span_end=10 * position + len(surface),
        )
        for position, (code, surface) in enumerate(stated.items())
    }


def test_a_run_records_what_comes_out_and_a_second_run_changes_nothing(claims: dict[str, Claim]) -> None:
    """A9-1, worked from stored claims: 95.41 % beside the stated 95.4 %."""
    assert run_checks(actor=SYSTEM) == Run(created=2, changed=0, removed=0, unchanged=0)
    rate = ClaimCheck.objects.get(formula="completion-rate")
    assert (rate.outcome, rate.result_unit, round(rate.result or Decimal(0), 2)) == (
        CheckOutcome.HOLDS, "%", Decimal("95.41"),
    )  # fmt: skip
    assert [term.role for term in rate.terms.order_by("position")] == ["numerator", "denominator", "stated"]
    assert stale() == []
    assert run_checks(actor=SYSTEM) == Run(0, 0, 0, 2)


def test_a_claim_that_changes_changes_its_checks(claims: dict[str, Claim]) -> None:
    run_checks(actor=SYSTEM)
    Claim.objects.filter(pk=claims["completion_rate"].pk).update(value=Decimal("95.9"))
    assert len(stale()) == 1
    assert run_checks(actor=SYSTEM) == Run(0, 1, 0, 1)
    assert ClaimCheck.objects.get(formula="completion-rate").outcome == CheckOutcome.FAILS


def test_a_rejected_claim_takes_no_part(claims: dict[str, Claim]) -> None:
    run_checks(actor=SYSTEM)
    Claim.objects.filter(pk=claims["projects_completed"].pk).update(status=ClaimStatus.REJECTED)
    assert run_checks(actor=SYSTEM) == Run(0, 0, 2, 0)


def test_checks_are_read_by_claim_and_by_document_in_few_queries(
    claims: dict[str, Claim], django_assert_max_num_queries: object
) -> None:
    run_checks(actor=SYSTEM)
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        found = list(checks(ANONYMOUS, claim=claims["completion_rate"]))
        assert [
            (term.role, term.claim.indicator.code, term.claim.document.code)
            for check in found
            for term in check.terms.all()
        ] == [
            ("numerator", "projects_completed", "[示例]"),
            ("denominator", "aid_projects", "[示例]"),
            ("stated", "completion_rate", "[示例]"),
        ]
    assert len(checks(ANONYMOUS, document=a_document())) == 2
    assert not checks(ANONYMOUS, document=a_document("[别的]"))
    assert not checks(ANONYMOUS, outcome=CheckOutcome.FAILS)


def test_a_place_is_told_from_the_province_that_it_lies_in() -> None:
    """A24-4: 5 of the 17 exits."""
    province = a_division("湖北省", "420000", Level.PROVINCE)
    prefecture = a_division("恩施州", "422800", above=province)
    exits = an_indicator("counties_exited_batch", "个", nature="flow")
    a_claim("17个", indicator=exits, receivers=(province,), is_change=True)
    a_claim("5个", indicator=exits, receivers=(prefecture,), is_change=True)
    run_checks(actor=SYSTEM)
    found = ClaimCheck.objects.get()
    assert (found.formula, found.outcome) == ("place-within-whole", CheckOutcome.HOLDS)


def test_a_stranger_runs_nothing() -> None:
    with pytest.raises(NotAllowedError):
        run_checks(actor=ANONYMOUS)


def test_the_formulas_that_ship_are_whole_and_found_by_code() -> None:
    kinds = {each.kind for each in formulas()}
    assert kinds == set(FormulaKind)
    found = formula_of("base-of-incidence-alike")
    assert found is not None
    assert found.code == "base-of-incidence"
    assert formula_of("unknown") is None


@pytest.mark.parametrize(
    "written",
    [
        '[[formula]]\ncode = "a"\nkind = "guess"\nname = "a"\nname_en = "a"',
        '[[formula]]\ncode = "a"\nkind = "rate"\nname = "a"',
        '[[formula]]\ncode = "a"\nkind = "rate"\nname = "a"\nname_en = "a"\nleast = "few"',
        2 * '[[formula]]\ncode = "a"\nkind = "rate"\nname = "a"\nname_en = "a"\n',
    ],
)
def test_a_bad_formula_is_named(tmp_path: object, written: str) -> None:
    path = tmp_path / "formulas.toml"  # type: ignore[operator]
    path.write_text(written, encoding="utf-8")
    with pytest.raises(BadFormulaError, match=r"formulas.toml, formula \d \(a\)"):
        formulas(path)
