"""The pairings as a map through time needs them: both ends with every name they bore, and where they lie.

On the map stand the pairings of governments, from provinces down to counties; what pairs below them (towns,
villages, departments, parks, firms) is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xieshou.domain.pairings.models import Pairing, PairKind, Tier
from xieshou.domain.pairings.queries import pairings
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.places import lineage
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import Actor


class Band(StrEnum):
    """The three bands of tiers that the map tells apart, by the receiving unit."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


BAND_OF = {
    Tier.PROVINCE: Band.PROVINCE,
    Tier.CITY_PROVINCE: Band.PROVINCE,
    Tier.PROVINCE_PREFECTURE: Band.CITY,
    Tier.PREFECTURE: Band.CITY,
    Tier.COUNTY: Band.COUNTY,
    Tier.ZONE_COUNTY: Band.COUNTY,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the day since which it was borne (None: since before our records)."""

    since: date | None
    name: str
    name_en: str
    short: str


@dataclass(frozen=True, slots=True)
class MapParty:
    """One end of an arc. ``codes``: the divisions at which it may be drawn, the best first.

    ``code`` is the division's latest code, empty for an organisation.
    """

    party_id: int
    code: str
    names: tuple[Named, ...]
    codes: tuple[str, ...]

    def on(self, day: date) -> Named:
        """The name of that day, else the last before it, else the first."""
        borne = [named for named in self.names if named.since is None or named.since <= day]
        return borne[-1] if borne else self.names[0]


@dataclass(frozen=True, slots=True)
class MapPairing:
    """An arc of the map."""

    pairing: Pairing
    giver: MapParty
    receiver: MapParty

    @property
    def band(self) -> Band:
        """Which band of tiers it belongs to."""
        return BAND_OF[Tier(self.pairing.tier)]


def map_pairings(actor: Actor, *, scope: str | None = None) -> list[MapPairing]:
    """Every pairing of governments that ever was, by start, the upper bands first; in three queries.

    ``scope`` is a division code: pairings with a party in its territory.
    """
    found = pairings(actor, kind=PairKind.GOVERNMENT, scope=scope, state=ReviewState.REVIEWED).filter(
        tier__in=BAND_OF
    )
    rows = list(found.prefetch_related(None).order_by("start_on", "pk"))
    parties = {party.pk: party for row in rows for party in (row.giver, row.receiver)}
    ends = {party.party_id: party for party in _ends(parties.values())}
    arcs = [MapPairing(row, ends[row.giver_id], ends[row.receiver_id]) for row in rows]
    bands = list(Band)
    return sorted(arcs, key=lambda arc: bands.index(arc.band))


def _ends(parties: Iterable[Party]) -> Iterator[MapParty]:
    known = list(parties)
    around = lineage.load(division for party in known if (division := _division_id(party)))
    for party in known:
        division = _division_id(party)
        codes = tuple(_where(around, division)) if division else ()
        if party.division is not None:
            versions = around.versions.get(party.division.pk, [])
            yield MapParty(party.pk, party.division.code, _names(party.division, versions), codes)
        elif party.organisation is not None:
            yield MapParty(party.pk, "", (_own_name(party.organisation),), codes)


def _division_id(party: Party) -> int | None:
    return party.division_id or (party.organisation.division_id if party.organisation else None)


def _own_name(unit: Organisation) -> Named:
    return Named(None, unit.name, unit.name_en, unit.name)


def _names(division: Division, versions: list[DivisionVersion]) -> tuple[Named, ...]:
    """One entry per name; a version that changes only the code or the parent adds none."""
    names: list[Named] = []
    for version in versions:
        if not names or names[-1].name != version.name:
            names.append(Named(version.start_on, version.name, version.name_en, version.stem))
    return tuple(names) or (Named(None, division.name, division.name_en, division.name),)


def _where(around: lineage.Lineage, division_id: int) -> Iterator[str]:
    """Codes by which a map of today may show a unit: its own, its heirs', then those above it.

    A unit that was dissolved lies where the unit lies that took it over as a whole, else in the first that
    took over a part, else in the unit that was above it last.
    """
    version = around.near(division_id, None)
    if version is None:
        return
    if version.end_on is None:
        yield version.code
    else:
        heirs = around.heirs(division_id, date.max)
        for heir, _ in sorted(heirs, key=lambda found: (not found[1].whole, found[0].code)):
            yield heir.code
    for above in reversed(around.chain(version, None)):
        yield above.code
