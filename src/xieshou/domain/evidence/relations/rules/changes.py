"""What came in one batch beside what there is in all: 17 counties that left poverty, of 37 (A24-4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xieshou.domain.evidence.relations.rules.sides import Standing, standing
from xieshou.domain.evidence.relations.rules.times import after, same_moment
from xieshou.domain.evidence.relations.rules.units import comparable
from xieshou.domain.evidence.relations.rules.verdict import Kind, Reason, Verdict, directed
from xieshou.domain.evidence.relations.statement import Nature, Statement


def changes_beside_levels(family: Sequence[Statement]) -> Iterator[Verdict]:
    """Each change of a family with the levels that it went into.

    With those of its own document where there are any, else with those of others, and only with those of its
    own moment or of the first one after it: not with each copy of one number that the papers carry.
    """
    levels = [each for each in family if not each.change and not each.forecast and not each.per]
    for change in family:
        if not change.change:
            continue
        fitting = [level for level in levels if _went_into(change, level)]
        own = [level for level in fitting if level.same_document(change)]
        for level in _nearest(change, own or fitting):
            yield directed(Kind.SCOPE_DIFFERS, Reason.CHANGE_VS_LEVEL, level, change)


def _nearest(change: Statement, levels: Sequence[Statement]) -> list[Statement]:
    at_once = [level for level in levels if same_moment(change, level)]
    if at_once or not levels:
        return at_once
    first = min((str(level.as_of) for level in levels if level.as_of), default="")
    return [level for level in levels if not first or str(level.as_of) == first]


def _went_into(change: Statement, level: Statement) -> bool:
    """Is the level the indicator's own, or the stock that the change's indicator feeds?"""
    if change.figure is None or level.figure is None or not comparable(change.figure, level.figure):
        return False
    if change.indicator != level.indicator and (change.nature, level.nature) != (Nature.FLOW, Nature.STOCK):
        return False
    if change.as_of and level.as_of and after(change.as_of, level.as_of):
        return False
    return standing(change, level) is Standing.SAME
