"""A person records what a document states."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.domain.evidence.building import a_claim, a_document, an_indicator
from tests.domain.pairings.building import a_division
from xieshou.domain.evidence.claims.services import ClaimRefusedError, record_claim
from xieshou.domain.evidence.models import Claim, Scope
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError
from xieshou.kernel.period import PartialDate

pytestmark = pytest.mark.django_db


def _record(**facts: Any) -> Claim:
    given: dict[str, Any] = {
        "actor": SYSTEM,
        "document": a_document(),
        "indicator": an_indicator("funds", "万元"),
        "surface": "近2.28亿元",
        **facts,
    }
    return record_claim(**given)


def test_a_figure_is_kept_as_written_and_as_meant() -> None:
    """A31-1"""
    enshi = a_division("恩施州", "422800")
    claim = _record(
        receivers=[enshi], scope=Scope.CUMULATIVE, as_of=PartialDate.parse("2020-10"), span=(1694, 1701)
    )
    claim = Claim.objects.get(pk=claim.pk)
    assert (claim.surface, claim.value, claim.unit) == ("近2.28亿元", Decimal("2.28"), "亿元")
    assert (claim.qualifier, claim.word, claim.status) == ("≤", "近", "proposed")
    assert (claim.code, claim.span_start, claim.span_end) == ("[示例]@1694", 1694, 1701)
    assert str(claim.as_of) == "2020-10"
    assert [party.name for party in claim.receivers.all()] == ["恩施州"]


def test_traditional_script_and_full_width_are_read() -> None:
    """A31-7"""
    claim = _record(surface="２.２８億元")
    assert (claim.surface, claim.value, claim.unit) == ("２.２８億元", Decimal("2.28"), "亿元")


def test_a_figure_without_its_unit_takes_the_indicators() -> None:
    assert _record(surface="872", indicator=an_indicator("projects", "个")).unit == "个"


@pytest.mark.parametrize(
    ("facts", "field", "reason"),
    [
        ({"surface": ""}, "surface", "填写"),
        ({"surface": "数千里"}, "surface", "数千里"),
        ({"surface": "12咖"}, "surface", "单位"),
        ({"surface": "约40余个"}, "surface", "约数词"),
        ({"surface": "16万户"}, "indicator", "户.*万元"),
        ({"start": PartialDate.parse("2020"), "as_of": PartialDate.parse("2019")}, "as_of", "早于"),
        ({"span": (9, 9)}, "span", "止点"),
        ({"programme": "poem"}, "programme", "poem"),
        ({"note": "长" * 301}, "note", "300"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_field_and_reason(
    facts: dict[str, Any], field: str, reason: str
) -> None:
    """A31-3, A31-4"""
    with pytest.raises(ClaimRefusedError, match=reason) as refused:
        _record(**facts)
    assert refused.value.field == field
    assert not Claim.objects.exists()


def test_a_national_figure_has_no_receivers() -> None:
    with pytest.raises(ClaimRefusedError):
        _record(nationwide=True, receivers=[a_division("恩施州", "422800")])


def test_the_same_figure_of_a_document_is_recorded_once_unless_it_stands_elsewhere() -> None:
    """A1-4"""
    first = _record(span=(10, 17))
    with pytest.raises(ClaimRefusedError, match=r"@10"):
        _record()
    again = _record(span=(90, 97))
    assert (first.code, again.code) == ("[示例]@10", "[示例]@90")
    assert _record(document=a_document("[乙]")).code == "[乙]#1"


def test_a_running_number_that_is_taken_is_passed_over() -> None:
    a_claim("1个", code="[示例]#2")
    assert _record().code == "[示例]#3"


def test_only_an_administrator_records(viewer: Actor) -> None:
    with pytest.raises(NotAllowedError):
        _record(actor=viewer)
