"""The ledger of the rounds' rules (轮次规则): capacities, thresholds and grades, each with its source."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from xieshou.domain.certainty import Certainty
from xieshou.domain.codelists import CERTAINTIES, codes_of
from xieshou.domain.pairings.models import Pairing, Round, RoundRule, RuleKind, RuleSubject
from xieshou.domain.pairings.workbooks.columns import TIERS
from xieshou.domain.pairings.workbooks.stored import Ledger
from xieshou.domain.places.models import Division
from xieshou.domain.places.workbooks.columns import left_empty
from xieshou.domain.places.workbooks.written import empty_to_none, touched_rows
from xieshou.kernel.actor import Actor
from xieshou.workbooks.comparing import Changes, compare
from xieshou.workbooks.declaring import Code, Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, area_problem, register
from xieshou.workbooks.tables import table_of

KINDS = codes_of(
    RuleKind,
    {"capacity": "capacity of pairings", "threshold": "threshold", "grade_scale": "grades of the assessment"},
)
SUBJECTS = codes_of(
    RuleSubject,
    {
        "funds_to_poor": "share of funds used for poor villages and households",
        "projects_to_poor": "share of projects for poor villages and households",
        "incidence_west": "incidence at which a western county leaves",
        "incidence_central": "incidence at which a central county leaves",
        "wrong_exit": "wrong exits",
        "missed": "households missed",
        "approval": "approval by the people",
    },
)
OPERATORS = (
    Code("<", "小于", "less than", ("低于", "<")),
    Code("<=", "不超过", "at most", ("不高于", "≤", "至多")),
    Code(">", "大于", "more than", ("高于", "超过", ">")),
    Code(">=", "不低于", "at least", ("≥", "至少", "不少于")),
    Code("=", "等于", "equal to"),
)
_CAPACITY = ("max_receivers", "max_givers", "giver_units", "receiver_units")
_MOST = 32_767


def _number(field: str, title: str, title_en: str, example: str = "") -> Column:
    return Column(field, title, title_en, Kind.INTEGER, least=0, most=_MOST, example=example,
                  help="结对容量填", help_en="of a capacity")  # fmt: skip


WORKBOOK = Workbook(
    "rounds-rules",
    "轮次规则台账",
    "Rules of the rounds",
    (
        Column("round", "轮次", "Round", required=True, longest=20, example="2016", help="轮次的编号",
               help_en="the code of the round"),
        Column("kind", "规则", "Rule", Kind.CODE, required=True, codes=KINDS, example="结对容量"),
        Column("tier", "层级", "Tier", Kind.CODE, codes=TIERS, example="县—县"),
        Column("area", "适用地区代码", "Area", Kind.DIVISION, example="520000", help="空 = 全国",
               help_en="empty = everywhere"),
        Column("parent_giver", "上级结对东部单位", "Giver of the pairing above", longest=120,
               help="规则只管一个结对以下时填", help_en="of a rule that holds below one pairing only"),
        Column("parent_receiver", "上级结对西部单位", "Receiver of the pairing above", longest=120),
        _number("max_receivers", "一个东部单位最多帮扶", "Receivers a giver may have", "1"),
        _number("max_givers", "一个西部单位最多受帮扶", "Givers a receiver may have", "1"),
        _number("giver_units", "应参加的东部单位数", "Givers expected"),
        _number("receiver_units", "应参加的西部单位数", "Receivers expected"),
        Column("subject", "指标", "Measure", Kind.CODE, codes=SUBJECTS, help="阈值填",
               help_en="of a threshold"),
        Column("operator", "比较", "Comparison", Kind.CODE, codes=OPERATORS, help="阈值填",
               help_en="of a threshold"),
        Column("value", "数值", "Value", Kind.DECIMAL, help="阈值填,以“计量单位”一列的单位计",
               help_en="of a threshold, in the column Unit"),
        Column("unit", "计量单位", "Unit", longest=12),
        Column("grades", "等次", "Grades", longest=100, help="考核等次填,由好到差,以顿号分隔",
               help_en="of an assessment, the best first, with 、 between"),
        Column("source", "出处", "Source", required=True, longest=200, example="S4"),
        Column("certainty", "可信度", "Certainty", Kind.CODE, codes=CERTAINTIES, example="有出处",
               help="可删去整列:新增的记为“待核实”", help_en="may be left out: new rows are to be verified"),
        Column("note", "说明", "Note", also=("备注",), longest=300),
    ),
    key=("round", "kind", "tier", "area", "parent_giver", "parent_receiver", "subject", "operator"),
)  # fmt: skip
_TEXTS = ("tier", "subject", "operator", "unit", "grades", "source", "note")
_PLAIN = ("kind", *_TEXTS, *_CAPACITY, "value", "certainty")


def _found(actor: Actor, filters: Mapping[str, str]) -> QuerySet[RoundRule]:
    """Those that hang on no pairing, or on one that the actor sees."""
    columns = {"round": "round__code", "kind": "kind", "tier": "tier"}
    wanted = {columns[name]: value for name, value in filters.items() if value}
    seen = Q(parent__isnull=True) | Q(parent__in=Pairing.objects.seen_by(actor).order_by())
    return RoundRule.objects.filter(seen, **wanted)


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return _found(actor, filters).count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The rules by round; filters ``round``, ``kind`` and ``tier``."""
    found = list(_found(actor, filters).select_related("round", "area").order_by("round__start_on", "pk"))
    names = Ledger.read(actor).names if any(rule.parent_id for rule in found) else {}
    for rule in found:
        yield _row(rule, names)


