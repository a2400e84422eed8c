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
from xieshou.domain.evidence.relations.rules.verdict import Kind, Verdict
from xieshou.domain.evidence.relations.statement import Statement

_RANK = {kind: rank for rank, kind in enumerate(Kind)}


def judge(statements: Iterable[Statement]) -> list[Verdict]:
    """Every relation between the statements, in a fixed order whatever the order of the input.

    Figures of the place or the times (``context``) are compared with nothing.
    """
    told = sorted((each for each in statements if not each.context), key=lambda each: each.code)
    repeated = list(repetitions(told))
    figures = best_dated(told, repeated)
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
    return sorted(_without_detours(_most_telling(found)), key=lambda verdict: verdict.order)


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
