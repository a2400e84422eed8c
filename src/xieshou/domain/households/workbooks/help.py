"""The ledgers of help: measures (帮扶措施台账) and the cadres who look after households (帮扶责任人台账).

Visits have no ledger: they are told on the spot, with photos and a place that no sheet holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from xieshou.domain.codelists import codes_of
from xieshou.domain.households.models import HelpKind, HelpMeasure, Member, Responsible
from xieshou.domain.households.workbooks.parts import (
    END,
    HOUSEHOLD,
    NOTE,
    REPEAT,
    START,
    Ledger,
    Row,
    register_ledger,
    texts,
)
from xieshou.domain.parties.people.queries import people
from xieshou.kernel.actor import Actor
from xieshou.kernel.money import Money
from xieshou.workbooks.declaring import Column, Kind, Workbook

Wrong = tuple[str, str, str] | None
KINDS = codes_of(
    HelpKind,
    {
        "industry": "industry", "employment": "employment", "post": "public post", "education": "education",
        "health": "health", "housing": "safe housing", "water": "safe water", "relocation": "relocation",
        "allowance": "allowance", "credit": "small loan", "dividend": "return on assets", "other": "other",
    },
)  # fmt: skip

MEASURES = Workbook(
    "household-measures",
    "帮扶措施台账",
    "Measures of help",
    (
        HOUSEHOLD,
        Column("person", "人编号", "Person number", longest=40, also=("受益人编号",),
               help="只帮扶一人的填写", help_en="where it is for one person"),
        Column("kind", "帮扶类别", "Kind of help", Kind.CODE, required=True, codes=KINDS, example="产业帮扶"),
        Column("content", "帮扶内容", "What is done", required=True, longest=200, example="示例:养蜂 10 箱"),
        START,
        END,
        Column("amount", "金额", "Amount", Kind.MONEY, unit="元"),
        REPEAT,
        NOTE,
    ),
    key=("household", "person", "kind", "content", "start", "repeat"),
)  # fmt: skip

RESPONSIBLES = Workbook(
    "household-responsibles",
    "帮扶责任人台账",
    "Responsible cadres",
    (
        HOUSEHOLD,
        Column("name", "帮扶责任人", "Responsible cadre", required=True, longest=60, also=("姓名", "责任人"),
               example="示例", help="须已登记在人员台账", help_en="must be in the ledger of people"),
        Column("organisation", "单位", "Organisation", longest=120, also=("工作单位", "单位名称"),
               help="同名者不止一人时须填", help_en="needed where several have that name"),
        START,
        END,
        NOTE,
    ),
    key=("household", "name", "organisation", "start"),
)  # fmt: skip


def _measure(record: HelpMeasure) -> dict[str, Any]:
    return {
        "person": record.member.number if record.member else None,
        "kind": record.kind,
        "content": record.content,
        "amount": None if record.amount is None else Money(record.amount),
    }


def _measures(actor: Actor, rows: Sequence[Row]) -> Callable[[Any, Row], Wrong]:
    numbers = sorted({row["person"] for row in rows if row.get("person")})
    members: dict[str, Member] = {}
    for start in range(0, len(numbers), 10_000):
        some = Member.objects.seen_by(actor).filter(number__in=numbers[start : start + 10_000])
        members |= {each.number: each for each in some}

    def fill(record: Any, row: Row) -> Wrong:
        number, amount = row.get("person"), row.get("amount")
        member = members.get(number) if number else None
        if number and (member is None or member.household_id != record.household.pk):
            return ("person", "此人不在该户", "this person is not of the household")
        if amount is not None and not 0 <= amount.yuan < 10**10:
            return ("amount", "金额应在 0 至一百亿元之间", "an amount from 0 to ten thousand million")
        if record.start_on is None and record.pk is None:
            return ("start", "请填写起始日期", "write when it began")
        record.member = member
        texts(record, row, "kind", "content")
        if "amount" in row:
            record.amount = amount.yuan if amount is not None else None
        return None

    return fill


def _responsible(record: Responsible) -> dict[str, Any]:
    organisation = record.person.organisation
    return {"name": record.person.name, "organisation": organisation.name if organisation else None}


def _responsibles(actor: Actor, rows: Sequence[Row]) -> Callable[[Any, Row], Wrong]:
    by_name: dict[str, list[Any]] = {}
    names = {row["name"] for row in rows if row.get("name")}
    for person in people(actor):
        if person.name in names:
            by_name.setdefault(person.name, []).append(person)

    def fill(record: Any, row: Row) -> Wrong:
        found = by_name.get(row["name"], [])
        if row.get("organisation"):
            found = [
                each for each in found if each.organisation and each.organisation.name == row["organisation"]
            ]
        if not found:
            zh = f"人员台账中没有{row.get('organisation') or ''}“{row['name']}”:请先登记"
            return ("name", zh, f"the ledger of people has no {row['name']}: record them first")
        if len(found) > 1:
            zh = f"名为“{row['name']}”的有 {len(found)} 人:请填写单位"
            return (
                "organisation",
                zh,
                f"{len(found)} people are called {row['name']}: write the organisation",
            )
        record.person = found[0]
        return None

    return fill


def _one_at_a_time(records: Sequence[Responsible]) -> Wrong:
    """Nobody looks after a household twice at the same time."""
    running = [each.person_id for each in records if each.end_on is None and each.person_id]
    if len(running) != len(set(running)):
        zh = "此人已是该户的帮扶责任人:请先填写上一段的终止"
        return ("name", zh, "this cadre looks after the household already: end that first")
    return None


register_ledger(Ledger(MEASURES, HelpMeasure, _measure, _measures, related=("member",)))
register_ledger(
    Ledger(
        RESPONSIBLES,
        Responsible,
        _responsible,
        _responsibles,
        _one_at_a_time,
        related=("person__organisation",),
    )
)
