"""Rows of the ledger into pairings, parents, successors and sources; a few queries, however many rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xieshou.domain.access import beyond
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import period_columns
from xieshou.domain.evidence.models import Document
from xieshou.domain.pairings.models import Pairing, PairingSource, Round
from xieshou.domain.pairings.services import standing_of
from xieshou.domain.pairings.tiers import UnknownTierError, kind_of, tier_of
from xieshou.domain.pairings.workbooks.columns import WORKBOOK
from xieshou.domain.pairings.workbooks.stored import Ledger, Parties
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.workbooks.columns import same_day, texts_of
from xieshou.domain.places.workbooks.written import Wrong
from xieshou.domain.reviewed import REVIEW_COLUMNS, when_changed, when_recorded
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.period import PartialDate, Period
from xieshou.workbooks.comparing import Changes

# What the rules of a round look at; a row that changes none of it is not judged anew.
_MOVES = frozenset({"end", "parent_giver", "parent_receiver"})
_COLUMNS = (
    "end_on", "end_precision", "parent", "successor", "shape", "formal", "distance_km", "distance_qualifier",
    "end_reason", "certainty", "note",
)  # fmt: skip

OUTSIDE = ("双方都不在您的填报范围内", "neither side lies in a scope in which you record")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not stored: the field at fault and a sentence in either language."""

    field: str
    zh: str
    en: str


class _Refused(Exception):  # noqa: N818  (carried a few lines up, never out of this module)
    def __init__(self, field: str, zh: str, en: str) -> None:
        super().__init__(zh)
        self.refusal = Refusal(field, zh, en)


@dataclass(frozen=True, slots=True)
class Touched:
    """A row that would write; ``moves`` says whether the rules of the round have a say."""

    row: int
    values: dict[str, Any]
    moves: bool


def touched(changes: Changes) -> list[Touched]:
    """The new and the changed rows."""
    new = [Touched(each.row, each.values, True) for each in changes.new_rows()]
    changed = [
        Touched(each.row, each.values, bool(_MOVES & {change.field for change in each.changes}))
        for each in changes.changed_rows()
    ]
    return new + changed


def store(actor: Actor, written: list[Touched]) -> tuple[dict[int, Pairing], list[tuple[int, Refusal]]]:
    """Store the rows that name what is there; the pairing of each, and why the others were not stored."""
    ledger = Ledger.read(actor)
    known = ledger.by_key(WORKBOOK.key)
    parties = Parties.of(actor, ledger.organisations, [each.values for each in written])
    rounds = {each.code: each for each in Round.objects.all()}
    kept: dict[int, Pairing] = {}
    refused: list[tuple[int, Refusal]] = []
    made: set[int] = set()
    outside = beyond(actor, Pairing, {each.pk for each in known.values()}, Permission.RECORD)
    sees_all = actor.reach(Permission.VIEW).everywhere
    for each in written:
        pairing = known.get(tuple(each.values.get(name) for name in WORKBOOK.key))
        try:
            _require_filled(each.values)
            if pairing is not None and pairing.pk in outside:
                raise _Refused("giver", *OUTSIDE)
            pairing = pairing or _new(each.values, parties, rounds)
            if pairing.pk is None and not sees_all and _is_there(pairing):
                raise _Refused("giver", *OUTSIDE)
            _require_agreeing(each.values, pairing)
            _fill(each.values, pairing)
        except _Refused as why:
            refused.append((each.row, why.refusal))
            continue
        for column, value in (when_changed(actor) if pairing.pk else when_recorded(actor)).items():
            setattr(pairing, column, value)
        if pairing.pk is None:
            pairing.save()
            made.add(each.row)
            names = [(each.values[side], each.values.get(f"{side}_code")) for side in ("giver", "receiver")]
            ledger.names[pairing.pk] = (names[0], names[1])
            ledger.pairings.append(pairing)
        kept[each.row] = pairing
    documents = {each.code: each for each in Document.objects.all()}
    for each in written:
        if each.row in kept:
            try:
                _join(each.values, kept[each.row], ledger)
                _cite(each.values, kept[each.row], documents)
            except _Refused as why:
                refused.append((each.row, why.refusal))
    beyond_reach = beyond(actor, Pairing, {kept[row].pk for row in made if row in kept}, Permission.RECORD)
    for row in made:
        if row in kept and kept[row].pk in beyond_reach:
            refused.append((row, Refusal("giver", *OUTSIDE)))
    refused += _drop(kept, {row for row, _why in refused}, made)
    Pairing.objects.bulk_update(kept.values(), [*_COLUMNS, *REVIEW_COLUMNS], batch_size=200)
    return kept, refused


def _drop(kept: dict[int, Pairing], refused: set[int], made: set[int]) -> list[tuple[int, Refusal]]:
    """Take back what refused rows made, so that no other row is judged by it; those hung below go too."""
    also: list[tuple[int, Refusal]] = []
    gone: dict[int, int] = {}
    while wrong := refused & set(kept):
        for row in wrong:
            pairing = kept.pop(row)
            if row in made:
                gone[pairing.pk] = row
        for row, pairing in kept.items():
            for field, other in (("parent_giver", pairing.parent_id), ("successor", pairing.successor_id)):
                if other in gone and row not in refused:
                    at = gone[other or 0]
                    zh, en = (
                        f"所指的结对在第 {at} 行,该行有误",
                        f"that pairing is in row {at}, which is wrong",
                    )
                    also.append((row, Refusal(field, zh, en)))
                    refused.add(row)
    PairingSource.objects.filter(pairing__in=gone).delete()
    Pairing.objects.filter(pk__in=gone).delete()
    return also


