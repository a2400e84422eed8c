"""Who took over from units that vanished without going on as another.

======================  =====================================================================  ===========
rule                    what it says                                                           certainty
======================  =====================================================================  ===========
namesake                a unit of its name, near and of its level, stayed: merged into it      derived
prefecture's heirs      the units that have its counties now: merged, if several, divided      derived
other level's namesake  a city of its name, new at another level: converted                    derived
only one appeared       several districts of a city vanished, one appeared: merged into it     weak
only one vanished       one vanished in a prefecture, several appeared: divided into them      weak
======================  =====================================================================  ===========
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from xieshou.domain.places.history.likeness import alike
from xieshou.domain.places.history.matching import DERIVED, WEAK, Matched, heirs, home_after
from xieshou.domain.places.history.snapshots import COUNTY, PREFECTURE, PROVINCE, Row, Snapshot

MERGE, SPLIT, CONVERT = "merge", "split", "convert"


@dataclass(frozen=True, slots=True)
class Heir:
    """``new``, a code of the later list, took over ``old`` of the earlier one, all of it or a part."""

    old: str
    new: str
    kind: str
    whole: bool
    rule: str
    certainty: str


def find_heirs(step: Matched, before: Snapshot, after: Snapshot, settled: set[str]) -> list[Heir]:
    """Heirs of the vanished rows, except of the codes in ``settled``, which the table has dealt with."""
    found: list[Heir] = []
    open_rows = [row for code, row in step.vanished.items() if code not in settled]
    if not open_rows:
        return found
    home = home_after(step, before, after)
    inherited = heirs(step, before, after)
    left: list[Row] = []
    for row in open_rows:
        if row.level == PREFECTURE and inherited.get(row.code):
            shares = inherited[row.code]
            kind = MERGE if len(shares) == 1 else SPLIT
            found += [
                Heir(row.code, new, kind, len(shares) == 1, "prefecture's heirs", DERIVED) for new in shares
            ]
            continue
        heir = _namesake(row, home(row), after) if row.level == COUNTY else None
        if heir:
            found.append(Heir(row.code, heir, MERGE, True, "namesake", DERIVED))
        else:
            left.append(row)
    news: dict[str, list[Row]] = defaultdict(list)
    for row in step.appeared.values():
        if row.level == COUNTY:
            news[row.parent].append(row)
    olds: dict[str, list[Row]] = defaultdict(list)
    for row in left:
        higher = _namesake_of_another_level(row, step)
        if higher:
            found.append(Heir(row.code, higher, CONVERT, True, "other level's namesake", DERIVED))
        elif row.level == COUNTY:
            olds[home(row)].append(row)
    for parent, rows in olds.items():
        appeared = news.get(parent, [])
        if not parent or parent.endswith("0000"):
            continue
        if (
            len(appeared) == 1
            and len(rows) > 1
            and all(row.name.endswith("区") for row in [*rows, *appeared])
        ):
            found += [
                Heir(row.code, appeared[0].code, MERGE, True, "only one appeared", WEAK) for row in rows
            ]
        elif len(rows) == 1 and len(appeared) > 1:
            found += [
                Heir(rows[0].code, new.code, SPLIT, False, "only one vanished", WEAK) for new in appeared
            ]
    return found


def _namesake(row: Row, home: str, after: Snapshot) -> str | None:
    """The city or district of its name that a county was merged into; never a county that a city left."""
    same = [
        other
        for other in after.of_level(COUNTY).values()
        if other.code[:2] == row.code[:2]
        and alike(other.name, row.name, COUNTY)
        and (not other.name.endswith("县") or row.name.endswith("县"))
    ]
    near = [other for other in same if home and other.parent == home]
    near = near or [other for other in same if other.code[:4] == row.code[:4]]
    # The names of districts repeat too much to look for them far away.
    chosen = near or ([] if row.name.endswith("区") else same)
    return chosen[0].code if len(chosen) == 1 else None


def _namesake_of_another_level(row: Row, step: Matched) -> str | None:
    """A city that came into being in this very step out of one of its name, a level lower or higher."""
    changed = [step.appeared[code] for code in step.appeared] + [
        step.target[link.new] for link in step.links.values() if link.rule != "unchanged"
    ]
    same = [
        other.code
        for other in changed
        if {other.level, row.level} in ({PREFECTURE, COUNTY}, {PROVINCE, PREFECTURE})
        and other.name[-1] in "市省区"
        and not other.name.endswith("地区")
        and alike(other.name, row.name, COUNTY)
        and (other.code[:2] == row.code[:2] or other.level == PROVINCE)
    ]
    return same[0] if len(same) == 1 else None
