"""Areas above say how an indicator is computed."""

from __future__ import annotations

import pytest

from tests.domain.evidence.building import a_claim
from xieshou.domain.evidence.claims import computing
from xieshou.domain.evidence.claims.computing import Computed, ComputedTwiceError, Records, computed, register
from xieshou.domain.evidence.models import Claim
from xieshou.kernel.actor import ANONYMOUS, Actor
from xieshou.kernel.quantity import Quantity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(computing, "_COMPUTATIONS", {})


def test_what_records_say_stands_beside_the_claim() -> None:
    """design 1.1"""

    def count_given(actor: Actor, claim: Claim) -> Computed | None:
        return Computed(Quantity.of(4, "个"), claim.as_of, Records("pairings", {"on": str(claim.as_of)}))

    register("paired_givers", count_given)
    found = computed(ANONYMOUS, a_claim("8个", indicator="paired_givers", as_of="2013-02"))
    assert found is not None
    assert (found.value, found.records) == (Quantity.of(4, "个"), Records("pairings", {"on": "2013-02"}))
    assert computed(ANONYMOUS, a_claim("8个", indicator="projects")) is None


def test_one_indicator_is_computed_in_one_way() -> None:
    def first(actor: Actor, claim: Claim) -> Computed | None:
        return None

    def second(actor: Actor, claim: Claim) -> Computed | None:
        return None

    register("projects", first)
    register("projects", first)
    with pytest.raises(ComputedTwiceError, match="projects"):
        register("projects", second)
