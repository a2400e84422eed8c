"""All rules over all statements; a pair of claims gets one relation, the most telling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from xieshou.domain.evidence.relations.rules.base_years import other_bases
from xieshou.domain.evidence.relations.rules.changes import changes_beside_levels
from xieshou.domain.evidence.relations.rules.dates import doubtful_dates
from xieshou.domain.evidence.relations.rules.households import too_many_households
from xieshou.domain.evidence.relations.rules.measures import other_measures
from xieshou.domain.evidence.relations.rules.programmes import other_programmes
from xieshou.domain.evidence.relations.rules.repeated import best_dated, repetitions
from xieshou.domain.evidence.relations.rules.same_measure import compare
from xieshou.domain.evidence.relations.rules.times import after, until_printed
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict
from xieshou.domain.evidence.relations.statement import Statement

DRAWERS = frozenset({"other"})
"""Indicators that hold what has no measure of its own: two figures there are not about one thing."""

_RANK = {kind: rank for rank, kind in enumerate(Kind)}


def judge(statements: Iterable[Statement]) -> list[Verdict]:
    """Every relation between the statements, in a fixed order whatever the order of the input.

    Figures of the place or the times (``context``) are compared with nothing, and those without a measure of
    their own (``DRAWERS``) with nothing but their own repetition.
    """
    told = sorted((each for each in statements if not each.context), key=lambda each: each.code)
    repeated = list(repetitions(told))
    figures = [until_printed(each) for each in best_dated(told, repeated) if each.indicator not in DRAWERS]
    by_indicator: dict[str, list[Statement]] = defaultdict(list)
    by_family: dict[str, list[Statement]] = defaultdict(list)
    for each in figures:
        by_indicator[each.indicator].append(each)
        by_family[each.family or each.indicator].append(each)
    found = [*repeated, *doubtful_dates(told), *other_programmes(told)]
    found += [*too_many_households(figures), *other_bases(figures)]
    for of_one in by_indicator.values():
        found += _compared(of_one)
    for of_family in by_family.values():
        found += [*other_measures(of_family), *changes_beside_levels(of_family)]
    telling = _most_telling(found)
    kept = _without_detours(_without_leaps(telling))
    return sorted(kept, key=lambda verdict: verdict.order)


def _compared(statements: Sequence[Statement]) -> Iterator[Verdict]:
    for a, b in combinations(statements, 2):
        if verdict := compare(a, b):
            yield verdict


def _most_telling(found: Iterable[Verdict]) -> list[Verdict]:
    """One verdict for each pair; a claim alone may be doubted in several ways, once in each kind."""
    best: dict[tuple[frozenset[int], str], Verdict] = {}
    for verdict in sorted(found, key=lambda each: (_RANK[each.kind], each.order)):
        key = (verdict.pair, "" if verdict.other else verdict.kind)
        best.setdefault(key, verdict)
    return list(best.values())


def _without_leaps(found: Sequence[Verdict]) -> list[Verdict]:
    """Levels of several moments, each beside the next one only: 4 in 1996, 8 in 2013, 7 in 2016."""
    beside: dict[int, dict[int, Statement]] = defaultdict(dict)
    levels = [each for each in found if each.reason is Reason.AS_OF]
    for verdict in levels:
        if verdict.other:
            beside[verdict.claim.id][verdict.other.id] = verdict.other
            beside[verdict.other.id][verdict.claim.id] = verdict.claim
    leaps = {
        verdict.pair
        for verdict in levels
        if verdict.other
        for between in beside[verdict.claim.id].keys() & beside[verdict.other.id].keys()
        if _lies_between(beside[verdict.claim.id][between], verdict.claim, verdict.other)
    }
    return [each for each in found if each.reason is not Reason.AS_OF or each.pair not in leaps]


def _lies_between(middle: Statement, a: Statement, b: Statement) -> bool:
    if not (middle.as_of and a.as_of and b.as_of):
        return False
    early, late = sorted((a.as_of, b.as_of), key=lambda point: point.day)
    return after(middle.as_of, early) and after(late, middle.as_of)


def _without_detours(found: Sequence[Verdict]) -> Iterator[Verdict]:
    """Running totals as a chain, 220 in 872 in 951: what follows from two links is not told again."""
    inner: dict[int, set[int]] = defaultdict(set)
    for verdict in found:
        if verdict.kind is Kind.NESTED and verdict.other:
            inner[verdict.claim.id].add(verdict.other.id)
    for verdict in found:
        within = verdict.other.id if verdict.other else 0
        detour = any(within in inner[between] for between in inner[verdict.claim.id])
        if verdict.kind is not Kind.NESTED or not detour:
            yield verdict
