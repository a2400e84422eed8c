"""Which tier two parties make (A3-4, A3-7, A3-11; A2-4 for those without a division code)."""

import itertools

import pytest

from xieshou.domain.pairings.models import PairKind, Tier
from xieshou.domain.pairings.tiers import Standing, UnknownTierError, kind_of, tier_of
from xieshou.domain.parties.models import OrganisationKind
from xieshou.domain.places.models import Level


def place(level: Level, code: str = "") -> Standing:
    return Standing(level=level, code=code)


def body(kind: str) -> Standing:
    return Standing(kind=OrganisationKind(kind))


PROVINCE, CITY, COUNTY = place(Level.PROVINCE, "440000"), place(Level.PREFECTURE), place(Level.COUNTY)
TOWN, VILLAGE = place(Level.TOWN), place(Level.VILLAGE)


@pytest.mark.parametrize(
    ("giver", "receiver", "tier", "kind"),
    [
        (PROVINCE, PROVINCE, Tier.PROVINCE, PairKind.GOVERNMENT),
        (CITY, PROVINCE, Tier.CITY_PROVINCE, PairKind.GOVERNMENT),
        (PROVINCE, CITY, Tier.PROVINCE_PREFECTURE, PairKind.GOVERNMENT),
        (CITY, CITY, Tier.PREFECTURE, PairKind.GOVERNMENT),
        (COUNTY, COUNTY, Tier.COUNTY, PairKind.GOVERNMENT),
        (body("zone"), COUNTY, Tier.ZONE_COUNTY, PairKind.GOVERNMENT),
        (body("zone"), body("zone"), Tier.ZONE, PairKind.INDUSTRY),
        (TOWN, TOWN, Tier.TOWN, PairKind.TOWN),
        (body("office"), TOWN, Tier.TOWN, PairKind.TOWN),
        (TOWN, body("office"), Tier.TOWN, PairKind.TOWN),
        (body("zone"), TOWN, Tier.TOWN, PairKind.TOWN),
        (body("zone"), body("office"), Tier.TOWN, PairKind.TOWN),
        (COUNTY, body("zone"), Tier.ZONE_COUNTY, PairKind.GOVERNMENT),
        (body("office"), body("office"), Tier.TOWN, PairKind.TOWN),
        (VILLAGE, VILLAGE, Tier.VILLAGE, PairKind.VILLAGE),
        (body("firm"), VILLAGE, Tier.FIRM_VILLAGE, PairKind.FIRM_VILLAGE),
        (body("bank"), VILLAGE, Tier.FIRM_VILLAGE, PairKind.FIRM_VILLAGE),
        (body("association"), VILLAGE, Tier.SOCIETY_VILLAGE, PairKind.SOCIETY),
        (body("department"), body("department"), Tier.DEPARTMENT, PairKind.DEPARTMENT),
        (body("department"), body("institution"), Tier.DEPARTMENT, PairKind.DEPARTMENT),
        (body("school"), body("school"), Tier.SCHOOL, PairKind.DEPARTMENT),
        (body("hospital"), body("hospital"), Tier.HOSPITAL, PairKind.DEPARTMENT),
    ],
)
def test_two_parties_make_a_tier_and_a_kind(
    giver: Standing, receiver: Standing, tier: Tier, kind: PairKind
) -> None:
    assert tier_of(giver, receiver) is tier
    assert kind_of(tier) is kind


def test_a_municipality_is_a_city_to_a_prefecture_and_a_province_to_a_province() -> None:
    """上海 → 遵义 is a pairing of cities, 上海 → 云南 one of provinces."""
    shanghai = place(Level.PROVINCE, "310000")
    assert tier_of(shanghai, CITY) is Tier.PREFECTURE
    assert tier_of(shanghai, PROVINCE) is Tier.PROVINCE


@pytest.mark.parametrize(
    ("giver", "receiver"),
    [
        (COUNTY, CITY),
        (VILLAGE, TOWN),
        (TOWN, COUNTY),
        (body("school"), CITY),
        (body("firm"), COUNTY),
        (body("team"), body("team")),
        (Standing(), VILLAGE),
    ],
)
def test_parties_that_make_no_tier_are_refused(giver: Standing, receiver: Standing) -> None:
    with pytest.raises(UnknownTierError):
        tier_of(giver, receiver)


def test_every_two_standings_make_a_tier_or_are_refused_by_that_one_error() -> None:
    standings = [place(level) for level in Level] + [Standing(kind=kind) for kind in OrganisationKind]
    for giver, receiver in itertools.product(standings, repeat=2):
        try:
            assert kind_of(tier_of(giver, receiver)) in PairKind
        except UnknownTierError:
            continue
