"""Pairings as the rows of a ledger write them, and the way back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from xieshou.domain.as_recorded import as_recorded
from xieshou.domain.pairings.handover import PARTY_NAMES
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.parties.workbooks.written import Directory, directory
from xieshou.domain.places.models import Division
from xieshou.domain.places.resolving import resolve
from xieshou.domain.places.workbooks.written import Places, Wrong, around, empty_to_none
from xieshou.kernel.actor import Actor

Names = tuple[str, str | None]


@dataclass
class Ledger:
    """Everything that the actor sees and a row may name, read once. A handful of queries."""

    actor: Actor
    pairings: list[Pairing]
    organisations: Directory
    names: dict[int, tuple[Names, Names]] = field(default_factory=dict)
    """Giver and receiver of each pairing as its row writes them, by primary key."""

    @classmethod
    def read(cls, actor: Actor, recorded: date | None = None) -> Ledger:
        """The pairings that the actor sees; with ``recorded`` as they stood when that day ended."""
        order = ("round__start_on", "tier", "id")
        if recorded is None:
            found = Pairing.objects.seen_by(actor).select_related("round", *PARTY_NAMES)
            known = list(found.prefetch_related("sources__document").order_by(*order))
        else:
            known = list(as_recorded(actor, Pairing, recorded).order_by(*order))
            prefetch_related_objects(known, "round", *PARTY_NAMES, "sources__document")
        ledger = cls(actor, known, directory(actor))
        parties = [party for each in ledger.pairings for party in (each.giver, each.receiver)]
        past = around(party.division_id for party in parties if party.division_id is not None)

        def named(party: Party, day: date | None) -> Names:
            if party.organisation_id is not None:
                # The other side of one's own pairing may be in nobody's directory yet. Of what was public
                # once, a body that is not public now is not named.
                unlisted = party.name if recorded is None else _("未公开的单位")
                return ledger.organisations.keys.get(party.organisation_id, (unlisted, None))
            version = past.near(party.division_id or 0, day)
            return (version.name, version.code) if version else (party.name, None)

        for each in ledger.pairings:
            ledger.names[each.pk] = named(each.giver, each.start_on), named(each.receiver, each.start_on)
        return ledger

    def row(self, pairing: Pairing) -> dict[str, Any]:
        """A pairing as a row."""
        (giver, giver_code), (receiver, receiver_code) = self.names[pairing.pk]
        above = self.names.get(pairing.parent_id or 0)
        heir = self.names.get(pairing.successor_id or 0)
        far = pairing.distance_km
        return empty_to_none(
            {
                "round": pairing.round.code,
                "giver": giver,
                "giver_code": giver_code,
                "receiver": receiver,
                "receiver_code": receiver_code,
                "start": pairing.period.start,
                "end": pairing.period.end,
                "parent_giver": above[0][0] if above else None,
                "parent_receiver": above[1][0] if above else None,
                "distance": far,
                "distance_qualifier": (pairing.distance_qualifier or "=") if far is not None else None,
                "successor": heir[0][0] if heir else None,
                "sources": tuple(sorted(each.document.code for each in pairing.sources.all())) or None,
                **{
                    name: getattr(pairing, name)
                    for name in ("programme", "tier", "kind", "shape", "formal", "end_reason", "certainty",
                                 "note")
                },
            }
        )  # fmt: skip

    def by_key(self, key: Iterable[str]) -> dict[tuple[Any, ...], Pairing]:
        """The pairings by these fields of their rows."""
        names = tuple(key)
        found = {}
        for each in self.pairings:
            row = self.row(each)
            found[tuple(row[name] for name in names)] = each
        return found

    def parent_of(self, pairing: Pairing, giver: str, receiver: str) -> Pairing | None:
        """The pairing of the round between parties of these names; of several the nearest in programme."""
        wanted = [
            each
            for each in self.pairings
            if each.round_id == pairing.round_id
            and each is not pairing
            and (self.names[each.pk][0][0], self.names[each.pk][1][0]) == (giver, receiver)
        ]
        kept = [each for each in wanted if each.pk == pairing.parent_id]
        wanted.sort(key=lambda e: (e.programme != pairing.programme, not e.period.overlaps(pairing.period)))
        return next(iter(kept or wanted), None)

    def successor_of(self, pairing: Pairing, giver: str) -> Pairing | None:
        """The pairing by which a giver of that name carries on: same receiver, from the day of the end on."""
        wanted = [
            each
            for each in self.pairings
            if each.receiver_id == pairing.receiver_id
            and self.names[each.pk][0][0] == giver
            and pairing.period.meets(each.period)
        ]
        kept = [each for each in wanted if each.pk == pairing.successor_id]
        wanted.sort(key=lambda each: (each.tier != pairing.tier, each.programme != pairing.programme))
        return next(iter(kept or wanted), None)


@dataclass
class Parties:
    """The units that a file's rows name."""

    places: Places
    organisations: Directory
    divisions: dict[int, Division] = field(default_factory=lambda: defaultdict())

    @classmethod
    def of(cls, actor: Actor, known: Directory, rows: Iterable[Mapping[str, Any]]) -> Parties:
        """Those of the codes in these rows."""
        codes = [row.get(name) for row in rows for name in ("giver_code", "receiver_code")]
        return cls(Places.of(actor, codes), known)

    def find(self, name: str, code: str | None, day: date | None) -> Division | Organisation | Wrong:
        """The unit of that name and code, or why there is none."""
        place = self.places.find(code, name, day) if code else None
        if place is not None:
            if place not in self.divisions:
                self.divisions[place] = Division.objects.get(pk=place)
            return self.divisions[place]
        if (name, code) in self.organisations.by_key:
            return self.organisations.by_key[name, code]
        if others := self.organisations.named(name):
            listed = "、".join(at or "(空)" for _name, at in others)
            return Wrong("code", f"“{name}”登记的所在地代码是 {listed}", f"{name} is on record at {listed}")
        if code:
            return self.places.why_not(code, name, day)
        listed = "、".join(f"{m.code} {m.path}" for m in resolve(self.places.actor, name, on=day).matches[:4])
        if listed:
            return Wrong("code", f"请填写代码:{listed}", f"write its code: {listed}")
        return Wrong(
            "name",
            f"没有名为“{name}”的区划或单位:单位请先在单位台账登记",
            f"no division or organisation is called {name}: record an organisation in its ledger first",
        )
