"""Load rounds with their rules, and the pairing tables.

History warns, it never blocks: what a source states is loaded as stated, and ``checks`` says what does not
agree. Loading again changes nothing.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from xieshou.domain.dated import period_columns
from xieshou.domain.evidence.citations import parse_citations
from xieshou.domain.evidence.models import Document
from xieshou.domain.pairings.handover import PARTY_NAMES, link_successors
from xieshou.domain.pairings.locating import Locator
from xieshou.domain.pairings.models import Pairing, PairingSource, Round, RoundRule
from xieshou.domain.pairings.rows import BadPairingRowError, PairingRow, read_rows
from xieshou.domain.pairings.tiers import UnknownTierError, kind_of, tier_of
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.domain.recorded.sides import keep_sides
from xieshou.domain.reviewed import SHIPPED
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Period, Precision

DATA = Path(__file__).parent / "data"
TABLES = ("pairs_national.csv", "pairs_guizhou.csv", "pairs_lower_tiers.csv")


class BadRoundError(ValueError):
    """The rounds file names something that does not exist; the message says which round and what."""


@dataclass(slots=True)
class Loaded:
    """What a load did, for the command to print."""

    rows: int = 0
    pairings: int = 0
    sources: int = 0
    unplaced: list[str] = field(default_factory=list)


@act("载入轮次")
def load_rounds(*, actor: Actor, path: Path = DATA / "rounds.toml") -> int:
    """Load the rounds and those of their rules that do not hang on a pairing; returns the number of rounds.

    Raises:
        BadRoundError: for an unknown document or place.
    """
    actor.require_write("载入轮次")
    rounds = tomllib.loads(path.read_text("utf-8"))["round"]
    for raw in rounds:
        round_, _ = Round.objects.update_or_create(
            code=raw["code"],
            defaults={
                "name": raw["name"],
                "name_en": raw["name_en"],
                "summary": raw["summary"],
                "summary_en": raw["summary_en"],
                **period_columns(Period.parse(raw["start"], raw.get("end"))),
            },
        )
        documents = {document.pk for document in _documents(raw["code"], raw["documents"])}
        keep_sides(Round, {"documents": {round_.pk: documents}})
    return len(rounds)


def _documents(round_code: str, named: Iterable[str]) -> list[Document]:
    found = []
    for name in named:
        document = Document.objects.filter(number=name).first() or Document.objects.filter(code=name).first()
        if document is None:
            raise BadRoundError(f"round {round_code}: no document {name!r}")
        found.append(document)
    return found


@act("载入轮次规则")
def load_rules(*, actor: Actor, path: Path = DATA / "rounds.toml") -> int:
    """Load the rules of every round, after the pairings that some hang on. Rules edited since are kept.

    Returns the number of rules now stored. A round that has rules already is left as it is, because rules are
    data that its administrators edit.
    """
    actor.require_write("载入轮次规则")
    for raw in tomllib.loads(path.read_text("utf-8"))["round"]:
        round_ = Round.objects.get(code=raw["code"])
        if not round_.rules.exists():
            RoundRule.objects.bulk_create(_rule(round_, rule) for rule in raw.get("rule", ()))
    return RoundRule.objects.count()


def _rule(round_: Round, raw: dict[str, Any]) -> RoundRule:
    columns = {**raw, "value": Decimal(raw["value"]) if "value" in raw else None}
    area, parent = columns.pop("area", None), columns.pop("parent", None)
    if area:
        columns["area"] = Division.objects.filter(code=area).first()
        if columns["area"] is None:
            raise BadRoundError(f"round {round_.code}: no division has the code {area}")
    if parent:
        giver, receiver = parent.split(">")
        columns["parent"] = round_.pairings.filter(
            giver__division__name=giver, receiver__division__name=receiver
        ).first()
        if columns["parent"] is None:
            raise BadRoundError(f"round {round_.code}: no pairing {parent}")
    return RoundRule(round=round_, **columns)


@act("载入结对")
def load_pairings(*, actor: Actor, folder: Path = DATA) -> Loaded:
    """Load the three pairing tables; rows of one pairing become one pairing with several sources.

    Raises:
        NotAllowedError: when the actor may not write.
        BadPairingRowError: for a row that cannot be understood, or that names a round, a source or a parent
            that is not there.
        UnplacedPartyError: for a party that no division or organisation answers to.
        In each case nothing is stored.
    """
    actor.require_write("载入结对")
    rows = [row for table in TABLES for row in read_rows(folder / table)]
    rounds = {round_.code: round_ for round_ in Round.objects.all()}
    documents = {document.code: document for document in Document.objects.all()}
    locator = Locator(actor, rows)
    loaded = Loaded(rows=len(rows))
    by_words: dict[tuple[str, str], Pairing] = {}
    pending: list[tuple[PairingRow, Pairing]] = []
    for row in rows:
        if row.round not in rounds:
            raise BadPairingRowError(f"{row.where}, round: {row.round!r} is none of {', '.join(rounds)}")
        pairing = _store(row, rounds[row.round], locator)
        by_words[row.round, f"{row.giver.name}>{row.receiver.name}"] = pairing
        pending.append((row, pairing))
        loaded.sources += _cite(row, pairing, documents)
    _hang(pending, by_words, locator)
    link_successors(Pairing.objects.select_related(*PARTY_NAMES))
    loaded.pairings = len({pairing.pk for _, pairing in pending})
    return loaded


def _store(row: PairingRow, round_: Round, locator: Locator) -> Pairing:
    """Make the pairing of a row, or find the one that an earlier row or load made.

    Dates that no source states are bounded by the round: it began at some time after the round did, and
    it ends with the round at the latest.
    """
    outer = round_.period
    start = row.start or (PartialDate(outer.start.day, Precision.UNKNOWN) if outer.start else None)
    period = Period(start, row.end or outer.end)
    on = start.day if start else None
    giver = locator.party(row.giver, on, None, row.where)
    receiver = locator.party(row.receiver, on, row.receiver_province, row.where)
    try:
        tier = tier_of(locator.standing(giver), locator.standing(receiver))
    except UnknownTierError:
        raise BadPairingRowError(
            f"{row.where}, tier: {row.giver.name} and {row.receiver.name} make no tier of pairings"
        ) from None
    facts: dict[str, Any] = {"tier": tier, "certainty": row.certainty, "note": row.note[:300]}
    if row.distance_km is not None:
        facts |= {"distance_km": row.distance_km, "distance_qualifier": row.distance_qualifier}
    pairing, made = Pairing.objects.get_or_create(
        round=round_,
        programme=row.programme,
        kind=kind_of(tier),
        giver=giver,
        receiver=receiver,
        defaults={
            **facts,
            **period_columns(period),
            "shape": row.shape or "",
            "formal": row.formal,
            **SHIPPED,
        },
    )
    if not made and row.distance_km is not None and pairing.distance_km is None:
        pairing.distance_km, pairing.distance_qualifier = row.distance_km, row.distance_qualifier
        pairing.save(update_fields=["distance_km", "distance_qualifier"])
    if not made and row.certainty.rank < type(row.certainty)(pairing.certainty).rank:
        pairing.certainty = row.certainty
        pairing.save(update_fields=["certainty"])
    return pairing


def _cite(row: PairingRow, pairing: Pairing, documents: dict[str, Document]) -> int:
    """Keep what the row's sources state beside the pairing; returns how many there are."""
    cited = parse_citations(row.source)
    unknown = [code for code in cited.codes if code not in documents]
    if unknown:
        raise BadPairingRowError(f"{row.where}, source: no document has the code {', '.join(unknown)}")
    numbered = [
        document for document in documents.values() if row.document and document.number == row.document
    ]
    found = list(dict.fromkeys([documents[code] for code in cited.codes] + numbered))
    for document in found:
        PairingSource.objects.update_or_create(
            pairing=pairing,
            document=document,
            defaults={
                "certainty": row.certainty,
                "stated_start": str(row.start or ""),
                "stated_end": str(row.end or ""),
                "note": cited.remark[:300],
            },
        )
    return len(found)


