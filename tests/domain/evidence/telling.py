"""Builds statements for tests of the rules, from the words in which a paper gives a figure."""

from __future__ import annotations

from itertools import count
from typing import Any

from xieshou.domain.evidence.relations.figure import figure_of
from xieshou.domain.evidence.relations.rules import Kind, Verdict
from xieshou.domain.evidence.relations.statement import Nature, Place, Scope, Source, Statement
from xieshou.kernel.period import PartialDate
from xieshou.kernel.quantity import parse_quantity

_ids = count(1)

# A little of the map: who lies in what.
ABOVE = {
    "杭州": ("浙江",),
    "黔东南": ("贵州",),
    "恩施": ("湖北",),
    "碧江": ("铜仁", "贵州"),
    "铜仁": ("贵州",),
}
DATES = {"000": "2020-10-08", "001": ">=2020-11-23", "002": "2019", "003": "2015-12-27", "S32": "2018-08-19"}


def places(names: str) -> frozenset[Place]:
    return frozenset(Place.of(name, *ABOVE.get(name, ())) for name in names.split())


def source(document: str) -> Source:
    dated = DATES.get(document)
    return Source(document, document, PartialDate.parse(dated) if dated else None, weak=document == "002")


def told(
    document: str,
    surface: str,
    indicator: str,
    parties: str = "杭州 → 恩施",
    *,
    unit: str = "",
    at: int | None = None,
    start: str = "",
    as_of: str = "",
    scope: str = "cumulative",
    nature: str = "flow",
    **more: Any,
) -> Statement:
    """``parties``: givers → receivers; ``unit`` where the surface names none; ``at``: where it starts."""
    givers, _, receivers = parties.partition("→")
    number = next(_ids)
    return Statement(
        id=number,
        code=f"{document}@{at if at is not None else number:05}",
        source=more.pop("source", source(document)),
        indicator=indicator,
        figure=figure_of(parse_quantity(surface + unit), surface),
        family=more.pop("family", indicator),
        nature=Nature(nature),
        scope=Scope(scope),
        start=PartialDate.parse(start) if start else None,
        as_of=PartialDate.parse(as_of) if as_of else None,
        givers=places(givers),
        receivers=places(receivers),
        span=(at, at + len(surface)) if at is not None else None,
        **more,
    )


def shown(verdicts: list[Verdict]) -> list[tuple[str, str]]:
    """Kind and reason of each, as the stored words."""
    return [(str(verdict.kind), str(verdict.reason)) for verdict in verdicts]


def of_kind(verdicts: list[Verdict], kind: Kind) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict.kind is kind]
