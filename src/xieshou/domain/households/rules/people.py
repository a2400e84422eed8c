"""What does not agree in what is said of one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xieshou.domain.households.rules import ages
from xieshou.domain.households.rules.faults import Code, Fault, Severity
from xieshou.domain.households.rules.relations import sex_of
from xieshou.domain.households.rules.sheet import Someone

_UNABLE = ("lost", "none")
_OUT_OF_SCHOOL = ("", "非在校生", "失学", "辍学", "未上学", "毕业")
_EARLY_SCHOOL = ("学前", "幼儿")
_COMPULSORY = ("小学", "初中", "义务教育", "一年级", "七年级", "八年级", "九年级")
_HIGHER = ("大学", "本科", "硕士", "博士", "高职", "大专")


def of_person(person: Someone, on: date) -> Iterator[Fault]:
    """The faults of one person on a day."""
    if not person.name.strip():
        yield Fault(Code.NO_NAME, Severity.ERROR, "name", person.key)
    yield from _identity(person)
    if person.born is not None:
        if person.born > on:
            yield Fault(Code.BORN_IN_FUTURE, Severity.ERROR, "born_on", person.key)
        else:
            yield from _by_age(person, ages.age(person.born, on))
    yield from _health(person)
    told = sex_of(person.relation)
    if told and person.sex and told != person.sex:
        yield Fault(
            Code.SEX_AGAINST_RELATION,
            Severity.DOUBT,
            "relation",
            person.key,
            (("relation", person.relation),),
        )
    if person.left_behind == "woman" and person.sex == "male":
        yield Fault(Code.WOMAN_LEFT_BEHIND_MALE, Severity.ERROR, "left_behind", person.key, source="A23-3")
    if person.months_away and person.skill in _UNABLE:
        yield Fault(Code.AWAY_WITHOUT_SKILL, Severity.DOUBT, "months_away", person.key)


def _identity(person: Someone) -> Iterator[Fault]:
    if not person.born_agrees:
        yield Fault(Code.BORN_AGAINST_ID, Severity.ERROR, "born_on", person.key, source="C 17, GB 11643")
    if not person.sex_agrees:
        yield Fault(Code.SEX_AGAINST_ID, Severity.ERROR, "sex", person.key, source="C 17, GB 11643")


def _by_age(person: Someone, years: int) -> Iterator[Fault]:
    told = (("age", str(years)),)
    if years > ages.OLDEST:
        yield Fault(Code.TOO_OLD, Severity.DOUBT, "born_on", person.key, told)
    if person.months_away and years < ages.WORK_FROM:
        yield Fault(
            Code.AWAY_TOO_YOUNG, Severity.DOUBT, "months_away", person.key, told, "Labour Law, article 15"
        )
    if person.left_behind == "child" and years >= ages.LEFT_BEHIND_UNDER:
        severity = Severity.ERROR if years >= ages.ADULT else Severity.DOUBT
        yield Fault(
            Code.CHILD_LEFT_BEHIND_GROWN, severity, "left_behind", person.key, told, "国发〔2016〕13号"
        )
    if person.left_behind == "elder" and years < ages.OLD:
        yield Fault(Code.ELDER_LEFT_BEHIND_YOUNG, Severity.DOUBT, "left_behind", person.key, told, "A23-3")
    if person.empty_nest and years < ages.OLD:
        yield Fault(Code.EMPTY_NEST_YOUNG, Severity.DOUBT, "empty_nest", person.key, told, "A23-3")
    yield from _schooling(person, years, told)


def _schooling(person: Someone, years: int, told: tuple[tuple[str, str], ...]) -> Iterator[Fault]:
    word = person.schooling.strip()
    law = "Compulsory Education Law, articles 2 and 11"
    if word in _OUT_OF_SCHOOL:
        if word and ages.SCHOOL_FROM < years <= ages.SCHOOL_TO:
            yield Fault(Code.NOT_AT_SCHOOL, Severity.DOUBT, "schooling", person.key, told, law)
        return
    odd = (
        (any(each in word for each in _EARLY_SCHOOL) and years > 8)
        or (any(each in word for each in _COMPULSORY) and not 5 <= years <= 19)
        or (any(each in word for each in _HIGHER) and years < 14)
        or years < 2
    )
    if odd:
        facts = (*told, ("schooling", word))
        yield Fault(Code.SCHOOL_AGAINST_AGE, Severity.DOUBT, "schooling", person.key, facts)


def _health(person: Someone) -> Iterator[Fault]:
    form = "登记表 A6、A11"
    if person.health == "disabled" and not person.disability_number:
        yield Fault(
            Code.DISABLED_WITHOUT_NUMBER, Severity.DOUBT, "disability_number", person.key, source=form
        )
    if person.disability_number and person.health and person.health != "disabled":
        yield Fault(Code.NUMBER_WITHOUT_DISABLED, Severity.DOUBT, "health", person.key, source=form)
