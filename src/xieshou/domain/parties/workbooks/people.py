"""The ledger of people (人员台账). Numbers go out masked; a mask that comes back leaves the number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from xieshou.domain.codelists import codes_of
from xieshou.domain.parties.models import Person, Sex
from xieshou.domain.parties.people.queries import PersonFilter, people
from xieshou.domain.parties.people.services import record_people
from xieshou.domain.parties.workbooks.columns import NOTE
from xieshou.domain.parties.workbooks.people_faults import problems_of
from xieshou.domain.parties.workbooks.people_rows import SEALED, row_of
from xieshou.domain.parties.workbooks.people_rows import Register as Kept
from xieshou.domain.parties.workbooks.written import directory
from xieshou.domain.places.workbooks.columns import texts_of
from xieshou.domain.places.workbooks.written import Places, touched_rows
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.masking import PersonalKind
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register
from xieshou.workbooks.tables import Table

SEXES = codes_of(Sex, {"male": "male", "female": "female"}, {"male": ("男性",), "female": ("女性",)})
STATES = codes_of(
    ReviewState,
    {"draft": "draft", "reported": "reported", "reviewed": "reviewed", "returned": "returned"},
)

MASKED, MASKED_EN = "导出时遮盖;保留遮盖即不作更改", "masked in exports; a mask that is left changes nothing"

WORKBOOK = Workbook(
    "people",
    "人员台账",
    "People",
    (
        Column("name", "姓名", "Name", required=True, longest=60, example="示例"),
        Column("sex", "性别", "Sex", Kind.CODE, codes=SEXES, example="女"),
        Column("id_number", "身份证号", "ID number", Kind.IDENTITY, also=("证件号码", "身份证号码"),
               help=MASKED, help_en=MASKED_EN),
        Column("phone", "电话", "Phone", also=("联系电话", "手机"), longest=40, personal=PersonalKind.PHONE,
               help=MASKED, help_en=MASKED_EN),
        Column("organisation", "单位", "Organisation", also=("工作单位", "单位名称"), longest=120,
               help="全称;须已登记", help_en="its full name, on record"),
        Column("organisation_place", "单位所在地代码", "Place code of organisation", Kind.DIVISION,
               help="可删去整列;同名单位不止一个时须填",
               help_en="may be left out unless several organisations have that name"),
        Column("position", "职务", "Position", also=("职位",), longest=80, example="教师"),
        Column("place", "所在地代码", "Place code", Kind.DIVISION, also=("区划代码",), example="522628"),
        Column("namesake", "同名序号", "Namesake", Kind.INTEGER, least=2,
               help="同一单位、所在地有同名者时,第二人填 2",
               help_en="2 for the second of that name in one place"),
        NOTE,
    ),
    key=("name", "organisation", "place", "namesake"),
)  # fmt: skip


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterable[dict[str, Any]]:
    """The people whom the actor's scopes reach, numbers masked; filter ``state``."""
    kept = Kept.of(actor)
    wanted = filters.get("state")
    for key, person in kept.by_key.items():
        if not wanted or person.review_state == wanted:
            yield row_of(person, key)


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many those are."""
    return people(actor, PersonFilter(state=filters.get("state") or "")).count()


def settle(actor: Actor, table: Table) -> Table:
    """Where the number of a row is the one on record, its mask: the same file changes nothing again."""
    fields = [field for field in SEALED if field in table.fields]
    if not fields:
        return table
    kept = Kept.of(actor)
    settled: dict[str, list[str | None]] = {field: [] for field in fields}
    for _row, values in table.rows():
        person = kept.by_key.get(kept.key_of(values))
        for field in fields:
            settled[field].append(kept.settled(person, field, values[field]))
    columns = [pl.Series(field, held, dtype=pl.String) for field, held in settled.items()]
    return Table(table.workbook, table.frame.with_columns(columns))


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name places, organisations, masks and numbers that cannot be, and rows outside the actor's scopes."""
    return problems_of(actor, reading, settle(actor, reading.table), Kept.of(actor))


def apply(actor: Actor, changes: Changes) -> None:
    """Store them.

    Raises:
        NotAllowedError: when the actor may not record one of them.
    """
    kept, organisations = Kept.of(actor), directory(actor)
    written = [values for _row, values in touched_rows(changes)]
    places = Places.of(actor, (values.get("place") for values in written))
    new: list[Person] = []
    changed: list[Person] = []
    columns: set[str] = set()
    for values in written:
        person = kept.by_key.get(kept.key_of(values))
        (new if person is None else changed).append(person := person or Person())
        facts: dict[str, Any] = texts_of(values, "name", "sex", "id_number", "phone", "position", "note")
        if "place" in values:
            facts["division_id"] = places.find(values["place"], None, None) if values["place"] else None
        if "organisation" in values:
            employer = kept.organisation_of(values, organisations)
            facts["organisation_id"] = organisations.by_key[employer].pk if employer else None
        for name, value in facts.items():
            setattr(person, name, value)
        columns |= {name.removesuffix("_id") for name in facts} - {"name"}
    record_people(actor=actor, new=new, changed=changed, columns=sorted(columns))


FILTERS = (Column("state", "审核状态", "State of review", Kind.CODE, codes=STATES),)
register(
    Register(WORKBOOK, rows, apply, check, settle, filters=FILTERS, count=count, writing=Permission.RECORD)
)
