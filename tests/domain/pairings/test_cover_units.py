"""Coverage below a pairing: who of both sides has a partner, and who has none (A3-9)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.pairings.building import a_division, a_pairing
from xieshou.domain.dated import period_columns
from xieshou.domain.pairings import covering
from xieshou.domain.pairings.models import Pairing, Tier
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.places.models import Division, Level
from xieshou.domain.reviewed import SHIPPED
from xieshou.kernel.actor import ANONYMOUS
from xieshou.kernel.period import Period

pytestmark = pytest.mark.django_db


def place(code: str) -> Division:
    return Division.objects.get(code=code)


@pytest.fixture
def town_pairs() -> Pairing:
    """昆山–碧江 with a town pair, an office to a town and a resort to an office: four against three."""
    parent = a_pairing(
        "昆山市",
        "320583",
        "碧江区",
        "520602",
        round_code="2016",
        start="2017-10",
        end="2021",
        tier=Tier.COUNTY,
    )
    east, west = place("320583"), place("520602")
    Division.objects.filter(pk__in=[east.pk, west.pk]).update(level=Level.COUNTY)
    bodies = {
        name: Organisation.objects.create(
            name=name, name_key=name, kind=kind, side=side, division=where, **SHIPPED
        )
        for name, kind, side, where in (
            ("示例办事处", "office", "east", east),
            ("示例度假区", "zone", "east", east),
            ("示例西办事处", "office", "west", west),
        )
    }
    towns = {
        name: a_division(name, code, Level.TOWN, above)
        for name, code, above in (
            ("张浦镇", "320583106", east), ("坝黄镇", "520602101", west), ("瓦屋乡", "520602205", west),
        )
    }  # fmt: skip
    units = bodies | towns
    for giver, receiver in (("张浦镇", "坝黄镇"), ("示例办事处", "瓦屋乡"), ("示例度假区", "示例西办事处")):
        sides = [
            Party.objects.create(**{"organisation" if name in bodies else "division": units[name]})
            for name in (giver, receiver)
        ]
        Pairing.objects.create(
            round=parent.round, programme="east_west_poverty", tier=Tier.TOWN, kind="town", parent=parent,
            giver=sides[0], receiver=sides[1], certainty="sample", **SHIPPED,
            **period_columns(Period.parse("2018", "2021")),
        )  # fmt: skip
    return parent


def test_full_coverage_counts_towns_offices_and_zones_of_both_sides(town_pairs: Pairing) -> None:
    """A3-9: 镇 + 办事处 + 度假区 against 乡镇 + 办事处; the unpaired are listed until there are none."""
    before = covering.coverage_below(ANONYMOUS, town_pairs, date(2017, 12, 1))
    after = covering.coverage_below(ANONYMOUS, town_pairs, date(2018, 12, 1))
    assert before is not None
    assert after is not None
    assert not before.coverage.complete
    assert [u.name for u in before.coverage.unpaired_givers] == ["张浦镇", "示例办事处", "示例度假区"]
    assert after.coverage.complete
    assert (len(after.coverage.paired_givers), len(after.coverage.paired_receivers)) == (3, 3)


def test_a_firm_that_helps_a_village_does_not_pair_the_village_with_a_village(town_pairs: Pairing) -> None:
    """A3-7: each kind is counted for itself."""
    town = Pairing.objects.get(giver__division__name="张浦镇")
    village = a_division("高坝田村", "520602101208", Level.VILLAGE, place("520602101"))
    firm = Organisation.objects.create(name="示例公司", name_key="示例公司", kind="firm", side="east")
    Pairing.objects.create(
        round=town.round, programme="east_west_poverty", tier=Tier.FIRM_VILLAGE, kind="firm_village",
        giver=Party.objects.create(organisation=firm), receiver=Party.objects.create(division=village),
        parent=town, certainty="sample", **period_columns(Period.parse("2018", "2021")),
    )  # fmt: skip
    report = covering.coverage_below(ANONYMOUS, town, date(2018, 12, 1))
    assert report is not None
    assert [unit.name for unit in report.coverage.unpaired_receivers] == ["高坝田村"]
    assert report.coverage.paired_givers == ()
