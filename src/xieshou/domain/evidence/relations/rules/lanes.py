"""Programme types whose figures continue one another, and those that must never be added (A31-8)."""

from __future__ import annotations

from xieshou.domain.evidence.relations.statement import Statement

ONE_LINE = frozenset({"east_west_poverty", "counterpart_help"})
"""One line of work under the names of its rounds: the 对口帮扶 of Guizhou's prefectures that began in 2013 is
the 东西部扶贫协作 whose pairs were adjusted in 2016 (A1-1), and one article counts across both."""


def lane(programme: str) -> str:
    """The line of work that a programme type belongs to; itself where it stands alone."""
    return min(ONE_LINE) if programme in ONE_LINE else programme


def mixed(a: Statement, b: Statement) -> bool:
    """Do both name a programme, and not one line of work?"""
    return bool(a.programme and b.programme) and lane(a.programme) != lane(b.programme)
