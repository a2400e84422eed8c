"""Villages by the three names that tables of households write: county, town, village."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from xieshou.domain.places import lineage
from xieshou.domain.places.lineage import Lineage
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.domain.places.names import name_key, possible_stems, short_forms

_AT_ONCE = 2_000
_LISTED = 12

Written = tuple[str | None, str | None, str | None]
"""County, town and village as a table writes them; county and town may be missing."""


@dataclass(frozen=True, slots=True)
class Village:
    """A village under its latest names; ``code`` is its present or last one."""

    id: int
    code: str
    county: str
    town: str
    name: str


@dataclass(frozen=True, slots=True)
class NoVillage:
    """Why names mean no village: which of the three is at fault, and a sentence in either language."""

    field: str
    zh: str
    en: str


def villages_by_id(ids: Iterable[int]) -> dict[int, Village]:
    """Villages with the names of what is above them, by primary key. Three queries for each two thousand."""
    wanted = sorted(set(ids))
    found: dict[int, Village] = {}
    for at in range(0, len(wanted), _AT_ONCE):
        around = lineage.load(wanted[at : at + _AT_ONCE])
        for key in wanted[at : at + _AT_ONCE]:
            own = around.near(key, None)
            if own is not None:
                found[key] = _village(own, around)
        bare = [key for key in wanted[at : at + _AT_ONCE] if key not in found]
        for key, code, name in Division.objects.filter(pk__in=bare).values_list("pk", "code", "name"):
            found[key] = Village(key, code, "", "", name)
    return found


def find_villages(
    names: Collection[Written], within: Callable[[str], bool] = lambda code: True
) -> dict[Written, Village | NoVillage]:
    """The village that each three names mean, names of any time and short forms among them, never a guess.

    Of several, those for whose code ``within`` holds come first. Queries by distinct names, not by rows.
    """
    candidates = _candidates({village for _county, _town, village in names if village})
    around = _around({version.division_id for each in candidates.values() for version in each})
    found: dict[Written, Village | NoVillage] = {}
    missing: list[Written] = []
    for written in names:
        county, town, village = written
        matches: dict[int, Village] = {}
        for version in candidates.get(name_key(village or ""), ()):
            chain = around.chain(version, None)
            if _named(county, Level.COUNTY, chain) and _named(town, Level.TOWN, chain):
                last = around.near(version.division_id, None)
                matches[version.division_id] = _village(last or version, around)
        inside = [each for each in matches.values() if within(each.code)]
        if len(inside) == 1 or len(matches) == 1:
            found[written] = inside[0] if inside else next(iter(matches.values()))
        elif matches:
            found[written] = _several(written, inside or list(matches.values()))
        else:
            missing.append(written)
    return found | _explained(missing, within)


def _candidates(names: set[str]) -> dict[str, list[DivisionVersion]]:
    """The versions of villages that each name may mean, by its key: by full name, else by a short form."""
    keys = {name_key(name) for name in names}
    stems = {key: possible_stems(key) for key in keys}
    wanted = sorted(keys | {stem for each in stems.values() for stem in each})
    by_key: dict[str, list[DivisionVersion]] = {}
    by_stem: dict[str, list[DivisionVersion]] = {}
    for version in _versions(wanted, Level.VILLAGE):
        by_key.setdefault(version.name_key, []).append(version)
        by_stem.setdefault(version.stem, []).append(version)
    found = {}
    for key in keys:
        short = [
            version
            for stem in stems[key]
            for version in by_stem.get(stem, ())
            if key in short_forms(version.name, Level.VILLAGE)
        ]
        found[key] = [*by_key.get(key, ()), *short]
    return found


def _versions(keys: list[str], level: Level) -> Iterator[DivisionVersion]:
    for at in range(0, len(keys), _AT_ONCE):
        some = keys[at : at + _AT_ONCE]
        rows = DivisionVersion.objects.filter(Q(name_key__in=some) | Q(stem__in=some), division__level=level)
        yield from rows.select_related("division")


def _around(ids: set[int]) -> Lineage:
    whole, wanted = Lineage(), sorted(ids)
    for at in range(0, len(wanted), _AT_ONCE):
        part = lineage.load(wanted[at : at + _AT_ONCE])
        whole.versions.update(part.versions)
        whole.successions.update(part.successions)
    return whole


def _named(name: str | None, level: Level, chain: list[DivisionVersion]) -> bool:
    """Is the name that of a division of the level in the chain? One that is not written says nothing."""
    if not name:
        return True
    key = name_key(name)
    return any(
        key == version.name_key or key in short_forms(version.name, level)
        for version in chain
        if version.division.level == level
    )


def _village(version: DivisionVersion, around: Lineage) -> Village:
    chain = {each.division.level: each.name for each in around.chain(version, None)}
    return Village(
        version.division_id,
        version.division.code,
        chain.get(Level.COUNTY, ""),
        chain.get(Level.TOWN, ""),
        version.name,
    )


def _several(written: Written, matches: list[Village]) -> NoVillage:
    listed = "、".join(f"{each.county}{each.town}{each.name}" for each in matches[:_LISTED])
    zh = f"“{written[2]}”可能是 {listed}:请写明县、乡"
    return NoVillage("village", zh, f"{written[2]} may be {listed}: write county and town")


def _explained(missing: list[Written], within: Callable[[str], bool]) -> dict[Written, NoVillage]:
    """Why each names no village: its town is not known, has no villages, or has others."""
    keys = {name_key(town) for _county, town, _village in missing if town}
    stems = sorted({stem for key in keys for stem in possible_stems(key)} | keys)
    towns = list(_versions(stems, Level.TOWN)) if stems else []
    around = _around({each.division_id for each in towns})
    found: dict[Written, NoVillage] = {}
    for written in missing:
        county, town, village = written
        if not village:
            zh, en = "请填写行政村", "write the village"
            found[written] = NoVillage("village", zh, en)
            continue
        meant = {
            each.division_id
            for each in towns
            if town
            and _named(town, Level.TOWN, [each])
            and _named(county, Level.COUNTY, around.chain(each, None))
        }
        inside = {key for key in meant if within(around.versions[key][-1].code)}
        found[written] = _why(written, inside or meant)
    return found


def _why(written: Written, towns: set[int]) -> NoVillage:
    county, town, village = written
    if not town:
        zh = f"没有名为“{village}”的行政村:请写明县、乡"
        return NoVillage("village", zh, f"no village is called {village}: write county and town")
    if not towns:
        zh = f"{county or ''}没有名为“{town}”的乡镇"
        return NoVillage("town", zh, f"{county or 'no county'} has no town called {town}")
    rows = DivisionVersion.objects.filter(parent_id__in=sorted(towns), end_on=None).order_by("code")
    names = list(rows.values_list("name", flat=True)[: _LISTED + 1])
    if not names:
        zh = f"{town}的行政村尚未载入:请由管理员运行 xieshou load places --villages"
        en = f"the villages of {town} are not loaded: let an administrator run xieshou load places --villages"
        return NoVillage("village", zh, en)
    listed = "、".join(names[:_LISTED]) + ("…" if len(names) > _LISTED else "")
    zh = f"{town}没有名为“{village}”的行政村,辖有 {listed}"
    return NoVillage("village", zh, f"{town} has no village called {village}; it has {listed}")
