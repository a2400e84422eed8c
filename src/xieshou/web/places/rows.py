"""Pairings as rows of a place's page: names and links, period, sources, doubts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from xieshou.domain.pairings.books import Entry
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.pairings.queries import Helper, PartyOn
from xieshou.domain.pairings.structure import Relation
from xieshou.kernel.period import Containment
from xieshou.web.places.links import Link, pairing_url, to_party
from xieshou.web.shell import words
from xieshou.web.shell.requests import Lens


@dataclass(frozen=True, slots=True)
class Source:
    """A document that states a pairing: its code and all that is known of it."""

    document_id: int
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One pairing. ``unsure``: its dates are too rough to say whether it held on the day."""

    pairing: Pairing
    giver: Link
    receiver: Link
    url: str
    given: bool
    now: bool
    unsure: bool
    sources: tuple[Source, ...]

    @property
    def partner(self) -> Link:
        """The other party, seen from the page's place."""
        return self.receiver if self.given else self.giver


def of_helpers(helpers: Iterable[Helper], lens: Lens, *, given: bool = False) -> list[Row]:
    """Rows of the pairings of the day."""
    return [
        _row(a.pairing, a.giver, a.receiver, lens, given, a.containment is Containment.UNSURE)
        for a in helpers
    ]


def of_entries(entries: Iterable[Entry], lens: Lens) -> list[Row]:
    """Rows of all pairings, under the names of their first days."""
    return [_row(e.pairing, e.giver, e.receiver, lens, e.given, False) for e in entries]


def _row(pairing: Pairing, giver: PartyOn, receiver: PartyOn, lens: Lens, given: bool, unsure: bool) -> Row:
    return Row(
        pairing,
        to_party(giver, pairing.giver, lens),
        to_party(receiver, pairing.receiver, lens),
        pairing_url(pairing, lens),
        given,
        pairing.period.covers(lens.on),
        unsure,
        tuple(
            Source(source.document_id, source.document.code, str(source.document))
            for source in pairing.sources.all()
        ),
    )


@dataclass(frozen=True, slots=True)
class RelationLine:
    """How long the place has been helped without a break (A1-7)."""

    years: int
    first: int
    last: int
    hand_overs: int
    steps: list[tuple[str, str]]


def relation_lines(relations: Iterable[Relation], on: date) -> list[RelationLine]:
    """The relations, the longest first, each giver once with the period of its pairings in a row."""
    lines = []
    for relation in relations:
        steps: list[tuple[int, str, list[Pairing]]] = []
        for pairing in relation.steps:
            if not steps or steps[-1][0] != pairing.giver_id:
                steps.append((pairing.giver_id, _giver(pairing), []))
            steps[-1][2].append(pairing)
        first, end = relation.period.start, relation.period.end
        until = min(on, end.day) if end else on
        lines.append(
            RelationLine(
                relation.years,
                first.day.year if first else until.year,
                until.year,
                relation.hand_overs,
                [(name, _years(held)) for _id, name, held in steps],
            )
        )
    return sorted(lines, key=lambda line: (-line.years, -line.hand_overs))


def _giver(pairing: Pairing) -> str:
    return words.name_of(pairing.giver.division or pairing.giver.organisation)


def _years(held: list[Pairing]) -> str:
    start, end = held[0].start_on, held[-1].end_on
    return f"{start.year if start else '…'}–{end.year if end else ''}"
