"""Lists of households: by village, narrowed, searched, a page of them with what a line shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from xieshou.domain import personal
from xieshou.domain.dated import in_force
from xieshou.domain.households.models import (
    HEAD,
    Household,
    HouseholdIncome,
    Member,
    Monitoring,
    PovertyStatus,
    Responsible,
)
from xieshou.domain.households.queries.reaching import in_place, not_ended, there_on
from xieshou.domain.households.rules.income import Income
from xieshou.domain.reviewed import of_standing
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.text import fold

ORDERS = {
    "village": ("village__code", "number"),
    "number": ("number",),
    "identified": ("identified_on", "number"),
}
ORDINARY = "ordinary"
REGISTERED = "registered"
"""What a filter of the status asks for beside one status: those without any, those with one (建档立卡)."""


@dataclass(frozen=True, slots=True)
class HouseholdFilter:
    """What a list asks for; empty asks for nothing.

    ``place`` is the code of a unit of any level. ``status`` is one of ``Status``, ``registered`` or
    ``ordinary``, ``monitored`` one of ``Monitored`` or ``any``, both on ``on``. ``safe_water`` and
    ``unsafe_house`` are ``yes``, ``no`` or ``unknown``. ``tag`` is ``child``, ``woman``, ``elder``,
    ``destitute`` or ``empty_nest``, of anybody in it. ``text`` is the beginning of the head's name or of a
    number of household; ``number`` a whole ID number or phone, of anybody, posted and never in an address.
    """

    on: date
    place: str = ""
    status: str = ""
    monitored: str = ""
    cause: str = ""
    attribute: str = ""
    house_grade: str = ""
    unsafe_house: str = ""
    safe_water: str = ""
    state: str = ""
    tag: str = ""
    without_head: bool = False
    ended: bool = False
    text: str = ""
    number: str = field(default="", repr=False)


def households(
    actor: Actor,
    asked: HouseholdFilter | None = None,
    order: str = "village",
    permission: Permission = Permission.VIEW,
) -> QuerySet[Household]:
    """The households that the actor's permission reaches, with their village, in order.

    With a filter those that have not ended on its day, or with ``ended`` those that have.
    """
    found = Household.objects.seen_by(actor, permission).select_related("village")
    if asked is not None:
        found = found.filter(_asked(asked))
    columns = ORDERS[order.removeprefix("-")]
    return found.order_by(*(f"-{name}" for name in columns) if order.startswith("-") else columns)


def household_by_id(actor: Actor, household_id: int, permission: Permission = Permission.VIEW) -> Household:
    """One of them.

    Raises:
        Household.DoesNotExist: when there is none, or it lies outside what the actor reaches; both look
            alike.
    """
    return households(actor, permission=permission).get(pk=household_id)


def member_by_id(actor: Actor, member_id: int, permission: Permission = Permission.VIEW) -> Member:
    """Somebody, with household and village.

    Raises:
        Member.DoesNotExist: when there is none, or they lie outside what the actor reaches: both look alike.
    """
    rows = Member.objects.seen_by(actor, permission).select_related("household__village")
    return rows.get(pk=member_id)


def search(actor: Actor, text: str, on: date, limit: int = 8) -> list[Household]:
    """Households by the beginning of the head's name or of their number. Never by a personal number."""
    return list(households(actor, HouseholdFilter(on=on, text=text), "number")[:limit])


@dataclass(frozen=True, slots=True)
class Line:
    """What a list shows of a household on a day."""

    household: Household
    head: Member | None
    people: int
    status: PovertyStatus | None
    monitoring: Monitoring | None
    income: Income | None
    """Of the latest year on record."""
    responsible: str


