"""The ledger of profile figures (地区概况): what sources state of a place, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from xieshou.domain.codelists import codes_of
from xieshou.domain.places.models import Measure, ProfileFigure
from xieshou.domain.places.rules import UNITS, Code, Figure, check_profile
from xieshou.domain.places.services import record_figures
from xieshou.domain.places.workbooks.columns import (
    CERTAINTY,
    NOTE,
    SOURCE,
    WITHIN,
    code_column,
    left_empty,
    name_column,
    texts_of,
)
from xieshou.domain.places.workbooks.written import Places, around, empty_to_none, territory, touched_rows
from xieshou.kernel.actor import Actor
from xieshou.workbooks.comparing import Changes, compare
from xieshou.workbooks.declaring import Code as Choice
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, area_problem, register
from xieshou.workbooks.tables import table_of

MEASURES = codes_of(
    Measure,
    {
        "population": "population",
        "minority_share": "share of minorities",
        "ethnic_groups": "ethnic groups",
        "counties": "county-level units",
        "townships": "towns and subdistricts",
        "villages": "villages",
        "poor_villages": "poor villages",
        "deep_poor_villages": "deep-poor villages",
    },
)
QUALIFIERS = (
    Choice("=", "等于", "exactly", ("准确",)),
    Choice("≈", "约", "about", ("近", "大约")),
    Choice("≥", "至少", "at least", ("余", "多", "超过")),
    Choice("≤", "至多", "at most", ("不足",)),
)

WORKBOOK = Workbook(
    "place-profiles",
    "地区概况台账",
    "Profiles of places",
    (
        code_column("当年年底的代码;未写年份的填现行代码",
                    "as of the end of the year; today's where there is no year"),
        name_column("与代码同日的全称", "the full name of the same day as the code"),
        Column("measure", "项目", "Measure", Kind.CODE, required=True, codes=MEASURES, example="贫困村数"),
        Column("value", "数值", "Value", Kind.DECIMAL, required=True, example="319", least=0,
               most=Decimal("9999999999999999.9999"), help="以“计量单位”一列的单位计,不写万",
               help_en="counted in the column Unit"),
        Column("unit", "计量单位", "Unit", example="个", longest=12, help="人、个 或 %,可删去整列",
               help_en="人, 个 or %; the column may be left out"),
        Column("qualifier", "限定", "Qualifier", Kind.CODE, codes=QUALIFIERS, example="等于"),
        Column("year", "年份", "Year", Kind.YEAR, also=("年度",), example="2019", help="空 = 出处未写明",
               help_en="empty where the source names none"),
        SOURCE,
        CERTAINTY,
        NOTE,
    ),
    key=("code", "measure", "year", "source"),
)  # fmt: skip


def year_end(year: int | None) -> date | None:
    """The day as of which a figure's place is written."""
    return date(year, 12, 31) if year else None


def _found(filters: Mapping[str, str]) -> QuerySet[ProfileFigure]:
    found = ProfileFigure.objects.order_by("division__code", "measure", "year", "source")
    if place := filters.get("place"):
        found = found.filter(division__code__startswith=territory(place))
    if measure := filters.get("measure"):
        found = found.filter(measure=measure)
    if year := filters.get("year"):
        found = found.filter(year=year)
    return found


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return _found(filters).count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The figures; filters ``place`` (with all below it), ``measure`` and ``year``."""
    figures = list(_found(filters))
    past = around(figure.division_id for figure in figures)
    for figure in figures:
        version = past.near(figure.division_id, year_end(figure.year))
        if version is None:
            continue
        names = ("measure", "value", "unit", "qualifier", "year", "source", "certainty", "note")
        yield empty_to_none(
            {
                "code": version.code,
                "name": version.name,
                **{name: getattr(figure, name) for name in names},
            }
        )


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name places that disagree, wrong units, and figures that cannot be beside others of their source."""
    touched = list(
        touched_rows(compare(reading.table, table_of(WORKBOOK, rows(actor, {})), reading.wrong_rows))
    )
    places = Places.of(actor, (values["code"] for _row, values in touched))
    placed: list[tuple[int, dict[str, Any], int]] = []
    for row, values in touched:
        day = year_end(values.get("year"))
        place = places.find(values["code"], values["name"], day)
        if place is None:
            wrong = places.why_not(values["code"], values["name"], day)
            yield area_problem(reading, row, wrong.field, wrong.zh, wrong.en, values[wrong.field])
        else:
            placed.append((row, values, place))
        for field in ("certainty", "qualifier", "unit"):
            yield from left_empty(reading, row, field, values)
        unit = UNITS[values["measure"]]
        if values.get("unit") not in (None, unit):
            zh, en = f"这一项以“{unit}”计:请换算后填写", f"this measure counts in {unit}: convert the value"
            yield area_problem(reading, row, "unit", zh, en, values["unit"])
        if -values["value"].normalize().as_tuple().exponent > 4:
            yield area_problem(
                reading, row, "value", "最多四位小数", "has more than four decimals", f"{values['value']:f}"
            )
    yield from _against_their_like(reading, placed)


def _against_their_like(
    reading: Reading, placed: list[tuple[int, dict[str, Any], int]]
) -> Iterator[CellProblem]:
    """深度贫困村 ≤ 贫困村 ≤ 行政村 and the like, among what one source states of one place and year."""
    groups: dict[tuple[int, int | None, str], dict[str, Figure]] = defaultdict(dict)
    stored = ProfileFigure.objects.filter(division_id__in={place for _row, _values, place in placed})
    for figure in stored:
        key = (figure.division_id, figure.year, figure.source)
        groups[key][figure.measure] = Figure(figure.value, figure.unit, figure.qualifier)
    keys = []
    for row, values, place in placed:
        key = (place, values.get("year"), values.get("source") or "")
        unit = UNITS[values["measure"]]
        groups[key][values["measure"]] = Figure(values["value"], unit, values.get("qualifier") or "=")
        keys.append((row, values, key))
    for row, values, key in keys:
        for finding in check_profile("", groups[key]):
            facts = dict(finding.facts)
            if finding.code == Code.SHARE_OUT_OF_RANGE and facts["measure"] == values["measure"]:
                zh, en = "占比应在 0 与 100 之间", "a share lies between 0 and 100"
            elif finding.code == Code.PART_ABOVE_WHOLE and values["measure"] in facts:
                told = [(Measure(name).label, number) for name, number in finding.facts]
                (part, less), (whole, more) = told
                zh = f"{part} {less} 大于{whole} {more}:部分不能大于总数"
                en = f"{less} is more than the whole of which it is a part, {more}"
            else:
                continue
            yield area_problem(reading, row, "value", zh, en, f"{values['value']:f}")


def apply(actor: Actor, changes: Changes) -> None:
    """Store them.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    written = [values for _row, values in touched_rows(changes)]
    places = Places.of(actor, (values["code"] for values in written))
    record_figures(actor=actor, figures=[_columns(places, values) for values in written])


def _columns(places: Places, values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: values[name] for name in ("qualifier", "certainty") if values.get(name)}
    return {
        "division_id": places.find(values["code"], values["name"], year_end(values.get("year"))),
        "measure": values["measure"],
        "value": values["value"],
        "unit": UNITS[values["measure"]],
        "year": values.get("year"),
        **texts_of(values, "source", "note"),
        **given,
    }


FILTERS = (WITHIN, WORKBOOK.column("measure"), WORKBOOK.column("year"))
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count))
