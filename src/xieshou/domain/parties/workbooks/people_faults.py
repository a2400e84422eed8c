"""What can be wrong with a row of a person. No sentence quotes a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from xieshou.domain import personal
from xieshou.domain.parties.models import Person
from xieshou.domain.parties.models.people import is_phone
from xieshou.domain.parties.workbooks.people_rows import SEALED, Register, row_of
from xieshou.domain.parties.workbooks.written import Directory, directory
from xieshou.domain.places.workbooks.written import Places, touched_rows
from xieshou.kernel.actor import Actor, Permission
from xieshou.workbooks.comparing import compare
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import area_problem
from xieshou.workbooks.tables import Table, table_of


def problems_of(actor: Actor, reading: Reading, settled: Table, kept: Register) -> Iterator[CellProblem]:
    """The cells that cannot be, of the rows that would write."""
    current = table_of(reading.workbook, (row_of(person, key) for key, person in kept.by_key.items()))
    touched = list(touched_rows(compare(settled, current, reading.wrong_rows)))
    organisations = directory(actor)
    places = Places.of(actor, (values.get("place") for _row, values in touched))
    numbers = [values["id_number"] for _row, values in touched if values.get("id_number")]
    holders = personal.holders(Person, "id_number", numbers)
    first_row: dict[str, int] = {}
    for row, values in touched:
        person = kept.by_key.get(kept.key_of(values))
        yield from _where(actor, reading, row, values, kept, places, organisations)
        yield from _masks(reading, row, values, person)
        number = values.get("id_number")
        if number and not SEALED["id_number"].looks_masked(number):
            holder = holders.get(number)
            if holder is not None and (person is None or holder != person.pk):
                zh, en = "此身份证号已登记在另一人名下", "another person on record has this number"
                yield area_problem(reading, row, "id_number", zh, en)
            elif first_row.setdefault(number, row) != row:
                zh = f"与第 {first_row[number]} 行的身份证号相同"
                en = f"the same number as in row {first_row[number]}"
                yield area_problem(reading, row, "id_number", zh, en)


def _masks(
    reading: Reading, row: int, values: Mapping[str, Any], person: Person | None
) -> Iterator[CellProblem]:
    """A mask must be the one on record; a phone must be one."""
    for field, kind in SEALED.items():
        held = values.get(field)
        if not held:
            continue
        if kind.looks_masked(held):
            if person is None or held != str(getattr(person, field)):
                zh = "遮盖的号码与记录中的不同:请填写完整号码,或留空"
                en = "this mask is not the one on record: write the whole number, or leave it empty"
                yield area_problem(reading, row, field, zh, en)
        elif field == "phone":
            try:
                is_phone(held)
            except ValidationError:
                zh, en = "电话有误,应为 7 至 15 位数字", "a phone has 7 to 15 digits"
                yield area_problem(reading, row, field, zh, en)


def _where(
    actor: Actor,
    reading: Reading,
    row: int,
    values: Mapping[str, Any],
    kept: Register,
    places: Places,
    organisations: Directory,
) -> Iterator[CellProblem]:
    """Place and organisation are on record, at least one is named, and the actor records people there."""
    name, code = values.get("organisation"), values.get("place")
    employer = kept.organisation_of(values, organisations)
    division_id = places.find(code, None, None) if code else None
    if not name and not code:
        zh, en = "单位和所在地代码至少填一项", "write the organisation or the place code"
        yield area_problem(reading, row, "name", zh, en)
    elif name and employer is None:
        zh = f"没有名为“{name}”的单位,或不止一个:请先登记单位,或填写“单位所在地代码”"
        en = f"no organisation, or more than one, is called {name}: record it, or write its place code"
        yield area_problem(reading, row, "organisation", zh, en, name)
    elif code and division_id is None:
        wrong = places.why_not(code, None, None)
        yield area_problem(reading, row, "place", wrong.zh, wrong.en, code)
    else:
        reach = actor.reach(Permission.RECORD)
        codes = [each for each in (code, employer[1] if employer else None) if each]
        held = organisations.by_key[employer].pk if employer else None
        if not (held in reach.organisations or any(map(reach.has_code, codes))) and not reach.everywhere:
            zh, en = "不在您的填报范围内", "outside the scope for which you record"
            yield area_problem(reading, row, "place" if code else "organisation", zh, en, code or name or "")
