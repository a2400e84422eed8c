"""Which units below a pairing have partners, and which not (A3-5, A3-6, A3-9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xieshou.domain.dated import in_force
from xieshou.domain.pairings.handover import PARTY_NAMES
from xieshou.domain.pairings.labelling import labels
from xieshou.domain.pairings.models import Pairing, RoundRule, RuleKind, Tier
from xieshou.domain.pairings.queries import pairings, parties_on
from xieshou.domain.pairings.rules import Coverage, Link, cover
from xieshou.domain.parties.models import Organisation, OrganisationKind
from xieshou.domain.places import lineage
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.domain.reviewed import REVIEWED, ReviewState
from xieshou.kernel.actor import Actor

# Drafts cover nothing until they are reviewed.
_COUNTED = ReviewState.REVIEWED.value


@dataclass(frozen=True, slots=True)
class _Below:
    """What can pair below a pairing: divisions of a level, bodies without a division code, in which tiers."""

    level: Level
    tiers: frozenset[Tier]
    bodies: frozenset[OrganisationKind] = frozenset()


_COUNTIES = _Below(Level.COUNTY, frozenset({Tier.COUNTY, Tier.ZONE_COUNTY}))
_BELOW = {
    Tier.PREFECTURE: _COUNTIES,
    Tier.PROVINCE_PREFECTURE: _COUNTIES,
    Tier.COUNTY: _Below(
        Level.TOWN,
        frozenset({Tier.TOWN, Tier.ZONE}),
        frozenset({OrganisationKind.OFFICE, OrganisationKind.ZONE}),
    ),
    Tier.TOWN: _Below(Level.VILLAGE, frozenset({Tier.VILLAGE})),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that could pair: a division or an organisation, with its code and name of the day."""

    division_id: int | None
    organisation_id: int | None
    code: str = field(compare=False)
    name: str = field(compare=False)
    name_en: str = field(compare=False)


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
    return next((report for _, report in _reports(actor, [of], on)), None)


def coverage_below_all(
    actor: Actor, on: date, scope: str | None = None
) -> list[tuple[Pairing, CoverageReport]]:
    """Coverage below every pairing that has pairings of its own below it on the day."""
    parents = (
        pairings(actor, on=on, state=_COUNTED, sources=False)
        .filter(parent__isnull=False)
        .order_by()
        .values("parent")
    )
    return _reports(
        actor, list(pairings(actor, on=on, scope=scope, sources=False).filter(pk__in=parents)), on
    )


def _reports(actor: Actor, parents: Iterable[Pairing], on: date) -> list[tuple[Pairing, CoverageReport]]:
    """Coverage below each pairing that has a level below; about ten queries, however many there are."""
    fit = {
        pairing.pk: (pairing, pairing.giver.division, pairing.receiver.division)
        for pairing in parents
        if pairing.tier in _BELOW
    }
    children = [
        child
        for child in pairings(actor, on=on, state=_COUNTED, sources=False).filter(parent__in=fit)
        if child.tier in _BELOW[Tier(fit[child.parent_id or 0][0].tier)].tiers
    ]
    links: dict[int | None, list[Link]] = defaultdict(list)
    for child, link in zip(children, _links(actor, children, on), strict=True):
        links[child.parent_id].append(link)
    wanted = {
        area.pk: _BELOW[Tier(pairing.tier)]
        for pairing, *areas in fit.values()
        for area in areas
        if area is not None
    }
    units = _units(actor, wanted, on)
    rules = {
        (rule.parent_id, rule.round_id): rule
        for rule in RoundRule.objects.filter(kind=RuleKind.CAPACITY, parent__in=fit)
    }
    reports = []
    for pairing, giver, receiver in fit.values():
        if giver is None or receiver is None:
            continue
        own = links[pairing.pk]
        rule = rules.get((pairing.pk, pairing.round_id))
        coverage = cover(
            _with(units[giver.pk], (link.giver for link in own)),
            _with(units[receiver.pk], (link.receiver for link in own)),
            own,
        )
        expected = (rule.giver_units, rule.receiver_units) if rule else (None, None)
        reports.append((pairing, CoverageReport(coverage, _BELOW[Tier(pairing.tier)].level, *expected)))
    return reports


def coverage_in(actor: Actor, area: Division, on: date, round_code: str = "") -> Coverage[Unit]:
    """Which prefectures of a province have a helping unit of their own on a day; the givers are those paired.

    贵阳 is among the unpaired of 贵州 in every round: the rule of 2013 excepts it, coverage does not hide it.
    """
    return _in_provinces(actor, [area.pk], on, round_code)[area.pk]


