"""What can be wrong with a row of an organisation."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from xieshou.domain.access import beyond
from xieshou.domain.parties.models import Organisation, OrganisationKind
from xieshou.domain.parties.workbooks.written import Directory, Key, circles, rows_of
from xieshou.domain.places.workbooks.columns import ends_too_early
from xieshou.domain.places.workbooks.written import Places, last_day, touched_rows
from xieshou.kernel.actor import Actor, Permission
from xieshou.workbooks.comparing import compare
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import area_problem
from xieshou.workbooks.tables import table_of


def problems_of(
    actor: Actor, reading: Reading, known: Directory, places: Places, kinds: Collection[str]
) -> Iterator[CellProblem]:
    """The cells whose place, parent, dates or kind cannot be, of the rows that would write, and the rows that
    lie outside the scopes in which the actor records.
    """
    workbook = reading.workbook
    current = table_of(workbook, rows_of(actor, known, kinds, workbook.fields))
    touched = list(touched_rows(compare(reading.table, current, reading.wrong_rows)))
    written: dict[Key, int] = {(v["name"], v.get("place")): row for row, v in reading.table.rows()}
    parents: dict[Key, Key | None] = {
        key: known.keys.get(each.parent_id or 0) for key, each in known.by_key.items()
    }
    for _row, values in touched:
        if "parent" in values:
            parents[values["name"], values.get("place")] = parent_of(values, known, written)
    round_about = circles(parents)
    outside = beyond(actor, Organisation, known.keys.keys(), Permission.RECORD)
    for row, values in touched:
        key = (values["name"], values.get("place"))
        if not _within(actor, values, known, outside):
            zh, en = "不在您的填报范围内", "lies outside the scopes in which you record"
            yield area_problem(reading, row, "name", zh, en, values["name"])
        yield from _place(reading, row, values, places)
        yield from ends_too_early(reading, row, "end", values)
        yield from _parent(reading, row, values, known, written)
        if key in round_about:
            zh, en = "上级单位绕回本单位", "its parents lead back to itself"
            yield area_problem(reading, row, "parent", zh, en, values.get("parent") or "")
        other = known.by_key.get(key)
        if other is not None and other.kind not in kinds:
            label = OrganisationKind(other.kind).label
            zh = f"已在单位台账中登记为“{label}”:请在单位台账中修改"
            en = f"is on record as {other.kind}: change it in the ledger of organisations"
            yield area_problem(reading, row, "name", zh, en, values["name"])


def _within(actor: Actor, values: Mapping[str, Any], known: Directory, outside: Collection[int]) -> bool:
    """May the actor record it: as it is on record, else where it sits, else below one of theirs?"""
    key = (values["name"], values.get("place"))
    if key in known.by_key:
        return known.by_key[key].pk not in outside
    reach = actor.reach(Permission.RECORD)
    above = known.by_key.get(parent_of(values, known, ()) or ("", None))
    return (
        reach.everywhere
        or (key[1] is not None and reach.has_code(key[1]))
        or (above is not None and above.pk in reach.organisations)
    )


def parent_of(values: Mapping[str, Any], known: Directory, written: Collection[Key]) -> Key | None:
    """The organisation, on record or in the file, that a row names as its parent, if it is just one."""
    name = values.get("parent")
    if not name:
        return None
    if "parent_place" in values:
        key = (name, values["parent_place"])
        return key if key in known.by_key or key in written else None
    found = {*known.named(name), *(key for key in written if key[0] == name)}
    return found.pop() if len(found) == 1 else None


def _parent(
    reading: Reading, row: int, values: Mapping[str, Any], known: Directory, written: Collection[Key]
) -> Iterator[CellProblem]:
    name = values.get("parent")
    if not name or parent_of(values, known, written) is not None:
        return
    found = sorted({*known.named(name), *(key for key in written if key[0] == name)}, key=str)
    if not found:
        zh = f"没有名为“{name}”的单位:请先登记,或写在同一文件中"
        en = f"no organisation is called {name}: record it first, or in the same file"
        yield area_problem(reading, row, "parent", zh, en, name)
        return
    listed = "、".join(place or "(空)" for _name, place in found)
    zh = f"“{name}”的所在地代码是 {listed}:请填入“上级单位所在地代码”"
    en = f"the place code of {name} is {listed}: write it under Place code of parent"
    field = "parent_place" if "parent_place" in values else "parent"
    yield area_problem(reading, row, field, zh, en, values.get(field) or "")


def _place(reading: Reading, row: int, values: Mapping[str, Any], places: Places) -> Iterator[CellProblem]:
    code, name = values.get("place"), values.get("place_name")
    if code is None:
        if name:
            zh, en = "请同时填写所在地代码", "write the place code too"
            yield area_problem(reading, row, "place_name", zh, en, name)
        return
    day = last_day(values.get("end"))
    place = places.find(code, None, day)
    if place is None or (name and places.find(code, name, day) is None):
        wrong = places.why_not(code, name, day)
        field = "place" if wrong.field == "code" else "place_name"
        yield area_problem(reading, row, field, wrong.zh, wrong.en, values[field])
    elif "place_name" in values and not name:
        real = places.on(place, day).name
        zh, en = f"请填“{real}”,或删去整列", f"write {real}, or leave the whole column out"
        yield area_problem(reading, row, "place_name", zh, en)
