"""What does not agree in one household, as a form shows it at once: pure, and quick enough for every key.

The door to the catalogue that judges whole registers: callers know ``findings`` alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from xieshou.domain.households.rules import ages
from xieshou.domain.households.rules.faults import Code, Fault, Severity
from xieshou.domain.households.rules.housing import of_house
from xieshou.domain.households.rules.incomes import of_incomes
from xieshou.domain.households.rules.people import of_person
from xieshou.domain.households.rules.relations import Kin, kin
from xieshou.domain.households.rules.sheet import Sheet, Someone

_ABLE = ("ordinary", "skilled")


def findings(sheet: Sheet) -> list[Fault]:
    """Everything, the errors first, then in the order of the form."""
    found = [
        *_heads(sheet),
        *_once(sheet),
        *(fault for person in sheet.people for fault in of_person(person, sheet.on)),
        *_kin(sheet),
        *of_house(sheet),
        *_causes(sheet),
        *_attribute(sheet),
        *of_incomes(sheet),
    ]
    rank = {Severity.ERROR: 0, Severity.DOUBT: 1, Severity.HINT: 2}
    return sorted(found, key=lambda fault: rank[fault.severity])


def _heads(sheet: Sheet) -> Iterator[Fault]:
    """One head (C 17). A household without one may be kept, for the old head may have died today."""
    heads = [person for person in sheet.people if kin(person.relation) is Kin.HEAD]
    if not heads and sheet.people:
        yield Fault(Code.NO_HEAD, Severity.DOUBT, "relation", source="C 17")
    for person in heads[1:]:
        yield Fault(Code.TWO_HEADS, Severity.ERROR, "relation", person.key, source="C 17")
    grown = any(_age(person, sheet) >= ages.ADULT for person in sheet.people)
    for person in heads[:1]:
        if grown and 0 <= _age(person, sheet) < ages.ADULT:
            facts = (("age", str(_age(person, sheet))),)
            yield Fault(Code.HEAD_UNDER_AGE, Severity.DOUBT, "relation", person.key, facts)


def _once(sheet: Sheet) -> Iterator[Fault]:
    """Two of one household with one ID number: a slip of the hand, refused where it is typed."""
    seen: set[str] = set()
    for person in sheet.people:
        if person.id_number and person.id_number in seen:
            yield Fault(Code.ID_TWICE, Severity.ERROR, "id_number", person.key, source="C 17")
        seen.add(person.id_number)


def _kin(sheet: Sheet) -> Iterator[Fault]:
    """Ages and sexes of relatives beside the head's."""
    head = next((person for person in sheet.people if kin(person.relation) is Kin.HEAD), None)
    if head is None:
        return
    for person in sheet.people:
        relation = kin(person.relation)
        if relation is Kin.SPOUSE:
            yield from _spouse(person, head, sheet)
        if person.born is None or head.born is None:
            continue
        if relation in (Kin.CHILD, Kin.GRANDCHILD) and person.born <= head.born:
            facts = (("relation", person.relation),)
            yield Fault(Code.CHILD_OLDER_THAN_HEAD, Severity.DOUBT, "relation", person.key, facts)
        if relation is Kin.PARENT and person.born >= head.born:
            facts = (("relation", person.relation),)
            yield Fault(Code.PARENT_YOUNGER_THAN_HEAD, Severity.DOUBT, "relation", person.key, facts)


def _spouse(person: Someone, head: Someone, sheet: Sheet) -> Iterator[Fault]:
    if person.sex and person.sex == head.sex:
        yield Fault(Code.SPOUSE_OF_SAME_SEX, Severity.HINT, "sex", person.key)
    least = {"male": ages.MARRY_MALE, "female": ages.MARRY_FEMALE}.get(person.sex, ages.MARRY_FEMALE)
    if 0 <= (years := _age(person, sheet)) < least:
        facts = (("age", str(years)),)
        law = "Civil Code, article 1047"
        yield Fault(Code.SPOUSE_TOO_YOUNG, Severity.DOUBT, "relation", person.key, facts, law)


def _causes(sheet: Sheet) -> Iterator[Fault]:
    form = "登记表 A3a、A3b"
    twice = [cause for cause, number in Counter(sheet.causes).items() if number > 1]
    if twice:
        yield Fault(Code.CAUSE_TWICE, Severity.ERROR, "second_cause", source=form)
    if not sheet.main_cause and sheet.causes:
        yield Fault(Code.SECOND_WITHOUT_MAIN, Severity.DOUBT, "main_cause", source=form)
    if not sheet.people:
        return
    hurt = any(person.health == "disabled" or person.disability_number for person in sheet.people)
    if "disability" in sheet.causes and not hurt:
        yield Fault(Code.CAUSE_WITHOUT_DISABLED, Severity.DOUBT, "main_cause", source="登记表 A3a、A11")
    pupils = any(person.schooling.strip() not in ("", "非在校生") for person in sheet.people)
    if "schooling" in sheet.causes and not pupils:
        yield Fault(Code.CAUSE_WITHOUT_PUPIL, Severity.DOUBT, "main_cause", source="登记表 A3a、A10")


def _attribute(sheet: Sheet) -> Iterator[Fault]:
    """五保户 are old, disabled or under age and able to no work (农村五保供养工作条例, article 6)."""
    if sheet.attribute == "five_guarantees":
        for person in sheet.people:
            years = _age(person, sheet)
            if person.skill in _ABLE and ages.WORK_FROM <= years < ages.OLD:
                law = "农村五保供养工作条例, article 6"
                yield Fault(Code.FIVE_GUARANTEES_ABLE, Severity.DOUBT, "attribute", person.key, source=law)
    for person in sheet.people:
        younger = [other for other in sheet.people if 0 <= _age(other, sheet) < ages.OLD]
        if person.empty_nest and younger:
            yield Fault(Code.EMPTY_NEST_WITH_OTHERS, Severity.DOUBT, "empty_nest", person.key, source="A23-3")


def _age(person: Someone, sheet: Sheet) -> int:
    """Completed years; −1 where they are not known."""
    return -1 if person.born is None else ages.age(person.born, sheet.on)
