"""Which units below a pairing have partners, and which not (A3-5, A3-6, A3-9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xieshou.domain.dated import in_force
from xieshou.domain.pairings.handover import link_of
from xieshou.domain.pairings.models import Pairing, RoundRule, RuleKind, Tier
from xieshou.domain.pairings.queries import pairings
from xieshou.domain.pairings.rules import Coverage, Link, cover
from xieshou.domain.parties.models import Organisation, OrganisationKind, Party
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.domain.places.queries import children
from xieshou.kernel.actor import Actor

# Below which tier the units of which level pair, and which bodies without a division code join them.
_UNITS = {
    Tier.PREFECTURE: (Level.COUNTY, ()),
    Tier.PROVINCE_PREFECTURE: (Level.COUNTY, ()),
    Tier.COUNTY: (Level.TOWN, (OrganisationKind.OFFICE, OrganisationKind.ZONE)),
    Tier.TOWN: (Level.VILLAGE, ()),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that could pair: a division or an organisation, with its name of the day."""

    name: str
    name_en: str = ""
    code: str = ""
    division_id: int | None = None
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """Coverage below a pairing on a day, and the numbers of units that the round's rule expects."""

    coverage: Coverage[Unit]
    level: Level
    expected_givers: int | None
    expected_receivers: int | None


def coverage_below(actor: Actor, of: Pairing, on: date) -> CoverageReport | None:
    """Who of the units one level below has a partner in a child pairing of ``of``; None below villages.

    The units are those that we know of on that day: the towns of years before 2023 are those of 2023.
    """
    if of.tier not in _UNITS or of.giver.division is None or of.receiver.division is None:
        return None
    level, bodies = _UNITS[Tier(of.tier)]
    below = list(pairings(actor, on=on).filter(parent=of))
    links = [Link(_unit(child.giver), _unit(child.receiver), child.period) for child in below]
    rule = RoundRule.objects.filter(round=of.round_id, kind=RuleKind.CAPACITY, parent=of).first()
    return CoverageReport(
        cover(
            _units(actor, of.giver.division, level, bodies, on, (link.giver for link in links)),
            _units(actor, of.receiver.division, level, bodies, on, (link.receiver for link in links)),
            links,
        ),
        level,
        rule.giver_units if rule else None,
        rule.receiver_units if rule else None,
    )


def coverage_in(actor: Actor, area: Division, on: date, round_code: str = "") -> Coverage[Unit]:
    """Which prefectures of a province have a helping unit of their own on a day; the givers are those paired.

    贵阳 is among the unpaired of 贵州 in every round: the rule of 2013 excepts it, coverage does not hide it.
    """
    prefectures = [
        Unit(version.name, version.name_en, version.code, version.division_id)
        for version in children(actor, area, on)
        if version.division.level == Level.PREFECTURE
    ]
    inside = {unit.division_id for unit in prefectures}
    found = pairings(actor, on=on, round_code=round_code).filter(receiver__division__in=inside)
    named = {unit.division_id: unit for unit in prefectures}
    links = [Link(_unit(p.giver), named[p.receiver.division_id], p.period) for p in found]
    givers = list(dict.fromkeys(link.giver for link in links if isinstance(link.giver, Unit)))
    return cover(givers, prefectures, links)


def links_under(actor: Actor, rule: RoundRule) -> list[Link]:
    """The links that a capacity rule speaks of: of its round and tier, in its area, below its parent."""
    found = Pairing.objects.filter(round=rule.round_id).select_related("giver", "receiver")
    if rule.tier:
        found = found.filter(tier=rule.tier)
    if rule.parent_id is not None:
        found = found.filter(parent=rule.parent_id)
    links = []
    for pairing in found:
        if rule.area_id is not None and not _inside(actor, pairing, rule.area_id):
            continue
        links.append(link_of(pairing))
    return links


def _inside(actor: Actor, pairing: Pairing, area_id: int) -> bool:
    """Did the receiver lie in the area when the pairing began?"""
    receiver = pairing.receiver
    base = receiver.division or (receiver.organisation.division if receiver.organisation else None)
    on = pairing.start_on or date.max
    while base is not None:
        if base.pk == area_id:
            return True
        version = base.versions.filter(in_force(on)).select_related("parent").first()
        base = version.parent if version else None
    return False


def _unit(party: Party) -> Unit:
    unit = party.unit
    return _division_unit(unit) if isinstance(unit, Division) else _organisation_unit(unit)


def _division_unit(division: Division) -> Unit:
    return Unit(division.name, division.name_en, division.code, division.pk)


def _organisation_unit(body: Organisation) -> Unit:
    return Unit(body.name, body.name_en, organisation_id=body.pk)


def _units(
    actor: Actor,
    area: Division,
    level: Level,
    bodies: tuple[OrganisationKind, ...],
    on: date,
    paired: Iterable[object],
) -> list[Unit]:
    """The units of an area that could pair; those that do come in even where our lists lack them."""
    known = [_division_unit(version.division) for version in children(actor, area, on, level)]
    if bodies:
        # 昆山旅游度假区 is a zone, and the statistical list has it among the towns, too: one unit, not two.
        listed = {unit.name for unit in known}
        known += [
            _organisation_unit(body)
            for body in Organisation.objects.filter(in_force(on), division=area, kind__in=bodies)
            if body.name not in listed
        ]
    seen = set(known)
    return known + [
        unit
        for unit in dict.fromkeys(paired)
        if isinstance(unit, Unit) and unit not in seen and unit.division_id
    ]


def coverage_of_provinces(
    actor: Actor, on: date, scope: str | None = None
) -> list[tuple[DivisionVersion, Coverage[Unit]]]:
    """Coverage of the prefectures of every province that has one helped on the day, by code."""
    helped = pairings(actor, on=on, scope=scope).filter(receiver__division__level=Level.PREFECTURE)
    codes = {pairing.receiver.division.code[:2] for pairing in helped if pairing.receiver.division}
    provinces = DivisionVersion.objects.filter(
        in_force(on), division__level=Level.PROVINCE, code__in=[f"{code}0000" for code in codes]
    ).select_related("division")
    return [(version, coverage_in(actor, version.division, on)) for version in provinces.order_by("code")]


def coverage_below_all(
    actor: Actor, on: date, scope: str | None = None
) -> list[tuple[Pairing, CoverageReport]]:
    """Coverage below every pairing that has pairings of its own below it on the day."""
    parents = pairings(actor, on=on, scope=scope).filter(children__isnull=False).distinct()
    reports = ((pairing, coverage_below(actor, pairing, on)) for pairing in parents)
    return [(pairing, report) for pairing, report in reports if report is not None]
