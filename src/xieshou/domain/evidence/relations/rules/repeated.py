"""The same words again: a passage that two documents share, a figure that one document says twice (A1-2).

What repeats is no second witness, so that a repetition is told apart from an agreement.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from xieshou.domain.evidence.relations.rules.sides import Standing, standing
from xieshou.domain.evidence.relations.rules.times import after
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict, directed
from xieshou.domain.evidence.relations.statement import Statement

SPACING = 20
"""Characters by which the gap between two figures may differ in a reworked passage: [003] adds
（除贵阳市之外）, nine characters, to a sentence that it shares with [000]."""

FARTHEST = 120
"""Figures farther apart than this stand in different sentences."""

_Pair = tuple[Statement, Statement]


def repetitions(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Shared passages first, then figures that one document restates, then figures taken over unchanged."""
    told: set[frozenset[int]] = set()
    for verdict in (*_passages(statements), *_restated(statements), *_taken_over(statements)):
        if verdict.pair not in told:
            told.add(verdict.pair)
            yield verdict


def best_dated(statements: Sequence[Statement], repeated: Iterable[Verdict]) -> list[Statement]:
    """The statements without what is merely said again: of a document's mentions the one that is dated best.

    What is compared is a figure, not each of its mentions in a headline; and what a later paper took over
    from an earlier one is the earlier one's.
    """
    mentions = {each.id: [each] for each in statements}
    taken_over = set()
    for verdict in repeated:
        again, first = verdict.claim, verdict.other
        if verdict.reason is Reason.FIGURES_REPEATED:
            taken_over.add(again.id)
        elif first and first.same_document(again) and mentions[first.id] is not mentions[again.id]:
            joined = [*mentions[first.id], *mentions[again.id]]
            mentions.update((each.id, joined) for each in joined)
    kept = {min(group, key=_undated).id for group in mentions.values()}
    return [each for each in statements if each.id in kept - taken_over]


def _undated(each: Statement) -> tuple[bool, bool, tuple[str, int, str]]:
    return each.as_of is None, each.start is None, each.position


def _passages(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Runs of two or more consecutive figures that stand again elsewhere, equal and equally spaced.

    Of one text with itself each later passage goes with the first. Figures that somebody counted have no
    words of their own.
    """
    texts: dict[str, list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=lambda each: each.position):
        if each.span is not None and not each.counted:
            texts[each.source.text].append(each)
    for name, other in _sharing(texts):
        for run in _runs(texts[name], texts[other]):
            for a, b in run:
                yield _copy(Reason.SAME_PASSAGE, a, b, length=len(run))


def _sharing(texts: Mapping[str, Sequence[Statement]]) -> list[tuple[str, str]]:
    """Pairs of texts with two like figures at least; a text pairs with itself where it repeats some."""
    where: dict[tuple[str, object], list[str]] = defaultdict(list)
    for name in sorted(texts):
        for each in texts[name]:
            where[_likeness(each)].append(name)
    shared = Counter(pair for names in where.values() for pair in set(combinations(names, 2)))
    return sorted(pair for pair, figures in shared.items() if figures > 1)


def _runs(left: list[Statement], right: list[Statement]) -> Iterator[list[_Pair]]:
    places: dict[tuple[str, object], list[int]] = defaultdict(list)
    for index, each in enumerate(right):
        places[_likeness(each)].append(index)
    used: set[tuple[int, int]] = set()
    copies: set[int] = set()
    one_text = left is right
    for i, first in enumerate(left):
        for j in places[_likeness(first)]:
            if (i, j) in used or (one_text and (j <= i or i in copies)) or not _equal(first, right[j]):
                continue
            run = [(i, j)]
            while run[-1][0] + 1 not in copies and _continues(left, right, run):
                run.append((run[-1][0] + 1, run[-1][1] + 1))
            used.update(run)
            if len(run) > 1:
                copies.update(n for _, n in run if one_text)
                yield [(left[m], right[n]) for m, n in run]


def _continues(left: list[Statement], right: list[Statement], run: list[tuple[int, int]]) -> bool:
    i, j = run[-1]
    if i + 1 >= len(left) or j + 1 >= len(right) or (left is right and i + 1 >= run[0][1]):
        return False
    gap, other = _gap(left[i], left[i + 1]), _gap(right[j], right[j + 1])
    return max(gap, other) <= FARTHEST and abs(gap - other) <= SPACING and _equal(left[i + 1], right[j + 1])


def _gap(a: Statement, b: Statement) -> int:
    return b.span[0] - a.span[1] if a.span and b.span else FARTHEST + 1


def _likeness(each: Statement) -> tuple[str, object]:
    """What equal figures have in common, to look them up by."""
    return each.indicator, each.figure.value if each.figure else None


def _equal(a: Statement, b: Statement) -> bool:
    """The same figure on the same measure for the same parties."""
    if a.figure is None or b.figure is None or a.indicator != b.indicator or a.per != b.per:
        return False
    if (a.same_document(b) and a.label != b.label) or a.change != b.change or a.forecast != b.forecast:
        return False
    return a.figure.same_as(b.figure) and standing(a, b) is Standing.SAME


def _restated(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """A figure that a document gives again under the same name; each later one with the first."""
    first: dict[tuple[str, object], list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=lambda each: each.position):
        known = first[each.source.identity, _likeness(each)]
        earlier = next((one for one in known if _equal(one, each)), None)
        if earlier is None:
            known.append(each)
        elif not _apart(earlier, each):
            yield _copy(Reason.RESTATED, earlier, each)


def _taken_over(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Two or more totals that a later document repeats to the digit, as if no time had passed (A31-5)."""
    alike: dict[tuple[str, object], list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=lambda each: each.code):
        alike[_likeness(each)].append(each)
    pairs: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for group in alike.values():
        for a, b in combinations(group, 2):
            if not a.same_document(b) and not (a.counted or b.counted) and _apart(a, b) and _equal(a, b):
                earlier, later = (a, b) if a.as_of and b.as_of and after(b.as_of, a.as_of) else (b, a)
                pairs[earlier.source.identity, later.source.identity].append((earlier, later))
    for taken in pairs.values():
        if len({earlier.indicator for earlier, _ in taken}) > 1:
            for earlier, later in taken:
                yield _copy(Reason.FIGURES_REPEATED, earlier, later, length=len(taken))


def _apart(a: Statement, b: Statement) -> bool:
    """Are they surely of different moments?"""
    return bool(a.as_of and b.as_of and (after(a.as_of, b.as_of) or after(b.as_of, a.as_of)))


def _copy(reason: Reason, a: Statement, b: Statement, **facts: object) -> Verdict:
    """The copy first: what stands later in one text, or in the younger document."""
    first, second = sorted((a, b), key=_age)
    return directed(Kind.DUPLICATE_TEXT, reason, second, first, **facts)


def _age(each: Statement) -> tuple[str, tuple[str, int, str]]:
    return str(each.source.dated.day) if each.source.dated else "9999", each.position
