"""Which file shows which divisions: pure, by code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from xieshou.domain.places.geometry.source import Unit


def province_of(code: str) -> str:
    """The province-level code above any six-digit code, or the code itself."""
    return f"{code[:2]}0000"


def prefecture_of(code: str, prefectures: Collection[str]) -> str:
    """The prefecture that a county belongs to, else its province.

    The province stands in for municipalities (110101 → 110000), for what a province administers directly
    (419001 济源, 469xxx of 海南, 659xxx of the 兵团) and for areas without a prefecture of their own.
    """
    above = f"{code[:4]}00"
    return above if above in prefectures else province_of(code)


def by_province(prefectures: Sequence[Unit]) -> dict[str, list[Unit]]:
    """The second tier of each province that has one; a municipality or 特别行政区 has not."""
    groups = _grouped((province_of(unit.code), unit) for unit in prefectures)
    return {code: units for code, units in groups.items() if [unit.code for unit in units] != [code]}


def by_prefecture(counties: Sequence[Unit], prefectures: Collection[str]) -> dict[str, list[Unit]]:
    """Counties under the prefecture, or the province, whose file shows them."""
    return _grouped((prefecture_of(unit.code, prefectures), unit) for unit in counties)


def _grouped(pairs: Iterable[tuple[str, Unit]]) -> dict[str, list[Unit]]:
    groups: defaultdict[str, list[Unit]] = defaultdict(list)
    for key, unit in pairs:
        groups[key].append(unit)
    return dict(sorted(groups.items()))


def children_file(code: str, provinces: Mapping[str, object], counties: Mapping[str, object]) -> str | None:
    """The file that draws the inside of a division: its prefectures, else its counties, else none."""
    if code in provinces:
        return f"provinces/{code}.json"
    if code in counties:
        return f"counties/{code}.json"
    return None