def lines_of(actor: Actor, page: Sequence[Household], on: date) -> list[Line]:
    """The lines of some households that the actor sees, in their order. Six queries, however many."""
    keys = [household.pk for household in page]
    living = Member.objects.seen_by(actor).filter(there_on(on), household__in=keys)
    heads = {each.household_id: each for each in living.filter(relation=HEAD)}
    people = dict(living.order_by().values_list("household").annotate(Count("pk")))
    statuses = PovertyStatus.objects.seen_by(actor).filter(in_force(on), household__in=keys)
    watched = Monitoring.objects.seen_by(actor).filter(in_force(on), household__in=keys)
    cadres = Responsible.objects.seen_by(actor).filter(in_force(on), household__in=keys)
    years = HouseholdIncome.objects.seen_by(actor).filter(household__in=keys).order_by("year")
    status_of = {each.household_id: each for each in statuses}
    watched_of = {each.household_id: each for each in watched}
    names: dict[int, list[str]] = {}
    for each in cadres.select_related("person"):
        names.setdefault(each.household_id, []).append(each.person.name)
    income_of = {each.household_id: as_income(each) for each in years}
    return [
        Line(
            household,
            heads.get(household.pk),
            people.get(household.pk, 0),
            status_of.get(household.pk),
            watched_of.get(household.pk),
            income_of.get(household.pk),
            "、".join(names.get(household.pk, ())),
        )
        for household in page
    ]


def as_income(stored: HouseholdIncome) -> Income:
    """A stored year as the rules see it: with net income, the figure per head and the formula."""
    return Income(
        stored.year, stored.people, stored.wage, stored.business, stored.business_cost, stored.property,
        stored.transfer, stored.stated_per_head,
    )  # fmt: skip


def _asked(asked: HouseholdFilter) -> Q:
    wanted = in_place(asked.place) & of_standing(asked.state)
    wanted &= Q(ended_on__lte=asked.on) if asked.ended else not_ended(asked.on)
    wanted &= _standing(asked)
    if asked.cause:
        wanted &= Q(main_cause=asked.cause) | Q(second_cause=asked.cause) | Q(third_cause=asked.cause)
    for column in ("attribute", "house_grade"):
        if value := getattr(asked, column):
            wanted &= Q(**{column: value})
    for column in ("unsafe_house", "safe_water"):
        if value := getattr(asked, column):
            wanted &= Q(**{column: {"yes": True, "no": False}.get(value)})
    wanted &= _people(asked)
    return wanted & _searched(asked)


def _standing(asked: HouseholdFilter) -> Q:
    wanted = Q()
    if asked.status:
        rows = PovertyStatus.objects.unscoped("parts of households that are seen").filter(
            in_force(asked.on), household=OuterRef("pk")
        )
        if asked.status == ORDINARY:
            wanted &= ~Q(Exists(rows))
        elif asked.status == REGISTERED:
            wanted &= Q(Exists(rows))
        else:
            wanted &= Q(Exists(rows.filter(status=asked.status)))
    if asked.monitored:
        rows_of = Monitoring.objects.unscoped("parts of households that are seen").filter(
            in_force(asked.on), household=OuterRef("pk")
        )
        if asked.monitored != "any":
            rows_of = rows_of.filter(kind=asked.monitored)
        wanted &= Q(Exists(rows_of))
    return wanted


def _people(asked: HouseholdFilter) -> Q:
    living = Member.objects.unscoped("parts of households that are seen").filter(
        there_on(asked.on), household=OuterRef("pk")
    )
    wanted = Q()
    if asked.tag in ("destitute", "empty_nest"):
        wanted &= Q(Exists(living.filter(**{asked.tag: True})))
    elif asked.tag:
        wanted &= Q(Exists(living.filter(left_behind=asked.tag)))
    if asked.without_head:
        wanted &= ~Q(Exists(living.filter(relation=HEAD)))
    return wanted


def _searched(asked: HouseholdFilter) -> Q:
    wanted = Q()
    if asked.text.strip():
        key = fold(asked.text)
        heads = Member.objects.unscoped("parts of households that are seen").filter(
            name_key__gte=key, name_key__lt=f"{key}\U0010ffff", relation=HEAD, left_on__isnull=True
        )
        wanted &= Q(pk__in=heads.order_by().values("household"))
        if key.isascii():
            written = asked.text.strip()
            wanted |= Q(number__gte=written, number__lt=f"{written}\U0010ffff")
    if asked.number.strip():
        theirs = personal.matching(Member, "id_number", asked.number)
        theirs |= personal.matching(Member, "phone", asked.number)
        people = Member.objects.unscoped("parts of households that are seen").filter(theirs)
        own = Household.objects.unscoped("parts of households that are seen").filter(
            personal.matching(Household, "phone", asked.number)
        )
        # Asked first, each by its index: a handful of keys, where OR in the list would read every household.
        keys = {*people.values_list("household", flat=True), *own.values_list("pk", flat=True)}
        wanted &= Q(pk__in=sorted(keys))
    return wanted
