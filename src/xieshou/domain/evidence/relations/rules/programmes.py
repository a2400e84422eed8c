"""Figures of another programme inside a document about one: 对口合作 beside 东西部扶贫协作 (A31-8)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from xieshou.domain.evidence.relations.rules.lanes import lane
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict, directed
from xieshou.domain.evidence.relations.statement import Statement


def other_programmes(statements: Sequence[Statement]) -> Iterator[Verdict]:
    """Claims whose programme is not the one to which most figures of their document belong.

    They say so of themselves (``other`` is None): whoever adds up the document's figures would mix
    programmes. A document in which no programme prevails tells nothing.
    """
    told: dict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        if each.programme and not each.context:
            told[each.source.identity].append(each)
    for own in told.values():
        ranked = Counter(lane(each.programme) for each in own).most_common(2)
        if len(ranked) < 2 or ranked[0][1] == ranked[1][1]:
            continue
        usual = _usual(own, ranked[0][0])
        for each in own:
            if lane(each.programme) != ranked[0][0]:
                facts = {"own": each.programme, "document": usual}
                yield directed(Kind.SCOPE_DIFFERS, Reason.PROGRAMME, each, None, **facts)


def _usual(own: Sequence[Statement], line: str) -> str:
    """The name under which the document mostly speaks of that line of work."""
    named = Counter(each.programme for each in own if lane(each.programme) == line)
    return min(named, key=lambda programme: (-named[programme], programme))
