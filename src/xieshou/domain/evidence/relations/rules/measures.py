"""Claims on different members of one family of indicators, which are easily taken for one another.

Source: A14-3 (签约, 新增, 总投资 and 到位 are four different measures), A9-3 (带动 and 惠及).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from xieshou.domain.evidence.relations.rules.sides import Standing, standing
from xieshou.domain.evidence.relations.rules.times import periods_touch
from xieshou.domain.evidence.relations.rules.units import comparable
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict, between
from xieshou.domain.evidence.relations.statement import Nature, Statement


def other_measures(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Pairs of two documents that name different members of a family for the same parties and time.

    Inside one document the wording tells them apart. Where either document has a figure on the other's very
    indicator, that one is what to compare with, and the pair is left out.
    """
    stated = {(each.source.identity, each.indicator, _parties(each)) for each in statements}
    of_place: dict[frozenset[str], list[Statement]] = defaultdict(list)
    for each in statements:
        of_place[_parties(each)].append(each)
    pairs = (pair for told in of_place.values() for pair in combinations(told, 2))
    for a, b in pairs:
        if a.indicator == b.indicator or a.same_document(b) or standing(a, b) is not Standing.SAME:
            continue
        if not _confusable(a, b) or not periods_touch(a, b):
            continue
        direct = (a.source.identity, b.indicator, _parties(b)) in stated or (
            b.source.identity,
            a.indicator,
            _parties(a),
        ) in stated
        if not direct:
            yield between(Kind.SCOPE_DIFFERS, Reason.MEASURE, a, b, left=a.indicator, right=b.indicator)


def _confusable(a: Statement, b: Statement) -> bool:
    if a.figure is None or b.figure is None or Nature.RATE in (a.nature, b.nature):
        return False
    alike = (a.change, a.per, a.forecast) == (b.change, b.per, b.forecast)
    return alike and comparable(a.figure, b.figure)


def _parties(each: Statement) -> frozenset[str]:
    return frozenset({"nation"} if each.nationwide else {place.key for place in each.receivers})
