"""The versions and changes around some divisions, loaded at once, and questions on them asked in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models.expressions import RawSQL

from xieshou.domain.places.models import Division, DivisionVersion, Succession

# All that is reached from some divisions upward (parents, at any time) and onward (successors). PostgreSQL
# allows one reference to the recursive table only, so that one join yields both kinds of step.
_REACHED = """
WITH RECURSIVE reached(id) AS (
    SELECT id FROM {division} WHERE id IN ({places})
    UNION
    SELECT CASE step.kind WHEN 0 THEN v.parent_id ELSE s.successor_id END
    FROM reached
    JOIN {version} v ON v.division_id = reached.id
    LEFT JOIN {succession} s ON s.predecessor_id = reached.id
    CROSS JOIN (SELECT 0 AS kind UNION ALL SELECT 1) step
    WHERE CASE step.kind WHEN 0 THEN v.parent_id ELSE s.successor_id END IS NOT NULL
)
SELECT id FROM reached
"""


@dataclass(frozen=True)
class Lineage:
    """Versions by division (in time order), and the successions out of each division."""

    versions: dict[int, list[DivisionVersion]] = field(default_factory=dict)
    successions: dict[int, list[Succession]] = field(default_factory=dict)

    def on(self, division_id: int, day: date) -> DivisionVersion | None:
        """The version of a division whose period covers the day."""
        return next((v for v in self.versions.get(division_id, ()) if v.period.covers(day)), None)

    def near(self, division_id: int, day: date | None) -> DivisionVersion | None:
        """The version of that day, else the last before it, else the first; without a day the last."""
        versions = self.versions.get(division_id, [])
        if not versions:
            return None
        if day is None:
            return versions[-1]
        before = [v for v in versions if v.start_on is None or v.start_on <= day]
        return before[-1] if before else versions[0]

    def chain(self, version: DivisionVersion, day: date | None) -> list[DivisionVersion]:
        """The versions above one, from the top, as they were on the day or while the version was in force."""
        day = moment(version, day)
        chain: list[DivisionVersion] = []
        seen = {version.division_id}
        above = version.parent_id
        while above is not None and above not in seen:
            seen.add(above)
            parent = self.near(above, day)
            if parent is None:
                break
            chain.insert(0, parent)
            above = parent.parent_id
        return chain

    def heirs(self, division_id: int, day: date) -> list[tuple[DivisionVersion, Succession]]:
        """Where a division ended before the day went: versions of that day, through every change between."""
        found: dict[int, tuple[DivisionVersion, Succession]] = {}
        seen = {division_id}
        open_ends = [division_id]
        while open_ends:
            for change in self.successions.get(open_ends.pop(), ()):
                if change.on > day or change.successor_id in seen:
                    continue
                seen.add(change.successor_id)
                version = self.on(change.successor_id, day)
                if version:
                    found[change.successor_id] = (version, change)
                else:
                    open_ends.append(change.successor_id)
        return list(found.values())


def moment(version: DivisionVersion, day: date | None) -> date | None:
    """A day on which the version was in force: the given one, else its last; None for the present."""
    if day is not None and version.period.covers(day):
        return day
    return version.end_on - timedelta(days=1) if version.end_on else None


def load(division_ids: Iterable[int]) -> Lineage:
    """Divisions, everything above them at any time and everything that followed them. Two queries."""
    ids = sorted(set(division_ids))
    if not ids:
        return Lineage()
    reached = _REACHED.format(
        division=Division._meta.db_table,
        version=DivisionVersion._meta.db_table,
        succession=Succession._meta.db_table,
        places=", ".join(["%s"] * len(ids)),
    )
    versions: dict[int, list[DivisionVersion]] = defaultdict(list)
    rows = DivisionVersion.objects.filter(division_id__in=RawSQL(reached, ids)).select_related("division")  # noqa: S611  (table names are ours, values are bound)
    for version in sorted(rows, key=lambda v: v.start_on or date.min):
        versions[version.division_id].append(version)
    successions: dict[int, list[Succession]] = defaultdict(list)
    for change in Succession.objects.filter(predecessor_id__in=list(versions)).order_by("on", "successor_id"):
        successions[change.predecessor_id].append(change)
    return Lineage(dict(versions), dict(successions))
