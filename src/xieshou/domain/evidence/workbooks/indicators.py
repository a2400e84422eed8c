"""The ledger of indicators: the family by its code, every other word for it in one column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.codelists import CERTAINTIES, codes_of
from xieshou.domain.evidence.catalogue.keeping import IndicatorRow, keep_indicators
from xieshou.domain.evidence.catalogue.queries import indicators
from xieshou.domain.evidence.models import Direction, Indicator, IndicatorPart, Nature
from xieshou.domain.evidence.refreshing import compare_anew
from xieshou.domain.evidence.workbooks.columns import HOLDING
from xieshou.domain.evidence.workbooks.faults import named, require_none, rows_of, with_usual
from xieshou.domain.evidence.workbooks.indicator_faults import Stored, faults, filled, stored_indicators
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.quantity import UnknownUnitError, unit
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register
from xieshou.workbooks.tables import Table

PARTS = codes_of(
    IndicatorPart,
    {
        "organisation": "organisation",
        "talent": "talent",
        "funds": "funds",
        "industry": "industry",
        "labour": "labour",
        "consumption": "consumption",
        "pairing": "pairing",
        "society": "society",
        "education_health": "education and health",
        "disabled": "disabled people",
        "tourism": "tourism",
        "poverty": "poverty",
        "revitalisation": "rural revitalisation",
        "innovation": "innovation",
        "place": "place",
        "other": "other",
    },
)
NATURES = codes_of(Nature, {"flow": "over a period", "stock": "at a moment", "rate": "rate"})
DIRECTIONS = codes_of(
    Direction, {"higher": "higher is better", "lower": "lower is better", "neutral": "neither"}
)

WORKBOOK = Workbook(
    "indicators",
    "指标台账",
    "Indicators",
    (
        Column("code", "编码", "Code", required=True, longest=60, example="sample_projects",
               help="小写拉丁字母、数字和下划线,定后不改",
               help_en="letters, digits and underscores; it never changes"),
        Column("name", "名称", "Name", required=True, longest=80, example="示例项目数"),
        Column("name_en", "英文名称", "English name", required=True, longest=120, example="sample projects"),
        Column("part", "部分", "Part", Kind.CODE, required=True, codes=PARTS, example="产业"),
        Column("parent", "所属指标族", "Family", longest=60, help="指标族的编码",
               help_en="the code of its family"),
        Column("unit", "计量单位", "Unit", longest=12, example="个", also=("单位",),
               help="各成员单位不同的族不写", help_en="empty for a family whose members differ"),
        Column("nature", "性质", "Nature", Kind.CODE, required=True, codes=NATURES, example="期间数"),
        Column("direction", "方向", "Direction", Kind.CODE, codes=DIRECTIONS, help="空 = 不分高低",
               help_en="empty = neither"),
        Column("aliases", "别名", "Other names", Kind.TEXTS, help="以顿号分隔", help_en="with 、 between"),
        Column("definition", "定义", "Definition", required=True, example="示例"),
        Column("definition_en", "定义(英文)", "Definition (English)"),
        Column("counting_rule", "计数规则", "Counting rule"),
        Column("counting_rule_en", "计数规则(英文)", "Counting rule (English)"),
        Column("source", "出处", "Source", longest=200),
        Column("certainty", "可信度", "Certainty", Kind.CODE, required=True, codes=CERTAINTIES,
               example="示例"),
    ),
    key=("code",),
)  # fmt: skip


def _found(actor: Actor, filters: Mapping[str, str]) -> QuerySet[Indicator]:
    part = filters.get("part")
    return indicators(actor, part=IndicatorPart(part) if part else None, text=filters.get("text"))


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return _found(actor, filters).count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The indicators by code; filters ``part`` and ``text`` (its words, anywhere)."""
    found = _found(actor, filters).select_related("parent").prefetch_related("aliases")
    for indicator in found.order_by("code"):
        yield {
            **{field: getattr(indicator, field) for field in WORKBOOK.fields},
            "parent": indicator.parent.code if indicator.parent else None,
            "aliases": tuple(sorted(alias.text for alias in indicator.aliases.all())),
        }


def settle(actor: Actor, table: Table) -> Table:
    """The usual direction, the unit as it is kept, and other names in one order."""
    table = with_usual(table, direction=Direction.NEUTRAL.value)
    frame = table.frame
    for field, settled in (("unit", _symbol), ("aliases", _in_order)):
        if field in table.fields:
            frame = frame.with_columns(pl.col(field).map_elements(settled, return_dtype=pl.String))
    return Table(table.workbook, frame)


def _symbol(written: str) -> str:
    try:
        return unit(written).symbol
    except UnknownUnitError:
        return written


def _in_order(aliases: str) -> str:
    return "、".join(sorted(set(aliases.split("、"))))


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name units, families and words that cannot be."""
    return named(reading, faults(list(reading.table.rows()), stored_indicators()))


@act("导入指标")
def apply(actor: Actor, changes: Changes) -> None:
    """Store them as the person's: later loads leave them. What rests on indicators is worked out anew.

    Raises:
        NotAllowedError: when the actor may not write.
        ChangesRefusedError: when a rule refuses one of them.
    """
    actor.require_write(_("导入指标"))
    stored, given = stored_indicators(), rows_of(changes)
    require_none(WORKBOOK, faults(given, stored))
    keep_indicators([_row(values, stored) for _row_number, values in given], edited_at=timezone.now())
    compare_anew(actor=actor)


def _row(values: Mapping[str, Any], stored: Stored) -> IndicatorRow:
    code = values["code"]
    parent = values["parent"] if "parent" in values else stored.parents.get(code)
    aliases = values["aliases"] if "aliases" in values else stored.aliases.get(code)
    return IndicatorRow(filled(values, stored), parent or "", tuple(aliases or ()))


FILTERS = (WORKBOOK.column("part"), HOLDING)
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count, settle=settle))
