"""Relations of every kind that a reader looks at, over a handful of figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xieshou.domain.evidence.models import ClaimRelation


@pytest.fixture
def relations(tongren) -> dict[str, ClaimRelation]:
    """By kind: a conflict, a doubtful unit, a doubtful date, two that need no look, one of another scope."""
    from tests.domain.evidence.building import a_claim, an_indicator
    from xieshou.domain.evidence.models import ClaimRelation

    suzhou, city = tongren.pairings[2].giver.division, tongren.pairings[2].receiver.division
    both = {"givers": (suzhou,), "receivers": (city,)}
    households = an_indicator("households", "户", name="脱贫户数")
    one = a_claim("414个", document="[甲]", as_of="2017", **both)
    two = a_claim("394个", document="[乙]", as_of="2017", **both)
    three = a_claim("119个", document="[甲]", as_of="2015", **both)
    lifted = a_claim("16万户", document="[甲]", indicator=households, receivers=(city,), as_of="2020-10")
    people = a_claim(
        "超过15万人",
        document="[丙]",
        indicator=an_indicator("people", "人", name="惠及人数"),
        as_of="2020-10",
    )
    late = a_claim("7个", document="[丙]", period_text="10月", programme="counterpart_cooperation")

    def related(claim, other, kind, reason, **facts):
        return ClaimRelation.objects.create(claim=claim, other=other, kind=kind, reason=reason, facts=facts)

    return {
        "conflicts": related(one, two, "conflicts", "values_differ"),
        "unit_mismatch": related(
            lifted, people, "unit_mismatch", "households_exceed_people", size="3.65", implied="584000"
        ),
        "date_suspect": related(late, None, "date_suspect", "year_missing", words="10月", document=""),
        "scope_differs": related(one, three, "scope_differs", "as_of", left="2017", right="2015"),
        "nested": related(two, three, "nested", "running_total"),
        "agrees": related(lifted, late, "agrees", "same_value"),
    }


@pytest.fixture
def tongren(db: None):
    # Imported late: a conftest is read before Django is ready.
    from tests.domain.places.conftest import Atlas
    from tests.support.tongren import build

    return build(Atlas())
