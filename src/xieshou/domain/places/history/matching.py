"""Which unit of one list is which unit of the next.

The rules, in their order; the first that applies decides. "Vanished" and "appeared" are rows of one level
whose code and name together are not in the other list. How sure each rule is stands with it.

======================  =====================================================================  ===========
rule                    what it says                                                           certainty
======================  =====================================================================  ===========
told                    the hand-made table says so                                            its own
same name               same name, same province, only one such on either side                 derived
same code, like name    same code, names that differ only in kind (兴仁县 → 兴仁市)                 source
like name               names that differ only in kind, same prefecture, else same province    derived
same code               same code, another name: a renaming (襄樊市 → 襄阳市)                      source
moved province          same name, after a province appeared (海南 1988, 重庆 1997)                derived
followed city           same name, after its city rose to a prefecture (桥东区 of 邢台 1983)          derived
most counties           prefectures: the one that appeared took most of the vanished one's     derived
lone pair               one county vanished and one appeared in a prefecture (遵义县 → 播州区),    derived
                        not both of them districts
======================  =====================================================================  ===========

What remains vanished may still have successors; ``successors`` finds those.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field

from xieshou.domain.places.history.likeness import alike, core, short_core
from xieshou.domain.places.history.snapshots import COUNTY, PREFECTURE, PROVINCE, Row, Snapshot

SOURCE, DERIVED, WEAK = "source", "derived", "weak"


@dataclass(frozen=True, slots=True)
class Link:
    """The row ``old`` of the earlier list goes on as ``new`` of the later one."""

    old: str
    new: str
    rule: str
    certainty: str


@dataclass(slots=True)
class Matched:
    """All links of one step by old code, and what has none. Codes of vanished and appeared may coincide."""

    target: Mapping[str, Row]
    links: dict[str, Link] = field(default_factory=dict)
    vanished: dict[str, Row] = field(default_factory=dict)
    appeared: dict[str, Row] = field(default_factory=dict)

    def link(self, old: str, new: str, rule: str, certainty: str) -> None:
        """Join two open rows."""
        self.links[old] = Link(old, new, rule, certainty)
        del self.vanished[old], self.appeared[new]


def match(
    before: Snapshot,
    after: Snapshot,
    told: Mapping[str, tuple[str, str]],
    ended: Iterable[str] = (),
    begun: Iterable[str] = (),
) -> Matched:
    """Join the rows of two successive lists.

    Args:
        told: old code → (new code, certainty), from the hand-made table.
        ended: codes that the table says ended here; no rule may join them.
        begun: codes that the table says are new here; no rule may join them.
    """
    step = Matched(after.rows)
    for code, row in before.rows.items():
        other = after.rows.get(code)
        if other is not None and other.name == row.name and code not in told:
            step.links[code] = Link(code, code, "unchanged", SOURCE)
        else:
            step.vanished[code] = row
    kept = {link.new for link in step.links.values()}
    step.appeared = {code: row for code, row in after.rows.items() if code not in kept}
    for old, (new, certainty) in told.items():
        if old in step.vanished and new in step.appeared:
            step.link(old, new, "told", certainty)
    held_back = {code: step.vanished.pop(code) for code in set(ended) & step.vanished.keys()}
    held_new = {code: step.appeared.pop(code) for code in set(begun) & step.appeared.keys()}
    for level in (PROVINCE, PREFECTURE, COUNTY):
        _by_name_and_code(step, level)
    _moved_provinces(step)
    _follow_city(step)
    _most_counties(step, before, after)
    _lone_pairs(step, before, after)
    step.vanished |= held_back
    step.appeared |= held_new
    return step


def _by_name_and_code(step: Matched, level: int) -> None:
    def near(row: Row) -> Hashable:
        return row.name, row.code[:4]

    _join(step, level, "same name", DERIVED, near)
    _join(step, level, "same name", DERIVED, lambda row: (row.name, row.code[:2]))
    for code in _common(step, level):
        if alike(step.vanished[code].name, step.appeared[code].name, level):
            step.link(code, code, "same code, like name", SOURCE)
    _join(step, level, "like name", DERIVED, lambda row: (core(row.name, level), row.code[:4]))
    _join(step, level, "like name", DERIVED, lambda row: (core(row.name, level), row.code[:2]))
    _join(step, level, "like name", DERIVED, lambda row: (short_core(row.name, level), row.code[:4]))
    _join(step, level, "like name", DERIVED, lambda row: (short_core(row.name, level), row.code[:2]))
    for code in _common(step, level):
        # Codes …90… were serial numbers, given away again at once.
        if code[2:4] != "90":
            step.link(code, code, "same code", SOURCE)


def _moved_provinces(step: Matched) -> None:
    """Join what a province that appeared took over from others."""
    fresh = {row.code[:2] for row in step.appeared.values() if row.level == PROVINCE}
    if not fresh:
        return
    for level in (PREFECTURE, COUNTY):
        olds = _grouped(step.vanished, level, lambda row: row.name)
        for name, rows in _grouped(step.appeared, level, lambda row: row.name).items():
            if len(rows) == len(olds.get(name, [])) == 1 and rows[0].code[:2] in fresh:
                step.link(olds[name][0].code, rows[0].code, "moved province", DERIVED)


def _common(step: Matched, level: int) -> list[str]:
    return [code for code, row in step.vanished.items() if row.level == level and code in step.appeared]


def _join(step: Matched, level: int, rule: str, certainty: str, key: Callable[[Row], Hashable]) -> None:
    """Join what is the only one of its key on either side."""
    olds, news = _grouped(step.vanished, level, key), _grouped(step.appeared, level, key)
    for common in olds.keys() & news.keys():
        if len(olds[common]) == len(news[common]) == 1:
            old, new = olds[common][0], news[common][0]
            # No city became a county again: the city rose, and a new county of its name took its outskirts.
            if not (level == COUNTY and old.name[-1] == "市" and new.name[-1] == "县"):
                step.link(old.code, new.code, rule, certainty)


def _grouped(
    rows: Mapping[str, Row], level: int, key: Callable[[Row], Hashable]
) -> dict[Hashable, list[Row]]:
    groups: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows.values():
        if row.level == level:
            groups[key(row)].append(row)
    return groups


def heirs(step: Matched, before: Snapshot, after: Snapshot) -> dict[str, Counter[str]]:
    """For each unit with units below it: which units of the later list those are below now, and how many."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for link in step.links.values():
        old, new = before.rows[link.old], after.rows[link.new]
        if old.level == COUNTY and old.parent:
            found[old.parent][new.parent] += 1
    return found


