"""Pure decisions on pairings: tier, shape, capacity, nesting, hand-over.

Everything here works on plain values (``Link``), so that a plan, a file or the database can be judged alike.
A rule answers with findings; whether a finding blocks or warns is the caller's business: entries by people
are blocked, history loaded from sources warns.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from xieshou.kernel.finding import Finding
from xieshou.kernel.period import Period

P = TypeVar("P")
U = TypeVar("U", bound=Hashable)


class Code(StrEnum):
    """What a finding is about; stable, so that scripts can count them."""

    GIVER_CAPACITY = "giver_capacity"
    RECEIVER_CAPACITY = "receiver_capacity"
    OUTSIDE_PARENT = "outside_parent"
    OUTSIDE_ROUND = "outside_round"
    PARTY_NOT_VALID = "party_not_valid"
    NOT_BELOW_PARENT = "not_below_parent"
    OTHER_PROGRAMME = "other_programme"
    SHAPE = "shape"
    SUCCESSOR = "successor"
    PARENT_CIRCLE = "parent_circle"
    SUCCESSOR_CIRCLE = "successor_circle"
    OTHER_ROUND = "other_round"
    NO_SOURCE = "no_source"
    SAME_PARTY = "same_party"
    ALREADY_RECORDED = "already_recorded"
    CHILD_OUTLIVES = "child_outlives"


@dataclass(frozen=True, slots=True)
class Link:
    """A pairing as the rules see it: who with whom, when. ``label`` names it to people."""

    giver: Hashable
    receiver: Hashable
    period: Period
    label: str = ""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many partners a unit may have at one time; None is no limit. One-to-one is 1 and 1."""

    max_receivers: int | None = None
    max_givers: int | None = None

    @property
    def one_to_one(self) -> bool:
        """Is each side limited to a single partner?"""
        return self.max_receivers == 1 and self.max_givers == 1


class Cardinality(StrEnum):
    """How many partners the two sides of a pairing really have, among the links it stands with."""

    ONE_ONE = "1:1"
    ONE_MANY = "1:n"
    MANY_ONE = "n:1"
    MANY_MANY = "n:m"


def over_capacity(links: Sequence[Link], capacity: Capacity) -> list[Finding]:
    """The units that have more partners at one time than the rule of the round allows.

    Source: A3-2 (one-to-one in 2013), A3-3 (广州 with two in 2016), A3-5, A3-6. Each unit is named once, with
    the day on which it is first over the limit and its pairings of that day. Two pairings with the same
    partner (of two programmes) are one partner.
    """
    findings = []
    for code, limit, mine, other in (
        (Code.GIVER_CAPACITY, capacity.max_receivers, "giver", "receiver"),
        (Code.RECEIVER_CAPACITY, capacity.max_givers, "receiver", "giver"),
    ):
        if limit is None:
            continue
        for unit in dict.fromkeys(getattr(link, mine) for link in links):
            own = [link for link in links if getattr(link, mine) == unit]
            for day in sorted({link.period.start.day if link.period.start else date.min for link in own}):
                at_once = [link for link in own if link.period.covers(day)]
                if len({getattr(link, other) for link in at_once}) > limit:
                    facts = (
                        ("limit", str(limit)),
                        ("on", day.isoformat()),
                        ("pairings", "、".join(link.label for link in at_once)),
                    )
                    findings.append(Finding(code, str(unit), facts))
                    break
    return findings


def cardinality(link: Link, among: Iterable[Link]) -> Cardinality:
    """How ``link`` really stands among the links of its group that are in force together with it."""
    together = [other for other in among if other.period.overlaps(link.period)]
    receivers = {other.receiver for other in together if other.giver == link.giver} | {link.receiver}
    givers = {other.giver for other in together if other.receiver == link.receiver} | {link.giver}
    match len(receivers) > 1, len(givers) > 1:
        case False, False:
            return Cardinality.ONE_ONE
        case True, False:
            return Cardinality.ONE_MANY
        case False, True:
            return Cardinality.MANY_ONE
        case _:
            return Cardinality.MANY_MANY


