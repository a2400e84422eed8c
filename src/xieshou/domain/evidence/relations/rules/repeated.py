"""The same words again: a passage that two documents share, a figure that one document says twice (A1-2).

What repeats is no second witness, so that a repetition is told apart from an agreement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
    found = [*_passages(statements), *_restated(statements), *_taken_over(statements)]
    for verdict in found:
        if verdict.pair not in told:
            told.add(verdict.pair)
            yield verdict


def best_dated(statements: Sequence[Statement], repeated: Iterable[Verdict]) -> list[Statement]:
    """The statements without what one document merely says again: of each, the one that is dated best.

    What is compared is a figure, not each of its mentions in a headline.
    """
    mentions: dict[int, list[Statement]] = {each.id: [each] for each in statements}
    for verdict in repeated:
        again, first = verdict.claim, verdict.other
        if first and first.same_document(again) and mentions[first.id] is not mentions[again.id]:
            mentions[first.id] += mentions[again.id]
            for each in mentions[again.id]:
                mentions[each.id] = mentions[first.id]
    kept = {min(group, key=_undated).id for group in mentions.values()}
    return [each for each in statements if each.id in kept]


def _undated(each: Statement) -> tuple[bool, bool, tuple[str, int, str]]:
    return each.as_of is None, each.start is None, each.position


def _passages(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Runs of two or more consecutive figures that stand again elsewhere, equal and equally spaced."""
    texts: dict[str, list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=lambda each: each.position):
        if each.span is not None:
            texts[each.source.text].append(each)
    names = sorted(texts)
    for index, name in enumerate(names):
        for other in names[index:]:
            for run in _runs(texts[name], texts[other]):
                for a, b in run:
                    yield _copy(Reason.SAME_PASSAGE, a, b, length=len(run))


def _runs(left: list[Statement], right: list[Statement]) -> Iterator[list[_Pair]]:
    """The longest common runs; of one text with itself, of a passage and a later one."""
    used: set[tuple[int, int]] = set()
    one_text = left is right
    for i in range(len(left)):
        for j in range(i + 1 if one_text else 0, len(right)):
            if (i, j) in used or not _equal(left[i], right[j]):
                continue
            run = [(i, j)]
            while _continues(left, right, run):
                run.append((run[-1][0] + 1, run[-1][1] + 1))
            used.update(run)
            if len(run) > 1:
                yield [(left[m], right[n]) for m, n in run]


def _continues(left: list[Statement], right: list[Statement], run: list[tuple[int, int]]) -> bool:
    i, j = run[-1]
    if i + 1 >= len(left) or j + 1 >= len(right) or (left is right and i + 1 >= run[0][1]):
        return False
    gap, other = _gap(left[i], left[i + 1]), _gap(right[j], right[j + 1])
    return max(gap, other) <= FARTHEST and abs(gap - other) <= SPACING and _equal(left[i + 1], right[j + 1])


def _gap(a: Statement, b: Statement) -> int:
    return b.span[0] - a.span[1] if a.span and b.span else FARTHEST + 1


def _equal(a: Statement, b: Statement) -> bool:
    """The same figure on the same measure for the same parties."""
    if a.figure is None or b.figure is None or a.indicator != b.indicator or a.per != b.per:
        return False
    if (a.same_document(b) and a.label != b.label) or a.change != b.change or a.forecast != b.forecast:
        return False
    return a.figure.same_as(b.figure) and standing(a, b) is Standing.SAME


def _restated(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """A figure that a document gives again under the same name; each later one with the first."""
    first: dict[str, list[Statement]] = defaultdict(list)
    for each in sorted(statements, key=lambda each: each.position):
        known = next((known for known in first[each.source.identity] if _equal(known, each)), None)
        if known is None:
            first[each.source.identity].append(each)
        elif not (known.as_of and each.as_of and _apart(known, each)):
            yield _copy(Reason.RESTATED, known, each)


def _taken_over(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Two or more totals that a later document repeats to the digit, as if no time had passed (A31-5)."""
    pairs: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for a, b in combinations(sorted(statements, key=lambda each: each.code), 2):
        if a.same_document(b) or not _equal(a, b) or not (a.as_of and b.as_of and _apart(a, b)):
            continue
        earlier, later = (a, b) if after(b.as_of, a.as_of) else (b, a)
        pairs[earlier.source.identity, later.source.identity].append((earlier, later))
    for group in pairs.values():
        if len({earlier.indicator for earlier, _ in group}) > 1:
            for earlier, later in group:
                yield _copy(Reason.FIGURES_REPEATED, earlier, later, length=len(group))


def _apart(a: Statement, b: Statement) -> bool:
    return bool(a.as_of and b.as_of and (after(a.as_of, b.as_of) or after(b.as_of, a.as_of)))


def _copy(reason: Reason, a: Statement, b: Statement, **facts: object) -> Verdict:
    """The earlier text first, or the one whose document is older."""
    first, second = sorted((a, b), key=_age)
    return directed(Kind.DUPLICATE_TEXT, reason, second, first, **facts)


def _age(each: Statement) -> tuple[str, tuple[str, int, str]]:
    return str(each.source.dated.day) if each.source.dated else "9999", each.position
