"""Falls told from different base years: 30.61% of 2013 in one paper, 14.88% in another (A31-6)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from xieshou.domain.evidence.relations.rules.sides import Standing, standing
from xieshou.domain.evidence.relations.rules.times import after, overlap
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict, between
from xieshou.domain.evidence.relations.statement import Nature, Statement

_CALLED_BASE = re.compile(r"之初|初期|起初|当初")


def other_bases(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Pairs of base values of one rate and place, of two documents and of different moments.

    A document's base is what it calls so (结对之初), or else the earliest value that it gives, where it gives
    a later one too or is itself of a later year.
    """
    series: dict[tuple[str, str, frozenset[str]], list[Statement]] = defaultdict(list)
    for each in statements:
        if each.nature is Nature.RATE and each.figure and not (each.change or each.forecast or each.per):
            places = frozenset(place.key for place in each.receivers)
            series[each.source.identity, each.indicator, places].append(each)
    bases = [base for told in series.values() if (base := _base(told))]
    for a, b in combinations(bases, 2):
        if a.indicator != b.indicator or standing(a, b) is not Standing.SAME or a.same_document(b):
            continue
        if not _one_base(a, b):
            left, right = sorted((a, b), key=lambda each: each.code)
            yield between(Kind.SCOPE_DIFFERS, Reason.BASE_YEAR, a, b, left=_when(left), right=_when(right))


def _base(told: Sequence[Statement]) -> Statement | None:
    called_so = [each for each in told if _CALLED_BASE.search(each.period_text)]
    if called_so:
        return min(called_so, key=lambda each: each.code)
    dated = sorted((each for each in told if each.as_of), key=lambda each: (str(each.as_of), each.code))
    if not dated or dated[0].as_of is None or dated[-1].as_of is None:
        return None
    written = dated[0].source.dated
    looked_back = written is not None and written.day.year > dated[0].as_of.day.year
    return dated[0] if looked_back or after(dated[-1].as_of, dated[0].as_of) else None


def _one_base(a: Statement, b: Statement) -> bool:
    """Of one moment; where a moment is not known, of values that may be one."""
    if a.as_of and b.as_of:
        return overlap(a.as_of, b.as_of)
    return a.figure is not None and b.figure is not None and a.figure.meets(b.figure)


def _when(each: Statement) -> str:
    return str(each.as_of) if each.as_of else each.period_text
