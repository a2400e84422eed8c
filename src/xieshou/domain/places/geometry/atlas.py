"""Drawing every map of the country in memory."""

from __future__ import annotations

from dataclasses import dataclass

from xieshou.domain.places.geometry import recipe
from xieshou.domain.places.geometry.grouping import by_prefecture, by_province
from xieshou.domain.places.geometry.lines import Line, lines_beside, named_lines
from xieshou.domain.places.geometry.simplify import simplified
from xieshou.domain.places.geometry.source import Unit, read_layer


@dataclass(frozen=True)
class Sheet:
    """What one file draws."""

    units: list[Unit]
    lines: list[Line]


@dataclass(frozen=True)
class Atlas:
    """All sheets by file name; ``tiers`` holds every unit once per tier, at the detail of its sheet."""

    sheets: dict[str, Sheet]
    tiers: dict[str, list[Unit]]
    mended: int


def draw_atlas() -> Atlas:
    """Read, mend, simplify, round and sort everything; takes a few seconds and keeps no state."""
    province, city, district = read_layer("province"), read_layer("city"), read_layer("district")
    provinces, hurt_a = simplified(province.units, recipe.NATIONAL)
    prefectures, hurt_b = simplified(city.units, recipe.PREFECTURES)
    finer, hurt_c = simplified(city.units, recipe.PROVINCE)
    counties, hurt_d = simplified(district.units, recipe.COUNTIES)
    together, hurt_e = simplified(district.units, recipe.ALL_COUNTIES)
    coarse = named_lines(province.lines, recipe.NATIONAL.digits)
    # The prefecture layer draws every line of the other two, and 港澳's sea borders in full.
    fine = named_lines(city.lines, recipe.COUNTIES.digits)
    sheets = {
        "national.json": Sheet(provinces, coarse),
        "prefectures.json": Sheet(prefectures, coarse),
        "counties.json": Sheet(together, coarse),
        "boundary-lines.json": Sheet([], fine),
    }
    for code, units in by_province(finer).items():
        sheets[f"provinces/{code}.json"] = Sheet(units, lines_beside(fine, units))
    for code, units in by_prefecture(counties, {unit.code for unit in prefectures}).items():
        sheets[f"counties/{code}.json"] = Sheet(units, lines_beside(fine, units))
    tiers = {"province": provinces, "prefecture": prefectures, "county": counties}
    return Atlas(sheets, tiers, hurt_a + hurt_b + hurt_c + hurt_d + hurt_e)