_POSSIBLE = {
    # A point is one unit, a line one profession or department system, a plane a whole area.
    "point_point": {Cardinality.ONE_ONE},
    "one_many": {Cardinality.ONE_MANY},
    "many_one": {Cardinality.MANY_ONE},
    "point_plane": {Cardinality.ONE_ONE, Cardinality.ONE_MANY},
    "point_line": {Cardinality.ONE_ONE, Cardinality.ONE_MANY},
    "line_plane": {Cardinality.ONE_MANY, Cardinality.MANY_ONE, Cardinality.MANY_MANY},
}


def check_shape(shape: str, real: Cardinality, label: str) -> list[Finding]:
    """Does the stated shape agree with the real cardinality (A3-8)? No shape stated, nothing to check."""
    if not shape or real in _POSSIBLE[shape]:
        return []
    return [Finding(Code.SHAPE, label, (("stated", shape), ("real", real.value)))]


def check_nesting(child: Link, parent: Link | None, round_period: Period) -> list[Finding]:
    """Does a pairing stay inside its parent's dates, and inside its round's when it has no parent?

    Source: domain C3, invariant 12. An imprecise date that may lie inside is not held against it.
    """
    if parent is not None:
        outer, code = parent.period, Code.OUTSIDE_PARENT
    else:
        outer, code = round_period, Code.OUTSIDE_ROUND
    if child.period.may_lie_within(outer):
        return []
    return [Finding(code, child.label, (("own", str(child.period)), ("outer", str(outer))))]


def check_successor(ended: Link, successor: Link) -> list[Finding]:
    """A successor helps the same receiver and starts on the day the old pairing ends (C3, invariant 12)."""
    if ended.receiver == successor.receiver and ended.period.meets(successor.period):
        return []
    facts = (("ends", str(ended.period.end)), ("starts", str(successor.period.start)))
    return [Finding(Code.SUCCESSOR, ended.label, facts)]


def pick_successor(ended: Link, candidates: Sequence[tuple[P, Link]]) -> P | None:
    """The pairing that carried on what ``ended`` left: the same giver's if there is one, else the only other.

    None when nobody or more than one came: then a person decides.
    """
    heirs = [
        (item, link)
        for item, link in candidates
        if link.receiver == ended.receiver and ended.period.meets(link.period)
    ]
    same = [item for item, link in heirs if link.giver == ended.giver]
    if same:
        return same[0]
    return heirs[0][0] if len(heirs) == 1 else None


@dataclass(frozen=True, slots=True)
class Coverage(Generic[U]):
    """Which units of both sides have a partner.

    "全覆盖" is claimed only when both unpaired lists are empty and there is anything to cover (A3-9).
    """

    paired_givers: tuple[U, ...]
    unpaired_givers: tuple[U, ...]
    paired_receivers: tuple[U, ...]
    unpaired_receivers: tuple[U, ...]

    @property
    def complete(self) -> bool:
        """Is every unit of both sides paired?"""
        anyone = bool(self.paired_givers or self.paired_receivers)
        return anyone and not self.unpaired_givers and not self.unpaired_receivers


def cover(givers: Sequence[U], receivers: Sequence[U], links: Iterable[Link]) -> Coverage[U]:
    """Split both sides' units into paired and unpaired, in the order given."""
    pairs = list(links)
    giving = {link.giver for link in pairs}
    receiving = {link.receiver for link in pairs}
    return Coverage(
        tuple(unit for unit in givers if unit in giving),
        tuple(unit for unit in givers if unit not in giving),
        tuple(unit for unit in receivers if unit in receiving),
        tuple(unit for unit in receivers if unit not in receiving),
    )


def participants(links: Iterable[Link]) -> tuple[int, int]:
    """How many distinct givers and receivers take part."""
    pairs = list(links)
    return len({link.giver for link in pairs}), len({link.receiver for link in pairs})
