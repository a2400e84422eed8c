"""The ledger of figures that documents state. Status and origin are shown, and changed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import polars as pl
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.codelists import codes_of
from xieshou.domain.evidence.claims.asking import asked_claims
from xieshou.domain.evidence.claims.keeping import Draft, keep_claims
from xieshou.domain.evidence.claims.placing import COUNTRY
from xieshou.domain.evidence.models import ClaimOrigin, ClaimStatus, ClaimTier, Per, Scope
from xieshou.domain.evidence.refreshing import compare_anew
from xieshou.domain.evidence.workbooks.claim_faults import faults
from xieshou.domain.evidence.workbooks.claim_filters import offered, understood
from xieshou.domain.evidence.workbooks.claim_rows import Known, filled, known_to, settled
from xieshou.domain.evidence.workbooks.faults import named, require_none, rows_of
from xieshou.domain.evidence.workbooks.party_words import WHOLE_COUNTRY, word_for
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.services import party_of
from xieshou.domain.programme import Programme
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.workbooks.cells import cells_of
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register
from xieshou.workbooks.tables import Table

SCOPES = codes_of(
    Scope,
    {"annual": "of a year", "cumulative": "cumulative", "instant": "at a moment", "unstated": "not stated"},
)
TIERS = codes_of(
    ClaimTier, {"ledger": "ledger figure", "context": "background figure", "noise": "unrelated figure"}
)
STATUSES = codes_of(
    ClaimStatus,
    {"proposed": "proposed", "accepted": "accepted", "rejected": "rejected", "adopted": "adopted"},
)
ORIGINS = codes_of(ClaimOrigin, {"stated": "stated in the text", "counted": "counted from a list"})
PERS = codes_of(Per, {"year": "per year", "month": "per month"}, {"year": ("年",), "month": ("月",)})
PROGRAMMES = codes_of(
    Programme,
    {
        "east_west_poverty": "east-west poverty alleviation cooperation",
        "east_west": "east-west cooperation",
        "counterpart_help": "counterpart help",
        "counterpart_support": "counterpart support",
        "counterpart_cooperation": "counterpart cooperation",
        "designated": "designated assistance",
        "well_off_together": "well-off together",
        "firms_to_villages": "ten thousand firms to ten thousand villages",
        "mountain_sea": "mountain-sea cooperation",
    },
)
_PARTIES_ZH = "代码、名称或 名称(代码),以顿号分隔"
_PARTIES_EN = "codes, names or name(code), with 、 between"

WORKBOOK = Workbook(
    "claims",
    "文载数字台账",
    "Stated figures",
    (
        Column("code", "编号", "Code", required=True, longest=60, example="S1#9",
               help="文献编号和位置或序号,定后不改",
               help_en="the document's code and a place or number; it never changes"),
        Column("document", "文献编号", "Document", required=True, longest=40, example="S1"),
        Column("indicator", "指标", "Indicator", required=True, longest=120, example="示例项目数",
               help="指标的编码、名称或别名", help_en="its code, name or another name for it"),
        Column("label", "原文所指", "What the text calls it", longest=80),
        Column("value", "数值", "Value", Kind.QUANTITY, example="近2.28亿元",
               help="连同约数词和单位", help_en="with unit, and with the word where it is approximate"),
        Column("value_high", "上限", "Up to", Kind.DECIMAL, help="范围的上限,与数值同单位",
               help_en="upper end of a range, in the unit of the value"),
        Column("per", "按", "Per", Kind.CODE, codes=PERS),
        Column("scope", "口径", "Scope", Kind.CODE, codes=SCOPES, help="空 = 未说明",
               help_en="empty = not stated"),
        Column("start", "起于", "From", Kind.DATE),
        Column("as_of", "截至", "As of", Kind.DATE, help="截止日期含当日", help_en="that day included"),
        Column("period_text", "原文时间", "Time as stated", longest=60),
        Column("givers", "帮扶方", "Givers", Kind.TEXTS, help=_PARTIES_ZH, help_en=_PARTIES_EN),
        Column("receivers", "受帮扶方", "Receivers", Kind.TEXTS,
               help=f"{_PARTIES_ZH};全国写“全国”", help_en=f"{_PARTIES_EN}; 全国 for the whole country"),
        Column("programme", "协作类型", "Programme", Kind.CODE, codes=PROGRAMMES),
        Column("surface", "原文数字", "Figure as written", longest=60),
        Column("span_start", "原文起点", "Starts at", Kind.INTEGER, least=0),
        Column("span_end", "原文止点", "Ends at", Kind.INTEGER, least=0, help="不含此字",
               help_en="the first character after it"),
        Column("tier", "层次", "Tier", Kind.CODE, codes=TIERS, help="空 = 台账数字",
               help_en="empty = ledger figure"),
        Column("is_forecast", "预计数", "Forecast", Kind.BOOLEAN),
        Column("is_change", "增减数", "Change", Kind.BOOLEAN, help="一次或一批的变化,不是总量",
               help_en="a change, not a total"),
        Column("origin", "由来", "Origin", Kind.CODE, codes=ORIGINS, help="只读", help_en="read only"),
        Column("status", "状态", "Status", Kind.CODE, codes=STATUSES, help="只读,核定在网页上做",
               help_en="read only; claims are decided on their pages"),
        Column("note", "说明", "Note", longest=300, also=("备注",)),
    ),
    key=("code",),
)  # fmt: skip
_SAME = (
    "code", "label", "per", "scope", "start", "as_of", "period_text", "programme", "surface", "span_start",
    "span_end", "tier", "is_forecast", "is_change", "origin", "status", "note",
)  # fmt: skip


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return asked_claims(actor, understood(actor, filters)).count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The claims by document and place; the filters are those of the page of claims."""
    found = asked_claims(actor, understood(actor, filters)).prefetch_related(None)
    parties = Party.objects.seen_by(actor).select_related("division", "organisation__division")
    sides = [Prefetch(side, parties) for side in ("givers", "receivers")]
    for claim in (
        found.order_by("document__code", "span_start", "code").prefetch_related(*sides).iterator(500)
    ):
        receivers = [word_for(party.unit) for party in claim.receivers.all()]
        high = claim.value_high
        yield {
            **{field: getattr(claim, field) for field in _SAME},
            "document": claim.document.code,
            "indicator": claim.indicator.code,
            "value": claim.quantity,
            "value_high": high.normalize() if high is not None else None,
            "givers": tuple(sorted(word_for(party.unit) for party in claim.givers.all())),
            "receivers": tuple(sorted([*receivers, *([WHOLE_COUNTRY] if claim.nationwide else [])])),
        }


