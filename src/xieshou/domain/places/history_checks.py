"""Prove that the stored history of divisions holds together. Used by ``xieshou verify``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from xieshou.domain.places.models import DivisionVersion, Level, Succession


@dataclass(frozen=True, slots=True)
class HistoryCheck:
    """One invariant: over how many records it was checked, what breaks it, what is merely not known."""

    name: str
    checked: int
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Span:
    division: int
    level: int
    code: str
    name: str
    parent: int | None
    start: date
    end: date

    def __str__(self) -> str:
        since = "" if self.start == date.min else self.start.isoformat()
        until = "" if self.end == date.max else self.end.isoformat()
        return f"{self.code or '(无代码)'} {self.name} [{since}, {until})"


def check_history() -> list[HistoryCheck]:
    """Check all invariants over all stored divisions.

    No two versions of a division overlap and none leaves a gap; no two divisions have one code on one day;
    every division but a province has one parent, of a higher level, in force throughout; successions tie
    units that existed. A unit that ended and of which nobody tells who followed it is counted, not hidden.
    """
    own: dict[int, list[_Span]] = defaultdict(list)
    for span in _spans():
        own[span.division].append(span)
    for spans in own.values():
        spans.sort(key=lambda span: span.start)
    return [
        HistoryCheck("versions of a division follow one another", len(own), list(_breaks(own))),
        HistoryCheck("no code means two divisions on one day", len(own), list(_shared_codes(own))),
        HistoryCheck("every division has one parent in force", len(own), list(_parents(own))),
        _successions(own),
    ]


def _spans() -> Iterator[_Span]:
    rows = DivisionVersion.objects.order_by().values_list(
        "division_id", "division__level", "code", "name", "parent_id", "start_on", "end_on"
    )
    for division, level, code, name, parent, start, end in rows.iterator(10_000):
        yield _Span(division, level, code, name, parent, start or date.min, end or date.max)


def _breaks(own: dict[int, list[_Span]]) -> Iterator[str]:
    for spans in own.values():
        for earlier, later in pairwise(spans):
            if later.start < earlier.end:
                yield f"{earlier} 与 {later} 重叠"
            elif later.start > earlier.end:
                yield f"{earlier} 与 {later} 之间中断"


def _shared_codes(own: dict[int, list[_Span]]) -> Iterator[str]:
    by_code: dict[str, list[_Span]] = defaultdict(list)
    for spans in own.values():
        for span in spans:
            if span.code:
                by_code[span.code].append(span)
    for spans in by_code.values():
        spans.sort(key=lambda span: (span.start, span.end))
        for earlier, later in pairwise(spans):
            if later.start < earlier.end and earlier.division != later.division:
                yield f"{earlier} 与 {later} 同时使用一个代码"


def _parents(own: dict[int, list[_Span]]) -> Iterator[str]:
    for spans in own.values():
        for span in spans:
            if span.parent is None:
                if span.level != Level.PROVINCE:
                    yield f"{span} 没有上级"
                continue
            above = own.get(span.parent, [])
            if not above or above[0].level >= span.level:
                yield f"{span} 的上级不是更高一级的区划"
            elif above[0].start > span.start or above[-1].end < span.end:
                yield f"{span} 的上级 {above[-1]} 并非始终存在"


def _successions(own: dict[int, list[_Span]]) -> HistoryCheck:
    failures = []
    followed = set()
    rows = list(Succession.objects.values_list("predecessor_id", "successor_id", "on"))
    for old, new, on in rows:
        followed.add(old)
        before, after = own.get(old), own.get(new)
        if not before or not after:
            failures.append(f"{on} 的变更所涉区划没有沿革")
            continue
        if not before[0].start < on <= before[-1].end:
            failures.append(f"{on}:{before[-1]} 当时并不存在,不能有后继")
        if not after[0].start <= on < after[-1].end:
            failures.append(f"{on}:{after[-1]} 当时并不存在,不能是后继")
    unknown = [spans[-1] for division, spans in own.items() if spans[-1].end < date.max]
    unknown = [span for span in unknown if span.division not in followed]
    warnings = [f"{len(unknown)} 个已撤销的区划不知后继:{_names(unknown)}"] if unknown else []
    return HistoryCheck("successions tie divisions that existed", len(rows), failures, warnings)


def _names(spans: Iterable[_Span]) -> str:
    return "、".join(f"{span.code} {span.name}" for span in sorted(spans, key=lambda span: span.code))
