"""The quality of a register: how many faults of which kind, where, and the records behind each number.

Set-based, so that a county is judged while somebody waits. Faults that take arithmetic on one household are
the rules' (``rules.consistency``) and those of whole registers the catalogue's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, TextChoices
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _

from xieshou.domain.dated import in_force
from xieshou.domain.households.models import (
    HEAD,
    HelpMeasure,
    Household,
    HouseholdIncome,
    Left,
    Member,
    PovertyStatus,
    Responsible,
)
from xieshou.domain.households.queries.reaching import DIGITS, in_place, not_ended, there_on
from xieshou.domain.households.queries.standing import divisions_of
from xieshou.domain.places.models import Division, Level
from xieshou.kernel.actor import Actor


class FaultKind(TextChoices):
    """What is wrong; the first eight of households, the others of people."""

    NO_HEAD = "no_head", _("没有户主")
    NO_INCOME = "no_income", _("当年收入未填")
    NO_PHONE = "no_phone", _("全户没有电话")
    NO_RESPONSIBLE = "no_responsible", _("没有帮扶责任人")
    HOUSE = "house", _("房屋等级与危房标记矛盾")
    WATER = "water", _("饮水检查与结论矛盾")
    ENDED_RUNNING = "ended_running", _("已销户仍有帮扶或责任人")
    NOBODY = "nobody", _("户内没有人")
    NO_ID = "no_id", _("没有身份证号")
    ID_TWICE = "id_twice", _("身份证号重复")
    NO_BIRTH = "no_birth", _("没有出生日期")
    DEAD_SERVED = "dead_served", _("死亡后仍享受措施")


OF_HOUSEHOLDS = (
    FaultKind.NO_HEAD,
    FaultKind.NO_INCOME,
    FaultKind.NO_PHONE,
    FaultKind.NO_RESPONSIBLE,
    FaultKind.HOUSE,
    FaultKind.WATER,
    FaultKind.ENDED_RUNNING,
    FaultKind.NOBODY,
)
OF_PEOPLE = (FaultKind.NO_ID, FaultKind.ID_TWICE, FaultKind.NO_BIRTH, FaultKind.DEAD_SERVED)


@dataclass(frozen=True, slots=True)
class Quality:
    """Of one unit: numbers of households and people, and of faults by kind; none where there are none."""

    code: str
    division: Division | None
    households: int
    people: int
    faults: Mapping[FaultKind, int]


def quality(actor: Actor, place: Division | None, *, year: int, on: date) -> list[Quality]:
    """The faults of each unit right below a place, by code; of a village the village itself. Four queries.

    ``year`` is that of the incomes looked for. Records count in whatever state of review.
    """
    level = Level.PROVINCE if place is None else min(place.level + 1, Level.VILLAGE)
    digits = DIGITS[level]
    homes = Household.objects.seen_by(actor).filter(in_place(place))
    people = Member.objects.seen_by(actor).filter(in_place(place, "household__village__"))
    number_of: dict[str, dict[str, int]] = {}
    for rows, prefix, kinds, there in (
        (homes, "", OF_HOUSEHOLDS, not_ended(on)),
        (people, "household__", OF_PEOPLE, there_on(on)),
    ):
        counts: dict[str, Any] = {
            kind.value: Count("pk", filter=_wrong(actor, kind, year, on)) for kind in kinds
        }
        start = Substr(F(f"{prefix}village__code"), 1, digits)
        of = "people" if prefix else "households"
        grouped = rows.annotate(start=start).order_by().values("start")
        names = (of, *counts)
        counted = grouped.annotate(**{of: Count("pk", filter=there)}, **counts)
        for code, *numbers in counted.values_list("start", *names):
            number_of.setdefault(code, {}).update(zip(names, numbers, strict=True))
    named = divisions_of(number_of, level)
    return [_quality(code, named.get(code), number_of[code]) for code in sorted(number_of)]


def faulty_households(
    actor: Actor, kind: FaultKind, place: Division | None, *, year: int, on: date
) -> QuerySet[Household]:
    """The households behind a number of ``quality``, with their village; none for a kind of people."""
    rows = Household.objects.seen_by(actor).select_related("village").filter(in_place(place))
    if kind not in OF_HOUSEHOLDS:
        return rows.none()
    return rows.filter(_wrong(actor, kind, year, on)).order_by("village__code", "number")


def faulty_people(
    actor: Actor, kind: FaultKind, place: Division | None, *, year: int, on: date
) -> QuerySet[Member]:
    """The people behind one, with household and village; none for a kind of households."""
    rows = Member.objects.seen_by(actor).select_related("household__village")
    rows = rows.filter(in_place(place, "household__village__"))
    if kind not in OF_PEOPLE:
        return rows.none()
    return rows.filter(_wrong(actor, kind, year, on)).order_by("household__village__code", "number")


def _quality(code: str, division: Division | None, numbers: Mapping[str, int]) -> Quality:
    faults = {kind: numbers[kind.value] for kind in FaultKind if numbers.get(kind.value)}
    return Quality(code, division, numbers.get("households", 0), numbers.get("people", 0), faults)


def _wrong(actor: Actor, kind: FaultKind, year: int, on: date) -> Q:
    """The condition on households or people that makes the fault."""
    if kind in OF_PEOPLE:
        return _wrong_person(kind, on)
    return _wrong_household(kind, year, on)


def _wrong_household(kind: FaultKind, year: int, on: date) -> Q:
    living = Member.objects.unscoped("parts of households that are seen").filter(
        there_on(on), household=OuterRef("pk")
    )
    match kind:
        case FaultKind.NO_HEAD:
            wrong = Q(Exists(living)) & ~Q(Exists(living.filter(relation=HEAD)))
        case FaultKind.NO_INCOME:
            incomes = HouseholdIncome.objects.unscoped("parts of households that are seen").filter(
                household=OuterRef("pk"), year=year
            )
            wrong = ~Q(Exists(incomes))
        case FaultKind.NO_PHONE:
            wrong = Q(phone_index__isnull=True) & ~Q(Exists(living.filter(phone_index__isnull=False)))
        case FaultKind.NO_RESPONSIBLE:
            # Only who is registered as poor or was has a cadre of their own.
            status = PovertyStatus.objects.unscoped("parts of households that are seen").filter(
                in_force(on), household=OuterRef("pk")
            )
            wrong = Q(Exists(status)) & ~Q(Exists(_looked_after(on)))
        case FaultKind.HOUSE:
            wrong = Q(house_grade__in=("A", "B"), unsafe_house=True)
            wrong |= Q(house_grade__in=("C", "D"), unsafe_house=False)
        case FaultKind.WATER:
            checks = ("water_quantity", "water_quality", "water_distance", "water_reliability")
            fails = Q()
            for check in checks:
                fails |= Q(**{check: False})
            wrong = Q(safe_water=True) & fails
            wrong |= Q(safe_water=False, **dict.fromkeys(checks, True))
        case FaultKind.ENDED_RUNNING:
            running = HelpMeasure.objects.unscoped("parts of households that are seen").filter(
                in_force(on), household=OuterRef("pk")
            )
            return Q(ended_on__lte=on) & (Q(Exists(running)) | Q(Exists(_looked_after(on))))
        case _:
            wrong = ~Q(Exists(living))
    return not_ended(on) & wrong


def _looked_after(on: date) -> QuerySet[Responsible]:
    rows = Responsible.objects.unscoped("parts of households that are seen")
    return rows.filter(in_force(on), household=OuterRef("pk"))


def _wrong_person(kind: FaultKind, on: date) -> Q:
    match kind:
        case FaultKind.NO_ID:
            return there_on(on) & Q(id_number_index__isnull=True)
        case FaultKind.NO_BIRTH:
            return there_on(on) & Q(born_on__isnull=True)
        case FaultKind.DEAD_SERVED:
            # As a list of keys: few measures are for one person, and planners misjudge how few.
            running = HelpMeasure.objects.unscoped("parts of households that are seen")
            served = running.filter(in_force(on), member__isnull=False).order_by().values("member")
            return Q(left_by=Left.DIED, left_on__lte=on, pk__in=served)
        case _:
            # In the whole register, also where the actor sees only one of the two.
            twins = Member.objects.unscoped(
                "numbers are one of a kind in the whole register; whose the other is, is not told"
            ).filter(there_on(on), id_number_index=OuterRef("id_number_index"))
            twice = Q(Exists(twins.exclude(pk=OuterRef("pk"))))
            return there_on(on) & Q(id_number_index__isnull=False) & twice