def settle(actor: Actor, table: Table) -> Table:
    """Indicators by code, parties by name and code, units as they are kept, and what is usual."""
    written = list(table.rows())
    known = known_to(actor, [values for _row, values in written])
    done = [settled(values, known) for _row, values in written]
    columns = []
    for field in table.fields:
        cells = cells_of(WORKBOOK.column(field))
        columns.append(pl.Series(field, [cells.store(values[field]) for values in done], dtype=cells.dtype))
    return Table(table.workbook, table.frame.with_columns(columns))


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name documents, indicators and parties that are not on record, and figures that cannot be."""
    written = list(reading.table.rows())
    known = known_to(actor, [values for _row, values in written])
    return named(reading, faults(written, known))


@act("导入文载数字")
def apply(actor: Actor, changes: Changes) -> None:
    """Store them as the person's: later loads leave them. New ones are proposed; relations are found anew.

    Raises:
        NotAllowedError: when the actor may not write.
        ChangesRefusedError: when a rule refuses one of them.
    """
    actor.require_write(_("导入文载数字"))
    given = rows_of(changes)
    known = known_to(actor, [values for _row, values in given])
    require_none(WORKBOOK, faults(given, known))
    keep_claims([_draft(values, known) for _row, values in given], edited_at=timezone.now())
    compare_anew(actor=actor)


def _draft(values: Mapping[str, Any], known: Known) -> Draft:
    claim = filled(values, known)
    sides: dict[str, tuple[Party, ...]] = {}
    for side in ("givers", "receivers"):
        if side in values:
            words = [word for word in values[side] or () if word not in COUNTRY]
            sides[side] = tuple(party_of(known.parties.unit(word, known.day(values))) for word in words)
        elif old := known.claims.get(values["code"]):
            sides[side] = tuple(getattr(old, side).all())
    return Draft(claim, sides.get("givers", ()), sides.get("receivers", ()))


register(Register(WORKBOOK, rows, apply, check, filters=offered(WORKBOOK), count=count, settle=settle))
