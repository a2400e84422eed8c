"""Everything that the printed file of a household says, in words, as of a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext

from xieshou.domain.bilingual import name_in_language
from xieshou.domain.households.models import HEAD, Household, HouseholdIncome, Joined, Member
from xieshou.domain.households.queries import household_by_id
from xieshou.domain.households.queries.whole import Stood, Whole, stood, whole
from xieshou.domain.households.services.examining import income_of
from xieshou.domain.households.telling import age_on, answer_word, formula_of, label_of, money, tags_of
from xieshou.domain.places import lineage
from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.kernel.period import PartialDate, Period, Precision
from xieshou.kernel.period_words import format_date, format_period

Row = dict[str, Any]
YEARS = 3
"""As many years of income as the folder of a household has."""
VISITS = 20
_LIVING = (
    "house_area", "house_structure", "house_year", "house_grade", "unsafe_house", "water_quantity",
    "water_quality", "water_distance", "water_reliability", "safe_water", "electricity", "fuel",
)  # fmt: skip
_INSURANCE = ("medical_insurance", "serious_insurance", "pension")


def contents(actor: Actor, household_id: int, on: date) -> Row:
    """The file of a household as of ``on``: what came later is left out; numbers are masked.

    What has no date of its own (house, water, causes, schooling) is as it is on record now.

    Raises:
        Household.DoesNotExist: when there is none of this id that the actor may see.
    """
    household = household_by_id(actor, household_id)
    kept = whole(actor, household)
    then = stood(kept, on)
    incomes = [each for each in kept.incomes if each.year <= on.year][:YEARS]
    head = next((member.name for member, relation in then.people if relation == HEAD), gettext("未登记户主"))
    return {
        "head": head,
        "number": household.number,
        "place": _place(household, on),
        "on": _day(on),
        "sample": gettext("示例数据:编造的农户,并非真实农户。") if household.sample else "",
        "facts": _facts(household, kept, then),
        "members": [_member(member, relation, on) for member, relation in then.people],
        "conditions": [_condition(member) for member, _relation in then.people],
        "former": _former(kept, on),
        "formula": formula_of(incomes[0]) if incomes else "",
        "incomes": [_income(each) for each in incomes],
        "living": _pairs((label_of(household, name), _word(household, name)) for name in _LIVING),
        "statuses": _statuses(kept, on),
        "measures": [
            {
                "when": _period(each.period),
                "kind": each.get_kind_display(),
                "content": each.content,
                "whom": each.member.name if each.member else gettext("全户"),
                "amount": money(each.amount),
            }
            for each in kept.measures
            if _begun(each.start_on, on)
        ],
        "responsibles": [
            {
                "when": _period(each.period),
                "name": each.person.name,
                "unit": str(each.person.organisation or ""),
                "note": each.note,
            }
            for each in kept.responsibles
            if _begun(each.start_on, on)
        ],
        "visits": [
            {
                "on": _day(each.on),
                "visitors": each.visitors,
                "purpose": each.purpose,
                "findings": each.findings,
            }
            for each in [visit for visit in kept.visits if visit.on <= on][:VISITS]
        ],
    }


def _facts(household: Household, kept: Whole, then: Stood) -> list[Row]:
    causes = ("main_cause", "second_cause", "third_cause")
    identified = household.identified_on
    monitored = then.monitoring
    return _pairs(
        (
            (label_of(household, "hamlet"), household.hamlet),
            (gettext("在户人数"), str(len(then.people))),
            (
                gettext("脱贫状态"),
                then.status.get_status_display() if then.status else gettext("普通农户"),
            ),
            (gettext("防返贫监测"), monitored.get_kind_display() if monitored else ""),
            (
                label_of(household, "identified_on"),
                format_date(PartialDate(identified, Precision(household.identified_precision)), _spoken())
                if identified
                else "",
            ),
            (label_of(household, "standard"), household.get_standard_display()),
            (label_of(household, "attribute"), household.get_attribute_display()),
            (
                gettext("致贫原因"),
                "、".join(
                    str(getattr(household, f"get_{name}_display")())
                    for name in causes
                    if getattr(household, name)
                ),
            ),
            (label_of(household, "phone"), str(household.phone)),
            (gettext("审核状态"), household.get_review_state_display()),
            (label_of(household, "note"), household.note),
        )
    )


def _member(member: Member, relation: str, on: date) -> Row:
    age = age_on(member.born_on, on)
    return {
        "relation": relation,
        "name": member.name,
        "sex": member.get_sex_display(),
        "age": "" if age is None else str(age),
        "number": str(member.id_number),
        "nationality": member.nationality,
        "since": _since(member),
    }


def _since(member: Member) -> str:
    """How and when they came. Of who was born into it not when: a birth date would give the number away."""
    came = str(member.get_joined_by_display())
    return f"{came} {member.joined_on}" if member.joined_on and not _is_birth(member) else came


def _is_birth(member: Member) -> bool:
    return member.joined_by == Joined.BORN or member.joined_on == member.born_on


def _condition(member: Member) -> Row:
    return {
        "name": member.name,
        "education": member.education,
        "schooling": member.schooling,
        "skill": member.get_skill_display(),
        "months": "" if member.months_away is None else f"{member.months_away.normalize():f}",
        "insurance": "、".join(label_of(member, name) for name in _INSURANCE if getattr(member, name)),
        "tags": "、".join(tags_of(member)),
    }


def _former(kept: Whole, on: date) -> list[Row]:
    gone = [each for each in kept.gone if each.left_on and each.left_on <= on]
    rows = [
        {
            "name": each.name,
            "when": f"{'…' if _is_birth(each) else each.joined_on or '…'} — {each.left_on}",
            "joined": each.get_joined_by_display(),
            "left": each.get_left_by_display(),
        }
        for each in gone
    ]
    return rows + [
        {
            "name": stay.member.name,
            "when": _period(stay.period),
            "joined": stay.get_joined_by_display(),
            "left": stay.get_left_by_display(),
        }
        for stay in kept.stays
        if stay.end_on and stay.end_on <= on
    ]


def _income(record: HouseholdIncome) -> Row:
    income = income_of(record)
    return {
        "year": str(record.year),
        "people": str(record.people),
        "wage": money(record.wage),
        "business": money(record.business),
        "cost": money(record.business_cost),
        "property": money(record.property),
        "transfer": money(record.transfer),
        "per_head": money(income.per_head),
        "stated": money(record.stated_per_head),
    }


def _statuses(kept: Whole, on: date) -> list[Row]:
    told = [(each.period, each.get_status_display(), each.note) for each in kept.statuses]
    told += [(each.period, each.get_kind_display(), each.note) for each in kept.monitorings]
    return [
        {"when": _period(period), "status": str(status), "note": note}
        for period, status, note in told
        if _begun(period.start.day if period.start else None, on)
    ]


def _place(household: Household, on: date) -> str:
    around = lineage.load([household.village_id])
    own = around.near(household.village_id, on)
    if own is None:
        return str(household.village)
    return " · ".join(name_in_language(each) for each in (*around.chain(own, on), own))


def _word(household: Household, name: str) -> str:
    value = getattr(household, name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return answer_word(value)
    shown = getattr(household, f"get_{name}_display", None)
    return str(shown()) if shown else f"{value:f}" if hasattr(value, "quantize") else str(value)


def _pairs(facts: Iterable[tuple[str, Any]]) -> list[Row]:
    return [{"label": label, "value": str(value)} for label, value in facts if value]


def _begun(start: date | None, on: date) -> bool:
    return start is None or start <= on


def _period(period: Period) -> str:
    return format_period(period, _spoken())


def _day(on: date) -> str:
    return format_date(PartialDate(on), _spoken())


def _spoken() -> Language:
    return Language.of(get_language() or "")
