"""Which tier and kind a pairing has, from what its two parties are."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.domain.pairings.models import PairKind, Tier
from xieshou.domain.parties.models import OrganisationKind
from xieshou.domain.places.models import Level

MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})


class UnknownTierError(ValueError):
    """Two parties of these kinds have no tier of their own."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a party is: a division of a level (with its code) or an organisation of a kind."""

    level: Level | None = None
    code: str = ""
    kind: OrganisationKind | None = None


_DIVISIONS = {
    (Level.PROVINCE, Level.PROVINCE): Tier.PROVINCE,
    (Level.PREFECTURE, Level.PROVINCE): Tier.CITY_PROVINCE,
    (Level.PROVINCE, Level.PREFECTURE): Tier.PROVINCE_PREFECTURE,
    (Level.PREFECTURE, Level.PREFECTURE): Tier.PREFECTURE,
    (Level.COUNTY, Level.COUNTY): Tier.COUNTY,
    (Level.TOWN, Level.TOWN): Tier.TOWN,
    (Level.VILLAGE, Level.VILLAGE): Tier.VILLAGE,
}
_ORGANISATIONS = {
    OrganisationKind.ZONE: Tier.ZONE,
    OrganisationKind.OFFICE: Tier.TOWN,
    OrganisationKind.SCHOOL: Tier.SCHOOL,
    OrganisationKind.HOSPITAL: Tier.HOSPITAL,
    OrganisationKind.DEPARTMENT: Tier.DEPARTMENT,
    OrganisationKind.GOVERNMENT: Tier.DEPARTMENT,
    OrganisationKind.INSTITUTION: Tier.DEPARTMENT,
}
_TO_VILLAGE = {
    OrganisationKind.FIRM: Tier.FIRM_VILLAGE,
    OrganisationKind.BANK: Tier.FIRM_VILLAGE,
    OrganisationKind.ASSOCIATION: Tier.SOCIETY_VILLAGE,
    OrganisationKind.COOPERATIVE: Tier.SOCIETY_VILLAGE,
}
_KINDS = {
    Tier.TOWN: PairKind.TOWN,
    Tier.VILLAGE: PairKind.VILLAGE,
    Tier.FIRM_VILLAGE: PairKind.FIRM_VILLAGE,
    Tier.SOCIETY_VILLAGE: PairKind.SOCIETY,
    Tier.DEPARTMENT: PairKind.DEPARTMENT,
    Tier.SCHOOL: PairKind.DEPARTMENT,
    Tier.HOSPITAL: PairKind.DEPARTMENT,
    Tier.SPECIALTY: PairKind.DEPARTMENT,
    Tier.ZONE: PairKind.INDUSTRY,
    Tier.FAMILY: PairKind.FAMILY,
}


def tier_of(giver: Standing, receiver: Standing) -> Tier:
    """The tier of a pairing.

    A municipality counts as a city towards a prefecture (上海–遵义) and as a province towards a province.

    Raises:
        UnknownTierError: when the two do not make a known tier.
    """
    found: Tier | None = None
    if giver.level and receiver.level:
        level = giver.level
        if level is Level.PROVINCE and giver.code in MUNICIPALITIES and receiver.level is Level.PREFECTURE:
            level = Level.PREFECTURE
        found = _DIVISIONS.get((level, receiver.level))
    elif giver.kind and receiver.level is Level.VILLAGE:
        found = _TO_VILLAGE.get(giver.kind)
    elif {giver.kind or giver.level, receiver.kind or receiver.level} == {
        OrganisationKind.ZONE,
        Level.COUNTY,
    }:
        found = Tier.ZONE_COUNTY
    elif _stands_with_towns(giver) and _stands_with_towns(receiver) and giver.kind != receiver.kind:
        found = Tier.TOWN
    elif giver.kind and receiver.kind:
        found = _ORGANISATIONS.get(giver.kind) if giver.kind == receiver.kind else Tier.DEPARTMENT
    if found is None:
        raise UnknownTierError(f"{giver} → {receiver}")
    return found


def _stands_with_towns(party: Standing) -> bool:
    """Sub-district offices and zones pair among the towns of their counties (A3-9)."""
    return party.level is Level.TOWN or party.kind in {OrganisationKind.OFFICE, OrganisationKind.ZONE}


def kind_of(tier: Tier) -> PairKind:
    """Which of the seven kinds a pairing of this tier is, or GOVERNMENT at county and above."""
    return _KINDS.get(tier, PairKind.GOVERNMENT)
