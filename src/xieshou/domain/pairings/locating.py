"""Find the parties that a pairing table names in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from xieshou.domain.pairings.models import Pairing
from xieshou.domain.pairings.rows import PairingRow, PartyWords
from xieshou.domain.pairings.tiers import Standing
from xieshou.domain.parties.loading import organisations_by_name
from xieshou.domain.parties.models import Organisation, OrganisationKind, Party
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.domain.places.queries import ancestors, resolve
from xieshou.kernel.actor import Actor


class UnplacedPartyError(LookupError):
    """A table names a party that nothing stored answers to; the message says where and what was tried."""


class Locator:
    """Parties by the words of a table, with the units above them. Made for one load."""

    def __init__(self, actor: Actor, rows: Iterable[PairingRow]) -> None:
        self._actor = actor
        self._organisations = organisations_by_name(actor)
        words = [words for row in rows for words in (row.giver, row.receiver)]
        self._by_code: dict[str, Division] = {}
        versions = DivisionVersion.objects.filter(code__in={w.code for w in words if w.code})
        for version in versions.select_related("division").order_by("start_on"):
            self._by_code[version.code] = version.division

    def party(self, words: PartyWords, on: date | None, within: str | None, where: str) -> Party:
        """The party of these words.

        A code is looked up in any year, because tables write today's code beside a name of the time.

        Raises:
            UnplacedPartyError: when neither the code nor the name answers to exactly one unit.
        """
        if words.code:
            if words.code in self._by_code:
                return party_of(self._by_code[words.code])
            raise UnplacedPartyError(f"{where}: no division ever had the code {words.code} ({words.name})")
        namesakes = self._organisations.get(words.name, [])
        if len(namesakes) > 1:
            raise UnplacedPartyError(f"{where}: {len(namesakes)} organisations are called {words.name}")
        if namesakes:
            return party_of(namesakes[0])
        province = self._one(within, on, None) if within else None
        division = self._one(words.name, on, province)
        if division is None:
            raise UnplacedPartyError(f"{where}: {words.name} is no organisation, and no or several divisions")
        return party_of(division)

    def _one(self, name: str, on: date | None, within: Division | None) -> Division | None:
        match = resolve(self._actor, name, on=on, within=within).only
        return Division.objects.get(pk=match.division_id) if match else None

    def standing(self, party: Party) -> Standing:
        """What the party is, for the tier of its pairings."""
        if party.division:
            return Standing(level=Level(party.division.level), code=party.division.code)
        organisation: Organisation = party.organisation  # type: ignore[assignment]  # a party is one or the other
        return Standing(kind=OrganisationKind(organisation.kind))

    def line_of(self, party: Party, pairing: Pairing) -> list[int]:
        """The party and the parties of the divisions above it on the pairing's first day, nearest first."""
        base = party.division or (party.organisation.division if party.organisation else None)
        if base is None:
            return [party.pk]
        above = [v.division_id for v in reversed(ancestors(self._actor, base, pairing.start_on))]
        line = above if party.division else [base.pk, *above]
        known = dict(Party.objects.filter(division__in=line).values_list("division_id", "pk"))
        return [party.pk, *(known[division_id] for division_id in line if division_id in known)]
