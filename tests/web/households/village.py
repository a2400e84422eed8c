"""示例村: invented households, small enough to read. Numbers are of nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tests.domain.personal.numbers import identity, phone
from tests.domain.places.conftest import Atlas
from tests.support.pictures import photo
from xieshou.domain.households import services
from xieshou.domain.households.models import HEAD, HelpKind, Household, Member, Monitored, Status
from xieshou.domain.households.services import (
    HouseholdFacts,
    IncomeFacts,
    MeasureFacts,
    MemberFacts,
    NewPhoto,
    VisitFacts,
)
from xieshou.domain.parties.models import Person
from xieshou.domain.places.models import Division
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import SYSTEM
from xieshou.kernel.period import PartialDate, Period

TODAY = date(2026, 11, 30)
NUMBER, PHONE = identity(1, "520602"), phone(1)
MASK, PHONE_MASK = f"520602********{NUMBER[-4:]}", "138****0001"


@dataclass
class Village:
    """The places, and the households by the name of their heads."""

    county: Division
    town: Division
    place: Division
    other: Division
    homes: dict[str, Household] = field(default_factory=dict)

    def member(self, name: str) -> Member:
        return Member.objects.get(name=name)


def build() -> Village:
    atlas = Atlas()
    province = atlas.add("贵州省", 1, "520000")
    city = atlas.add("铜仁市", 2, "520600", province)
    county = atlas.add("碧江区", 3, "520602", city)
    town = atlas.add("坝黄镇", 4, "520602101", county)
    place = atlas.add("示例村", 5, "520602101201", town)
    other = atlas.add("邻村", 5, "520602101202", town)
    told = Village(county, town, place, other)
    for name, build_one in (
        ("示例张三", _poor),
        ("示例李四", _out),
        ("示例王五", _ordinary),
        ("示例赵六", _faulty),
    ):
        told.homes[name] = build_one(told, name)
    _elsewhere(told)
    return told


def _recorded(
    village: Division, facts: dict[str, object], people: list[MemberFacts], *, reviewed: bool = True
) -> Household:
    home = services.record_household(
        actor=SYSTEM,
        facts=HouseholdFacts(village, **facts),
        members=people,
        today=TODAY,
        sample=True,  # type: ignore[arg-type]
    )
    state = ReviewState.REVIEWED if reviewed else ReviewState.DRAFT
    Household.objects.filter(pk=home.pk).update(review_state=state)
    home.refresh_from_db()
    return home


def _poor(told: Village, name: str) -> Household:
    home = _recorded(
        told.place,
        {
            "hamlet": "上寨组",
            "standard": "national",
            "attribute": "general",
            "main_cause": "illness",
            "second_cause": "schooling",
            "phone": PHONE,
            "identified": PartialDate.parse("2014"),
            "house_area": Decimal("96.5"),
            "house_structure": "brick_wood",
            "house_year": 1998,
            "house_grade": "B",
            "unsafe_house": False,
            "water_quantity": True,
            "water_quality": True,
            "water_distance": True,
            "water_reliability": True,
            "safe_water": True,
            "electricity": True,
            "fuel": "electric",
        },
        [
            MemberFacts(
                name,
                HEAD,
                sex="male",
                born_on=date(1970, 5, 2),
                phone=PHONE,
                health="serious",
                nationality="土家族",
                education="初中",
                skill="ordinary",
                medical_insurance=True,
                pension=True,
                disability_number="",
            ),
            MemberFacts(
                "示例周氏",
                "配偶",
                sex="female",
                born_on=date(1973, 1, 9),
                health="healthy",
                skill="ordinary",
                months_away=Decimal(8),
                medical_insurance=True,
            ),
            MemberFacts(
                "示例张小妹",
                "之女",
                sex="female",
                born_on=date(2012, 9, 1),
                schooling="初中",
                health="healthy",
                left_behind="child",
                medical_insurance=True,
            ),
            MemberFacts(
                "示例张老",
                "之父",
                sex="male",
                born_on=date(1944, 3, 3),
                id_number="",
                health="chronic",
                skill="none",
                allowance=True,
                left_behind="elder",
            ),
        ],
    )
    since = PartialDate.parse
    services.set_status(
        actor=SYSTEM, household=home, status=Status.POOR, since=since("2014"), note="示例公告", today=TODAY
    )
    services.set_status(
        actor=SYSTEM, household=home, status=Status.OUT, since=since("2018-12"), note="示例公告", today=TODAY
    )
    services.set_status(
        actor=SYSTEM,
        household=home,
        status=Status.RETURNED,
        since=since("2025-03-01"),
        note="大病,示例",
        today=TODAY,
    )
    for year, wage in ((2023, 21000), (2024, 23500), (2025, 16800)):
        services.record_income(
            actor=SYSTEM,
            household=home,
            today=TODAY,
            facts=IncomeFacts(
                year, 4, Decimal(wage), Decimal(8200), Decimal(2600), Decimal(900), Decimal(4380)
            ),
        )
    services.record_measure(
        actor=SYSTEM,
        household=home,
        today=TODAY,
        facts=MeasureFacts(
            HelpKind.HEALTH, "大病救助(示例)", Period.parse("2025-04", None), Decimal("12000")
        ),
    )
    cadre = Person.objects.create(
        name="示例帮扶人", name_key="示例帮扶人", division=told.town, position="包村干部"
    )
    services.assign_responsible(
        actor=SYSTEM, household=home, person=cadre, since=since("2025-03"), today=TODAY
    )
    services.record_visit(
        actor=SYSTEM,
        household=home,
        today=TODAY,
        photos=[NewPhoto(photo((640, 480)), "堂屋"), NewPhoto(photo((500, 640)), "水窖")],
        facts=VisitFacts(
            date(2026, 10, 12),
            "示例帮扶人",
            "核实收入",
            "病情稳定,仍需复查;女儿在校。",
            Decimal("27.701234"),
            Decimal("109.123456"),
        ),
    )
    _reviewed(home)
    return home


def _out(told: Village, name: str) -> Household:
    home = _recorded(
        told.place,
        {
            "hamlet": "下寨组",
            "main_cause": "no_skill",
            "house_grade": "A",
            "safe_water": True,
            "phone": phone(2),
        },
        [
            MemberFacts(name, HEAD, sex="male", id_number=identity(3, "520602"), skill="skilled"),
            MemberFacts("示例李妻", "配偶", sex="female", born_on=date(1981, 2, 2)),
        ],
    )
    services.set_status(
        actor=SYSTEM,
        household=home,
        status=Status.OUT,
        since=PartialDate.parse("2019"),
        note="示例",
        today=TODAY,
    )
    services.open_monitoring(
        actor=SYSTEM, household=home, kind=Monitored.UNSTABLE, since=PartialDate.parse("2026-05"), today=TODAY
    )
    _reviewed(home)
    return home


def _ordinary(told: Village, name: str) -> Household:
    return _recorded(
        told.place,
        {"house_grade": "A", "safe_water": True},
        [
            MemberFacts(
                name,
                HEAD,
                sex="female",
                id_number=NUMBER if int(NUMBER[16]) % 2 == 0 else "",
                born_on=None,
                phone=phone(4),
            )
        ],
    )


def _faulty(told: Village, name: str) -> Household:
    """A draft without a head, with an unsafe house."""
    return _recorded(
        told.place,
        {"house_grade": "D", "water_quality": False},
        [MemberFacts(name, "", sex="male", born_on=date(1966, 6, 6))],
        reviewed=False,
    )


def _elsewhere(told: Village) -> None:
    home = _recorded(told.other, {}, [MemberFacts("示例远亲", HEAD, sex="male", born_on=date(1960, 1, 1))])
    told.homes["示例远亲"] = home


def _reviewed(home: Household) -> None:
    Household.objects.filter(pk=home.pk).update(review_state=ReviewState.REVIEWED)
    home.refresh_from_db()
