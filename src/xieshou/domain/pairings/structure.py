"""How pairings hang together: chains upward, trees downward, relations through the rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from xieshou.domain.pairings.models import Pairing, PairKind
from xieshou.domain.pairings.queries import pairings
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import Period

# Province, prefecture, county, town, village, firm or family, and one to spare.
DEEPEST = 8


def chain(actor: Actor, of: Pairing) -> list[Pairing]:
    """The pairing with all its parents, the uppermost first: county → town → village → firm (A3-10).

    Three queries, however long the chain. It ends below the first that the actor does not see.
    """
    above = (f"{'parent__' * step}parent_id" for step in range(DEEPEST))
    line = Pairing.objects.seen_by(actor).filter(pk=of.pk).values_list(*above).first() or ()
    known = pairings(actor, sources=False).in_bulk([pk for pk in line if pk is not None])
    found = [of]
    for pk in line:
        if pk not in known or any(step.pk == pk for step in found):
            break
        found.insert(0, known[pk])
    return found


@dataclass(frozen=True, slots=True)
class Node:
    """A pairing in the tree, with those below it."""

    pairing: Pairing
    children: tuple[Node, ...]


def tree(actor: Actor, root: Pairing, on: date | None = None) -> Node:
    """The pairing with everything below it on a day (or ever), in one query per level (A3-7)."""
    found = [root]
    level = [root.pk]
    while level:
        below = list(
            pairings(actor, on=on, sources=False)
            .filter(parent__in=level)
            .exclude(pk__in=[p.pk for p in found])
        )
        found += below
        level = [child.pk for child in below]
    return next(node for node in grow(found) if node.pairing.pk == root.pk)


def grow(found: list[Pairing]) -> list[Node]:
    """Trees of the pairings given, each under its parent where that is among them; their order is kept.

    A circle of parents, which `xieshou verify` reports, is cut open at the first of it.
    """
    ids = {pairing.pk for pairing in found}
    above = {p.pk: p.parent_id if p.parent_id in ids else None for p in found}
    for pairing in found:
        step, passed = above[pairing.pk], {pairing.pk}
        while step is not None and step not in passed:
            passed.add(step)
            step = above[step]
        if step == pairing.pk:
            above[pairing.pk] = None
    by_parent: dict[int | None, list[Pairing]] = {}
    for pairing in found:
        by_parent.setdefault(above[pairing.pk], []).append(pairing)

    def node(of: Pairing) -> Node:
        return Node(of, tuple(node(child) for child in by_parent.get(of.pk, ())))

    return [node(root) for root in by_parent.get(None, ())]


@dataclass(frozen=True, slots=True)
class Relation:
    """How long a place has been helped without a break, by whom in turn (A1-7).

    ``years`` are whole years from the first start to ``until``; ``hand_overs`` counts changes of the giver.
    """

    steps: tuple[Pairing, ...]
    years: int
    hand_overs: int

    @property
    def period(self) -> Period:
        """From the first start to the last end."""
        return Period(self.steps[0].period.start, self.steps[-1].period.end)


def relation(actor: Actor, last: Pairing, until: date) -> Relation:
    """The pairing with its predecessors in one line, back to the first, counted up to ``until``.

    Two queries: a successor helps the same receiver, so that all of the line are among that one's pairings.
    """
    before: dict[int | None, Pairing] = {}
    same_receiver = pairings(actor, sources=False).filter(receiver=last.receiver_id)
    for pairing in sorted(same_receiver, key=lambda p: (p.start_on or date.min, p.pk), reverse=True):
        before[pairing.successor_id] = pairing
    steps, seen = [last], {last.pk}
    while (earlier := before.get(steps[0].pk)) is not None and earlier.pk not in seen:
        steps.insert(0, earlier)
        seen.add(earlier.pk)
    first = steps[0].start_on
    years = (
        0
        if first is None
        else until.year - first.year - ((until.month, until.day) < (first.month, first.day))
    )
    changes = sum(a.giver_id != b.giver_id for a, b in pairwise(steps))
    return Relation(tuple(steps), max(years, 0), changes)


def seven_kinds(actor: Actor, of: Pairing, on: date | None = None) -> dict[PairKind, int]:
    """How many pairings of each of the seven kinds stand below ``of`` on a day (A3-7)."""
    return kinds_below(tree(actor, of, on))


def kinds_below(top: Node) -> dict[PairKind, int]:
    """How many pairings of each of the seven kinds stand below a node of a tree."""
    counts: dict[PairKind, int] = {kind: 0 for kind in PairKind if kind is not PairKind.GOVERNMENT}
    open_ = list(top.children)
    while open_:
        node = open_.pop()
        # Below a draft nothing is looked for: what hangs on it is not settled either.
        if node.pairing.review_state != ReviewState.REVIEWED:
            continue
        kind = PairKind(node.pairing.kind)
        if kind in counts:
            counts[kind] += 1
        open_ += node.children
    return counts


def waiting_below(top: Node) -> int:
    """How many pairings below a node are not reviewed, and therefore not among ``kinds_below``."""
    own = sum(child.pairing.review_state != ReviewState.REVIEWED for child in top.children)
    return own + sum(waiting_below(child) for child in top.children)