def _require_filled(values: Mapping[str, Any]) -> None:
    for field in ("tier", "kind", "formal", "certainty"):
        if field in values and values[field] is None:
            raise _Refused(field, "请填写,或删去整列", "fill it in, or leave the whole column out")
    if why := same_day(values):
        raise _Refused("end", f"终止早于起始({why})", f"ends before it starts ({why})")
    far = values.get("distance")
    if far is not None and -far.normalize().as_tuple().exponent > 1:
        raise _Refused("distance", "最多一位小数", "has more than one decimal")
    if "distance_qualifier" in values and (values["distance_qualifier"] is None) != (far is None):
        zh, en = "距离与距离限定应同时填写", "a distance and what it is go together"
        raise _Refused("distance_qualifier", zh, en)


def _new(values: Mapping[str, Any], parties: Parties, rounds: Mapping[str, Round]) -> Pairing:
    if values["round"] not in rounds:
        listed = "、".join(sorted(rounds))
        raise _Refused("round", f"没有这一轮次,已有 {listed}", f"no such round; there are {listed}")
    start: PartialDate | None = values.get("start")
    units = []
    for side in ("giver", "receiver"):
        unit = parties.find(values[side], values.get(f"{side}_code"), start.day if start else None)
        if isinstance(unit, Wrong):
            raise _Refused(f"{side}_code" if unit.field == "code" else side, unit.zh, unit.en)
        units.append(unit)
    if units[0] == units[1]:
        raise _Refused("receiver", "不能与自己结对", "cannot be paired with itself")
    try:
        tier = tier_of(standing_of(units[0]), standing_of(units[1]))
    except UnknownTierError:
        zh = f"{values['giver']}与{values['receiver']}不构成任何结对层级"
        en = f"{values['giver']} and {values['receiver']} make no tier of pairings"
        raise _Refused("receiver", zh, en) from None
    return Pairing(
        round=rounds[values["round"]],
        programme=values["programme"],
        tier=tier,
        kind=kind_of(tier),
        giver=party_of(units[0]),
        receiver=party_of(units[1]),
        certainty=Certainty.SOURCE if values.get("sources") else Certainty.MEMORY,
        **period_columns(Period(start, None)),
    )


def _is_there(pairing: Pairing) -> bool:
    """Is it on record, though the actor does not see it?"""
    keys = ("round", "programme", "kind", "giver", "receiver", "start_on")
    return Pairing.objects.filter(**{name: getattr(pairing, name) for name in keys}).exists()


def _require_agreeing(values: Mapping[str, Any], pairing: Pairing) -> None:
    for field, label in (("tier", pairing.get_tier_display()), ("kind", pairing.get_kind_display())):
        if field in values and values[field] != getattr(pairing, field):
            zh, en = f"双方构成“{label}”", f"the parties make it {getattr(pairing, field)}"
            raise _Refused(field, zh, en)


def _fill(values: Mapping[str, Any], pairing: Pairing) -> None:
    """Take over what stands in the row itself; what the file lacks stays."""
    given: dict[str, Any] = texts_of(values, "shape", "end_reason", "note")
    given |= {name: values[name] for name in ("formal", "certainty") if name in values}
    if "end" in values:
        given |= {
            k: v for k, v in period_columns(Period(None, values["end"])).items() if k.startswith("end_")
        }
    if "distance" in values:
        given["distance_km"] = values["distance"]
    if "distance_qualifier" in values:
        given["distance_qualifier"] = values["distance_qualifier"] or "="
    for column, value in given.items():
        setattr(pairing, column, value)


def _join(values: Mapping[str, Any], pairing: Pairing, ledger: Ledger) -> None:
    """Set the pairing above and the one that carried on."""
    if "parent_giver" in values or "parent_receiver" in values:
        giver, receiver = values.get("parent_giver"), values.get("parent_receiver")
        if bool(giver) != bool(receiver):
            zh, en = "上级结对须写明双方", "name both parties of the pairing above"
            raise _Refused("parent_giver" if "parent_giver" in values else "parent_receiver", zh, en)
        pairing.parent = ledger.parent_of(pairing, giver, receiver) if giver and receiver else None
        if giver and pairing.parent is None:
            zh = f"本轮没有 {giver}→{receiver} 的结对"
            raise _Refused("parent_giver", zh, f"the round has no pairing {giver} → {receiver}")
    if "successor" in values:
        heir = values["successor"]
        pairing.successor = ledger.successor_of(pairing, heir) if heir else None
        if heir and pairing.successor is None:
            zh = f"没有自本结对终止之日起由{heir}帮扶{values['receiver']}的结对"
            en = f"no pairing of {heir} with {values['receiver']} starts on the day this one ends"
            raise _Refused("successor", zh, en)


def _cite(values: Mapping[str, Any], pairing: Pairing, documents: Mapping[str, Document]) -> None:
    """Let the pairing rest on the documents named; what is kept beside those that stay is kept."""
    if "sources" not in values:
        return
    wanted = dict.fromkeys(values["sources"] or ())
    unknown = [code for code in wanted if code not in documents]
    if unknown:
        listed = "、".join(unknown)
        raise _Refused("sources", f"没有编号为 {listed} 的文献", f"no document has the code {listed}")
    cited = {each.document.code: each for each in pairing.sources.select_related("document")}
    PairingSource.objects.filter(
        pk__in=[each.pk for code, each in cited.items() if code not in wanted]
    ).delete()
    PairingSource.objects.bulk_create(
        PairingSource(pairing=pairing, document=documents[code], certainty=pairing.certainty)
        for code in wanted
        if code not in cited
    )
