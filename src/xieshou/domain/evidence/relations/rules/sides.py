"""Do two claims speak of the same givers and receivers, or does one lie within the other?"""

from __future__ import annotations

from enum import StrEnum

from xieshou.domain.evidence.relations.statement import Nature, Place, Statement


class Standing(StrEnum):
    """How the parties of one statement stand to those of another."""

    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    APART = "apart"


def standing(a: Statement, b: Statement) -> Standing:
    """The parties of ``a`` seen from those of ``b``.

    The receivers decide. Givers that one side leaves unsaid are taken to be the other's; for a level or a
    rate of a place (how many are poor there) a province and its city are one giver. A set lies inside another
    when each of its parties is, or lies below, one of the other's.
    """
    receiving = Standing.SAME if a.nationwide and b.nationwide else _places(a, b)
    if receiving is Standing.APART or not a.givers or not b.givers:
        return receiving
    giving = _compared(a.givers, b.givers)
    if giving is Standing.SAME or giving is receiving:
        return receiving
    if receiving is not Standing.SAME:
        return Standing.APART
    return giving if a.nature is Nature.FLOW or giving is Standing.APART else receiving


def _places(a: Statement, b: Statement) -> Standing:
    if a.nationwide or b.nationwide:
        both_placed = bool(a.receivers or b.receivers)
        inside = Standing.INSIDE if b.nationwide else Standing.AROUND
        return inside if both_placed else Standing.APART
    if not a.receivers and not b.receivers:
        return Standing.SAME if a.givers and a.givers == b.givers else Standing.APART
    return _compared(a.receivers, b.receivers)


def _compared(a: frozenset[Place], b: frozenset[Place]) -> Standing:
    own, others = {each.key for each in a}, {each.key for each in b}
    if own == others:
        return Standing.SAME
    if own and others and all(each.line & others for each in a):
        return Standing.INSIDE
    if own and others and all(each.line & own for each in b):
        return Standing.AROUND
    return Standing.APART