def _most_counties(step: Matched, before: Snapshot, after: Snapshot) -> None:
    """A prefecture that appeared and has most of the counties of one that vanished is its continuation."""
    gone = [code for code, row in step.vanished.items() if row.level == PREFECTURE]
    inherited = heirs(step, before, after) if gone else {}
    for code in gone:
        shares = inherited.get(code)
        if not shares:
            continue
        heir, share = shares.most_common(1)[0]
        rivals = [
            other for other, counts in inherited.items() if other != code and counts.get(heir, 0) >= share
        ]
        fresh = step.appeared.get(heir)
        if fresh and fresh.level == PREFECTURE and share * 2 > shares.total() and not rivals:
            step.link(code, heir, "most counties", DERIVED)


def home_after(step: Matched, before: Snapshot, after: Snapshot) -> Callable[[Row], str]:
    """Tells under which code of the later list the ground of a vanished county lies."""
    inherited = heirs(step, before, after)

    def home(row: Row) -> str:
        if row.parent in step.links:
            return step.links[row.parent].new
        shares = inherited.get(row.parent)
        return shares.most_common(1)[0][0] if shares else ""

    return home


def _follow_city(step: Matched) -> None:
    """Join districts by name when their city, until then below a prefecture, became one itself.

    Such a city's districts stood beside it in its prefecture's block of codes (邢台市 132201, 桥东区 132202).
    """
    risen: dict[str, set[str]] = defaultdict(set)
    fresh = {(row.name, row.code[:2]): row.code for row in step.appeared.values() if row.level == PREFECTURE}
    for row in step.vanished.values():
        if row.level == COUNTY and (row.name, row.code[:2]) in fresh:
            risen[row.code[:4]].add(fresh[row.name, row.code[:2]])
    for code, row in list(step.vanished.items()):
        cities = risen.get(code[:4], set())
        if row.level == COUNTY and len(cities) == 1:
            city = next(iter(cities))
            same = [new for new in step.appeared.values() if new.parent == city and new.name == row.name]
            if len(same) == 1:
                step.link(code, same[0].code, "followed city", DERIVED)


def _lone_pairs(step: Matched, before: Snapshot, after: Snapshot) -> None:
    if not step.vanished or not step.appeared:
        return
    home = home_after(step, before, after)
    staying = {
        (row.parent, core(row.name, COUNTY))
        for row in after.of_level(COUNTY).values()
        if row.code not in step.appeared and not row.name.endswith("县")
    }
    olds: dict[str, list[Row]] = defaultdict(list)
    for row in step.vanished.values():
        # One whose namesake stays has been merged into it.
        if row.level == COUNTY and (home(row), core(row.name, COUNTY)) not in staying:
            olds[home(row)].append(row)
    news = _grouped(step.appeared, COUNTY, lambda row: row.parent)
    for parent, rows in olds.items():
        if parent and not parent.endswith("0000") and len(rows) == len(news.get(parent, [])) == 1:
            old, new = rows[0], news[parent][0]
            # Districts of one city are merged and founded in one go; a pair of them proves nothing.
            if not (_is_district(old) and _is_district(new)):
                step.link(old.code, new.code, "lone pair", DERIVED)


def _is_district(row: Row) -> bool:
    return row.name.endswith("区") and not row.name.endswith("特区")