def _row(rule: RoundRule, names: Mapping[int, Any]) -> dict[str, Any]:
    above = names.get(rule.parent_id or 0)
    return empty_to_none(
        {
            "round": rule.round.code,
            "area": rule.area.code if rule.area else None,
            "parent_giver": above[0][0] if above else None,
            "parent_receiver": above[1][0] if above else None,
            **{name: getattr(rule, name) for name in _PLAIN},
            "value": rule.value.normalize() if rule.value is not None else None,
        }
    )


@dataclass(frozen=True)
class _Known:
    """What rows may name: rounds, divisions and pairings; the pairings by round and names, all of them."""

    rounds: Mapping[str, Round]
    areas: Mapping[str, int]
    parents: Mapping[tuple[str, str, str], list[Pairing]]

    @classmethod
    def of(cls, actor: Actor, written: Iterable[Mapping[str, Any]]) -> _Known:
        codes = {values["area"] for values in written if values.get("area")}
        ledger = Ledger.read(actor)
        parents = defaultdict(list)
        for each in ledger.pairings:
            (giver, _giver_code), (receiver, _receiver_code) = ledger.names[each.pk]
            parents[each.round.code, giver, receiver].append(each)
        return cls(
            {each.code: each for each in Round.objects.all()},
            dict(Division.objects.filter(code__in=codes).values_list("code", "pk")),
            parents,
        )

    def above(self, values: Mapping[str, Any]) -> list[Pairing]:
        """The pairings that the row may hang on."""
        names = (values["round"], values.get("parent_giver") or "", values.get("parent_receiver") or "")
        return self.parents.get(names, [])


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name rounds, areas and pairings that are not there, and rules that say nothing of their kind."""
    changes = compare(reading.table, table_of(WORKBOOK, rows(actor, {})), reading.wrong_rows)
    written = list(touched_rows(changes))
    known = _Known.of(actor, [values for _row_number, values in written])
    stored = Counter(_key(row) for row in rows(actor, {}))
    for row, values in written:
        for field, zh, en in (*_unknown(values, known), *_lacking(values)):
            yield area_problem(reading, row, field, zh, en, str(values.get(field) or ""))
        yield from left_empty(reading, row, "certainty", values)
        if values.get("value") is not None and -values["value"].normalize().as_tuple().exponent > 4:
            yield area_problem(reading, row, "value", "最多四位小数", "has more than four decimals")
        if stored[_key(values)] > 1:
            zh, en = (
                "有几条规则都是这样写的:请在登记管理中改",
                "several rules are written so: change them there",
            )
            yield area_problem(reading, row, "round", zh, en, values["round"])


def _key(values: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(values.get(field) for field in WORKBOOK.key)


def _unknown(values: Mapping[str, Any], known: _Known) -> Iterator[tuple[str, str, str]]:
    if values["round"] not in known.rounds:
        listed = "、".join(known.rounds)
        yield "round", f"没有这个轮次,已登记的有 {listed}", f"there is no such round; there are {listed}"
    if values.get("area") and values["area"] not in known.areas:
        yield "area", f"没有代码为 {values['area']} 的区划", f"no division has the code {values['area']}"
    if values.get("parent_giver") or values.get("parent_receiver"):
        above = len(known.above(values))
        if not above:
            yield "parent_giver", "这一轮没有这个结对", "the round has no such pairing"
        elif above > 1:
            yield "parent_giver", f"这一轮有 {above} 个这样的结对", f"the round has {above} such pairings"


def _lacking(values: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What a rule of the kind cannot be without, and what only another kind has."""
    kind = values["kind"]
    has_limits = any(values.get(name) is not None for name in _CAPACITY)
    if kind == RuleKind.CAPACITY and not has_limits:
        yield "kind", "结对容量至少要填一个上限或单位数", "a capacity needs a limit or a number of units"
    if kind != RuleKind.CAPACITY and has_limits:
        yield "kind", "只有结对容量才填上限和单位数", "only a capacity has limits and numbers of units"
    for name in ("subject", "operator", "value"):
        if (kind == RuleKind.THRESHOLD) != (values.get(name) is not None):
            yield name, "阈值必填,其他规则不填", "a threshold needs it, other rules have none"
    if (kind == RuleKind.GRADE_SCALE) != bool(values.get("grades")):
        yield "grades", "考核等次必填,其他规则不填", "grades of an assessment need it, other rules have none"


