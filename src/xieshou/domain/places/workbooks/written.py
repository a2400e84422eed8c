"""Places as the rows of a ledger write them: a code with the name that goes with it on one day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from xieshou.domain.places import lineage
from xieshou.domain.places.lineage import Lineage
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.domain.places.names import name_key
from xieshou.domain.places.queries import children
from xieshou.domain.places.resolution import Match, Resolution
from xieshou.domain.places.resolving import resolve
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate
from xieshou.workbooks.comparing import Changes

_AT_ONCE = 5_000
_CANDIDATES = 4
# To say what a name may have meant takes several questions to the database; a file that is wrong all over
# needs no more of them than a person reads.
_EXPLAINED = 500


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a row names no place: the column at fault, ``code`` or ``name``, and why, in either language."""

    field: str
    zh: str
    en: str


def last_day(end: PartialDate | None) -> date | None:
    """The last day on which what ended so was in force; None for what has not ended."""
    return end.day - timedelta(days=1) if end else None


def around(division_ids: Iterable[int]) -> Lineage:
    """The versions of many divisions and of all above them."""
    ids = sorted(set(division_ids))
    whole = Lineage()
    for at in range(0, len(ids), _AT_ONCE):
        part = lineage.load(ids[at : at + _AT_ONCE])
        whole.versions.update(part.versions)
        whole.successions.update(part.successions)
    return whole


def empty_to_none(row: Mapping[str, Any]) -> dict[str, Any]:
    """A record's values as a row of a ledger has them, in which an empty text is an empty cell."""
    return {name: None if value == "" else value for name, value in row.items()}


def territory(code: str) -> str:
    """What the codes of a division and of all below it begin with."""
    return code[:2] if code[2:6] == "0000" else code[:4] if code[4:6] == "00" else code


def touched_rows(changes: Changes) -> Iterator[tuple[int, dict[str, Any]]]:
    """The rows that would write. What is as it was is not judged: history is kept as it was loaded."""
    for new in changes.new_rows():
        yield new.row, new.values
    for changed in changes.changed_rows():
        yield changed.row, changed.values


@dataclass
class Places:
    """The divisions that ever had one of some codes, each as it was on a day."""

    actor: Actor
    around: Lineage
    _by_code: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _explained: int = 0

    @classmethod
    def of(cls, actor: Actor, codes: Iterable[str | None]) -> Places:
        """Those of the codes of a file; a few queries, however many codes."""
        wanted = sorted({code for code in codes if code})
        ids: set[int] = set()
        for at in range(0, len(wanted), _AT_ONCE):
            versions = DivisionVersion.objects.filter(code__in=wanted[at : at + _AT_ONCE])
            ids.update(versions.values_list("division_id", flat=True))
        places = cls(actor, around(ids))
        for division_id in ids:
            for version in places.around.versions[division_id]:
                places._by_code[version.code].add(division_id)
        return places

    def on(self, division_id: int, day: date | None) -> DivisionVersion:
        """The version under which a ledger writes a division: of the day, else the nearest in time."""
        # Only divisions that have versions are here.
        return self.around.near(division_id, day) or self.around.versions[division_id][-1]

    def find(self, code: str | None, name: str | None, day: date | None) -> int | None:
        """The division that is written with this code, and this name if one is given, on that day."""
        found = [
            version
            for division_id in self._by_code.get(code or "", ())
            if (version := self.on(division_id, day)).code == code
            and (name is None or version.name_key == name_key(name))
        ]
        # A unit and the one that took over its code may both answer; the one of that day is meant.
        found.sort(key=lambda v: (day is not None and not v.period.covers(day), v.end_on is not None))
        return found[0].division_id if found else None

    def why_not(self, code: str, name: str | None, day: date | None) -> Wrong:
        """Why ``find`` had no answer, with what to write instead where that is known."""
        bearer_id = self.find(code, None, day)
        bearer = self.on(bearer_id, day) if bearer_id is not None else None
        then_zh, then_en = _then(day)
        if bearer is None:
            known_zh = f"{then_zh}没有代码为 {code} 的区划"
            known_en = f"no division had the code {code} {then_en}"
        else:
            path = self._path(bearer, day)
            known_zh, known_en = f"{code} {then_zh}是{path}", f"{code} was {path} {then_en}"
        self._explained += 1
        if name is None or self._explained > _EXPLAINED:
            return Wrong("code", known_zh, known_en)
        answer = resolve(self.actor, name, on=day)
        meant = _meant(answer, code)
        named = meant.division_id == bearer_id if meant else bearer and bearer.name in answer.near_names
        if bearer is not None and named:
            return Wrong(
                "name",
                f"{code} {then_zh}的名称是“{bearer.name}”,不是“{name}”:请改为“{bearer.name}”",
                f"the name of {code} {then_en} was {bearer.name}, not {name}: write {bearer.name}",
            )
        zh, en = _advice(name, answer, meant)
        if bearer is None and not (answer.matches or answer.near or answer.near_names):
            zh, en = self._neighbours(code, day, zh, en)
        return Wrong("code", f"{known_zh};{zh}", f"{known_en}; {en}")

    def _neighbours(self, code: str, day: date | None, zh: str, en: str) -> tuple[str, str]:
        """With nothing near to the name: what the prefecture has that the code points to."""
        above = resolve(self.actor, f"{code[:4]}00", on=day).only
        if above is None or above.code == code or day is None:
            return zh, en
        below = children(self.actor, Division.objects.get(pk=above.division_id), day, Level.COUNTY)
        listed = "、".join(f"{version.code} {version.name}" for version in below)
        if not listed:
            return zh, en
        return f"{zh};{above.name}辖有 {listed}", f"{en}; {above.name} had {listed}"

    def _path(self, version: DivisionVersion, day: date | None) -> str:
        return "".join(v.name for v in (*self.around.chain(version, day), version))


def _then(day: date | None) -> tuple[str, str]:
    return ("现在", "at present") if day is None else (f"在 {day} ", f"on {day}")


def _meant(answer: Resolution, code: str) -> Match | None:
    """The only match, or the only one in the province that the code begins with."""
    if answer.only is not None:
        return answer.only
    near = [match for match in answer.matches if match.code[:2] == code[:2]]
    return near[0] if len(near) == 1 else None


def _advice(name: str, answer: Resolution, meant: Match | None) -> tuple[str, str]:
    if meant is not None:
        as_it_was = f"“{name}”是 {meant.code} {meant.path}"
        return (
            f"{as_it_was}:请填 {meant.code} 和“{meant.name}”",
            f"{name} is {meant.code} {meant.path}: write {meant.code} and {meant.name}",
        )
    if answer.matches or answer.near:
        listed = "、".join(f"{m.code} {m.path}" for m in (answer.matches or answer.near)[:_CANDIDATES])
        return f"“{name}”可能是 {listed}", f"{name} may be {listed}"
    if answer.near_names:
        listed = "、".join(answer.near_names[:_CANDIDATES])
        return (
            f"没有名为“{name}”的区划,相近的名称有 {listed}",
            f"no division is called {name}; near to it are {listed}",
        )
    return f"没有名为“{name}”的区划", f"no division is called {name}"
