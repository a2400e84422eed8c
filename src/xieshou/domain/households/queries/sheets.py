"""The village sheet (村级模板, D3.10) as far as the register holds it: figures of one village on a day."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, DecimalField, F, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from xieshou.domain.dated import in_force
from xieshou.domain.households.models import (
    HelpMeasure,
    Household,
    HouseholdIncome,
    LeftBehind,
    Member,
    Responsible,
    Visit,
)
from xieshou.domain.households.queries.reaching import in_place, not_ended, there_on
from xieshou.domain.households.queries.standing import Standing, standing
from xieshou.domain.households.rules import ages
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor

_MONEY = DecimalField(max_digits=16, decimal_places=2)
_CHECKS = ("water_quantity", "water_quality", "water_distance", "water_reliability")


@dataclass(frozen=True, slots=True)
class Incomes:
    """The incomes of a year in yuan: of how many households and people they are known, and the sums."""

    year: int
    households: int
    people: int
    wage: Decimal
    business: Decimal
    business_cost: Decimal
    property: Decimal
    transfer: Decimal
    net: Decimal
    """The parts where they are known, else what was stated per head times the people."""

    # One of the parts is called ``property``.
    @builtins.property
    def per_head(self) -> Decimal | None:
        """Net income per head, over the people of whom it is known; None where it is of nobody."""
        return (self.net / self.people).quantize(Decimal("0.01")) if self.people else None


@dataclass(frozen=True, slots=True)
class VillageSheet:
    """A village on a day. ``standing`` counts what is reviewed; all other figures count every household that
    has not ended, in whatever state, and whoever is in it: ``people``, ``homes``. Each part of those is named
    as its column or tag; ``measures`` count measures in force by kind, and ``visits`` those of the year.
    """

    village: Division
    on: date
    standing: Standing
    incomes: Incomes
    people: Mapping[str, int]
    schooling: Mapping[str, int]
    homes: Mapping[str, int]
    measures: Mapping[str, int]
    measures_amount: Decimal
    responsibles: int
    visits: int


def village_sheet(actor: Actor, village: Division, *, year: int, on: date) -> VillageSheet:
    """The sheet of a village, or of any other unit. Nine queries."""
    households = Household.objects.seen_by(actor).filter(in_place(village), not_ended(on))
    people = Member.objects.seen_by(actor).filter(
        in_place(village, "household__village__"), there_on(on), not_ended(on, "household__")
    )
    of_households = Q(household__in=households.order_by().values("pk"))
    measures = HelpMeasure.objects.seen_by(actor).filter(of_households, in_force(on))
    cadres = Responsible.objects.seen_by(actor).filter(of_households, in_force(on))
    visits = Visit.objects.seen_by(actor).filter(of_households, on__year=year, on__lte=on)
    by_kind = measures.order_by().values_list("kind").annotate(Count("pk"))
    taught = people.exclude(schooling="").order_by().values_list("schooling").annotate(Count("pk"))
    return VillageSheet(
        village=village,
        on=on,
        standing=standing(actor, village, on),
        incomes=_incomes(actor, of_households, year),
        people=_counted(people, _of_people(on)),
        schooling=dict(taught),
        homes=_counted(households, _of_homes()),
        measures=dict(by_kind),
        measures_amount=measures.aggregate(sum=Sum("amount"))["sum"] or Decimal(0),
        responsibles=cadres.order_by().values("person").distinct().count(),
        visits=visits.count(),
    )


def _counted(rows: QuerySet[Any], wanted: dict[str, Q]) -> dict[str, int]:
    """How many of the rows meet each condition. One query."""
    counts = {
        f"number_{name}": Count("pk", filter=condition) if condition else Count("pk")
        for name, condition in wanted.items()
    }
    return {name.removeprefix("number_"): number for name, number in rows.aggregate(**counts).items()}


def _of_people(on: date) -> dict[str, Q]:
    """The numbers of people of each sort."""
    wanted: dict[str, Q] = {
        "all": Q(),
        "male": Q(sex="male"),
        "female": Q(sex="female"),
        "under_sixteen": Q(born_on__gt=_years_before(on, ages.WORK_FROM)),
        "sixty_and_over": Q(born_on__lte=_years_before(on, ages.OLD)),
        "able": Q(skill__in=("ordinary", "skilled")),
        "skilled": Q(skill="skilled"),
        "away": Q(months_away__gt=0),
        "medical_insurance": Q(medical_insurance=True),
        "medical_insurance_unknown": Q(medical_insurance__isnull=True),
        "serious_insurance": Q(serious_insurance=True),
        "pension": Q(pension=True),
        "allowance": Q(allowance=True),
        "disability_number": Q(disability_number_index__isnull=False),
        "destitute": Q(destitute=True),
        "empty_nest": Q(empty_nest=True),
    }
    wanted |= {f"left_{kind.value}": Q(left_behind=kind) for kind in LeftBehind}
    return wanted


def _of_homes() -> dict[str, Q]:
    fails = Q()
    for check in _CHECKS:
        fails |= Q(**{check: False})
    safe = Q(safe_water=True) | Q(safe_water__isnull=True, **dict.fromkeys(_CHECKS, True))
    wanted: dict[str, Q] = {
        "all": Q(),
        **{f"grade_{grade}": Q(house_grade=grade) for grade in "ABCD"},
        "unsafe_house": Q(unsafe_house=True) | Q(unsafe_house__isnull=True, house_grade__in=("C", "D")),
        "safe_water": safe,
        "unsafe_water": Q(safe_water=False) | (Q(safe_water__isnull=True) & fails),
        "electricity": Q(electricity=True),
        **{f"{check}_fails": Q(**{check: False}) for check in _CHECKS},
    }
    return wanted


def _incomes(actor: Actor, of_households: Q, year: int) -> Incomes:
    zero = Decimal(0)
    parts = ("wage", "business", "property", "transfer")
    known = Q(business_cost__isnull=False)
    for part in parts:
        known |= Q(**{f"{part}__isnull": False})
    none = Coalesce(F("business_cost"), zero, output_field=_MONEY)
    summed = sum(
        (Coalesce(F(part), zero, output_field=_MONEY) for part in parts[1:]),
        Coalesce(F("wage"), zero, output_field=_MONEY),
    )
    net = Case(
        When(known, then=summed - none),
        default=F("stated_per_head") * F("people"),
        output_field=_MONEY,
    )
    rows = HouseholdIncome.objects.seen_by(actor).filter(of_households, year=year)
    sums = {
        f"sum_{name}": Coalesce(Sum(name), zero, output_field=_MONEY) for name in (*parts, "business_cost")
    }
    told = rows.filter(known | Q(stated_per_head__isnull=False)).aggregate(
        households=Count("pk"),
        sum_people=Coalesce(Sum("people"), 0),
        sum_net=Coalesce(Sum(net, output_field=_MONEY), zero, output_field=_MONEY),
        **sums,
    )
    return Incomes(year=year, **{name.removeprefix("sum_"): value for name, value in told.items()})


def _years_before(day: date, years: int) -> date:
    """The last day on which somebody was born who is that old on the day."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