@transaction.atomic
def apply(actor: Actor, changes: Changes) -> None:
    """Store them.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("修改轮次规则"))
    new = [each.values for each in changes.new_rows()]
    changed = [each.values for each in changes.changed_rows()]
    known = _Known.of(actor, (*new, *changed))
    RoundRule.objects.bulk_create(_made(values, known) for values in new)
    stored = {_key(row): rule for rule, row in _stored(actor)}
    again = [_filled(stored[_key(values)], values) for values in changed]
    RoundRule.objects.bulk_update(again, [*_TEXTS, *_CAPACITY, "value", "certainty"])


def _stored(actor: Actor) -> Iterator[tuple[RoundRule, dict[str, Any]]]:
    names = Ledger.read(actor).names
    for rule in RoundRule.objects.select_related("round", "area"):
        yield rule, _row(rule, names)


def _made(values: Mapping[str, Any], known: _Known) -> RoundRule:
    above = known.above(values) if values.get("parent_giver") else []
    rule = RoundRule(
        round=known.rounds[values["round"]],
        kind=values["kind"],
        area_id=known.areas.get(values.get("area") or ""),
        parent=above[0] if above else None,
        certainty=Certainty.MEMORY,
    )
    return _filled(rule, values)


def _filled(rule: RoundRule, values: Mapping[str, Any]) -> RoundRule:
    """Take over the fields that the file has; an empty text is no text."""
    for name in _TEXTS:
        if name in values:
            setattr(rule, name, values[name] or "")
    for name in (*_CAPACITY, "value"):
        if name in values:
            setattr(rule, name, values[name])
    if values.get("certainty"):
        rule.certainty = values["certainty"]
    return rule


FILTERS = tuple(WORKBOOK.column(name) for name in ("round", "kind", "tier"))
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count))