def _hang(
    rows: list[tuple[PairingRow, Pairing]], by_words: dict[tuple[str, str], Pairing], locator: Locator
) -> None:
    """Give every pairing its parent: the one of its round that its row names, else the nearest above it."""
    by_round: dict[int, dict[tuple[int, int], Pairing]] = defaultdict(dict)
    for _, pairing in rows:
        by_round[pairing.round_id][pairing.giver_id, pairing.receiver_id] = pairing
    for row, pairing in rows:
        if pairing.parent_id is not None:
            continue
        parent = by_words.get((row.round, row.parent))
        if row.parent and parent is None:
            raise BadPairingRowError(f"{row.where}, parent: round {row.round} has no pairing {row.parent}")
        parent = parent or nearest_above(pairing, by_round[pairing.round_id], locator)
        if parent is not None and parent.pk != pairing.pk:
            pairing.parent = parent
            if (
                row.start is None
                and parent.start_on
                and pairing.start_on
                and parent.start_on > pairing.start_on
            ):
                # No source dates it; it cannot have begun before what it stands below.
                pairing.start_on = parent.start_on
            pairing.save(update_fields=["parent", "start_on"])


def nearest_above(
    pairing: Pairing, candidates: dict[tuple[int, int], Pairing], locator: Locator
) -> Pairing | None:
    """The pairing of the closest units above both parties (each side may step up or stay, one must)."""
    givers, receivers = locator.line_of(pairing.giver, pairing), locator.line_of(pairing.receiver, pairing)
    steps = sorted(
        ((i + j, g, r) for i, g in enumerate(givers) for j, r in enumerate(receivers) if i + j),
        key=lambda step: step[0],
    )
    for _, giver, receiver in steps:
        found = candidates.get((giver, receiver))
        if found is not None and found.pk != pairing.pk:
            return found
    return None