def coverage_of_provinces(
    actor: Actor, on: date, scope: str | None = None
) -> list[tuple[DivisionVersion, Coverage[Unit]]]:
    """Coverage of the prefectures of every province that has one helped on the day, by code."""
    helped = pairings(actor, on=on, scope=scope, state=_COUNTED, sources=False).filter(
        receiver__division__level=Level.PREFECTURE
    )
    inside = DivisionVersion.objects.filter(
        in_force(on), division__in=helped.order_by().values("receiver__division")
    ).values("parent")
    provinces = list(
        DivisionVersion.objects.filter(in_force(on), division__in=inside, division__level=Level.PROVINCE)
        .select_related("division")
        .order_by("code")
    )
    found = _in_provinces(actor, [province.division_id for province in provinces], on)
    return [(province, found[province.division_id]) for province in provinces]


def _in_provinces(
    actor: Actor, areas: Sequence[int], on: date, round_code: str = ""
) -> dict[int, Coverage[Unit]]:
    prefectures = _units(actor, dict.fromkeys(areas, _Below(Level.PREFECTURE, frozenset())), on)
    inside = [unit.division_id for units in prefectures.values() for unit in units]
    found = pairings(actor, on=on, round_code=round_code, state=_COUNTED, sources=False).filter(
        receiver__division__in=inside
    )
    links = _links(actor, list(found), on)
    done = {}
    for area in areas:
        own = [link for link in links if link.receiver in prefectures[area]]
        done[area] = cover(_with([], (link.giver for link in own)), prefectures[area], own)
    return done


def links_under(actor: Actor, rule: RoundRule, *, beyond_reach: bool = False) -> list[Link]:
    """The links that a capacity rule speaks of: of its round and tier, in its area, below its parent.

    With ``beyond_reach`` those too that the actor does not see, without their names.
    """
    found = (
        Pairing.objects.unscoped("capacity counts what is not reviewed, too; it is named by ``labels``")
        if beyond_reach
        else Pairing.objects.seen_by(actor)
    )
    found = found.filter(round=rule.round_id).select_related(*PARTY_NAMES)
    if rule.tier:
        found = found.filter(tier=rule.tier)
    if rule.parent_id is not None:
        found = found.filter(parent=rule.parent_id)
    known = list(found)
    if rule.area_id is not None:
        around = lineage.load(base.pk for pairing in known if (base := _receiving(pairing)) is not None)
        known = [pairing for pairing in known if rule.area_id in _line(around, pairing)]
    named = labels(actor, known)
    return [Link(each.giver_id, each.receiver_id, each.period, named[each.pk]) for each in known]


def _receiving(pairing: Pairing) -> Division | None:
    receiver = pairing.receiver
    return receiver.division or (receiver.organisation.division if receiver.organisation else None)


def _line(around: lineage.Lineage, pairing: Pairing) -> set[int]:
    """The receiver's division and all above it when the pairing began."""
    base = _receiving(pairing)
    own = around.near(base.pk, pairing.start_on) if base is not None else None
    if base is None or own is None:
        return set()
    return {base.pk, *(version.division_id for version in around.chain(own, pairing.start_on))}


def _links(actor: Actor, found: Sequence[Pairing], on: date) -> list[Link]:
    """The pairings as links between units, under their names of the day."""
    named = parties_on(actor, [party for pairing in found for party in (pairing.giver, pairing.receiver)], on)
    units = {
        party_id: Unit(party.division_id, party.organisation_id, party.code, party.name, party.name_en)
        for party_id, party in named.items()
    }
    return [Link(units[p.giver_id], units[p.receiver_id], p.period) for p in found]


def _units(actor: Actor, areas: Mapping[int, _Below], on: date) -> dict[int, list[Unit]]:
    """The units of each area that could pair, by code; one query for each tier walked and one for bodies."""
    found: dict[int, list[Unit]] = {area: [] for area in areas}
    walked = {area: {area} for area in areas}
    while walked:
        rows = DivisionVersion.objects.filter(in_force(on), parent__in=walked).select_related("division")
        below: dict[int, set[int]] = defaultdict(set)
        for version in rows.order_by("code"):
            for area in walked[version.parent_id or 0]:
                if version.division.level == areas[area].level:
                    unit = Unit(version.division_id, None, version.code, version.name, version.name_en)
                    found[area].append(unit)
                elif version.division.level < areas[area].level:
                    below[version.division_id].add(area)
        walked = below
    with_bodies = [area for area, wanted in areas.items() if wanted.bodies]
    bodies = Organisation.objects.seen_by(actor).filter(in_force(on), REVIEWED, division__in=with_bodies)
    for body in bodies.order_by("name"):
        area = body.division_id or 0
        # 昆山旅游度假区 is a zone, and the statistical list has it among the towns, too: one unit, not two.
        if body.kind in areas[area].bodies and all(body.name != unit.name for unit in found[area]):
            found[area].append(Unit(None, body.pk, "", body.name, body.name_en))
    return found


def _with(known: Sequence[Unit], paired: Iterable[object]) -> list[Unit]:
    """The units known, and those that are paired although our lists lack them."""
    return list(dict.fromkeys([*known, *(unit for unit in paired if isinstance(unit, Unit))]))
