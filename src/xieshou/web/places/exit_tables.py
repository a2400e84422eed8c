"""The tables of the counties' exits, for the page and as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from xieshou.domain.places.exits import PovertyCounty, ProvinceOfExits, YearOfExits
from xieshou.web.shell import words


@dataclass(frozen=True, slots=True)
class ProvinceRow:
    """A province with its counts in the order of the years."""

    code: str
    name: str
    cells: list[tuple[int, int]]
    total: int
    remaining: int


def province_rows(provinces: Iterable[ProvinceOfExits], years: Sequence[int]) -> list[ProvinceRow]:
    """In the language of the page."""
    return [
        ProvinceRow(
            each.province.code,
            words.name_of(each.province),
            [(year, each.left.get(year, 0)) for year in years],
            each.total,
            each.remaining,
        )
        for each in provinces
    ]


def year_table(
    years: Sequence[YearOfExits], provinces: Iterable[ProvinceOfExits]
) -> tuple[list[str], list[list[object]]]:
    """A row for each province and one for the whole; then what had left by the end of each year."""
    known = list(provinces)
    total, remaining = sum(each.total for each in known), sum(each.remaining for each in known)
    header = [_("代码"), _("省份"), *(str(each.year) for each in years), _("未退出"), _("合计")]
    return header, [
        *(
            [row.code, row.name, *(count for _year, count in row.cells), row.remaining, row.total]
            for row in province_rows(known, [each.year for each in years])
        ),
        ["", _("全部"), *(each.left for each in years), remaining, total],
        ["", _("累计退出"), *(each.by_then for each in years), "", ""],
        ["", _("尚未退出"), *(each.remaining for each in years), "", ""],
    ]


def county_table(counties: Iterable[PovertyCounty]) -> tuple[list[str], list[list[object]]]:
    """One row for each county, as it was when it left."""
    header = [
        *(_("区划代码"), _("名称"), _("上级区划"), _("列入时间"), _("退出时间")),
        *(_("出处"), _("可信度"), _("说明")),
    ]
    return header, [
        [
            *(county.version.code, words.name_of(county.version)),
            " ".join(words.name_of(each) for each in county.above),
            *(county.flag.period.start or "", county.exit or ""),
            *(county.flag.source, county.flag.get_certainty_display(), county.flag.note),
        ]
        for county in counties
    ]
