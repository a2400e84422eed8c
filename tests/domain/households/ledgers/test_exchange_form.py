"""The registration form in and out: A1–A37, income from its parts (B5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.domain.households.ledgers.conftest import Write
from tests.domain.households.ledgers.rows import COUNTY, TOWN, VILLAGE, identity, person
from tests.support.exchanging import examined, imported, out_and_in
from xieshou.domain.households.models import (
    Household,
    HouseholdIncome,
    Member,
    PovertyStatus,
)
from xieshou.workbooks.registering import register_named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
NAME = "households-form"
_OF_FORM = frozenset(
    {"county", "town", "village", "hamlet", "household", "person", "name", "identity", "members", "relation",
     "nationality", "education", "health", "skill", "months", "insured", "cause", "unsafe_house", "water",
     "household_phone", "person_phone", "identified", "person_identified"}
)  # fmt: skip


def told(number: int, place: int = 1, **said: Any) -> dict[str, Any]:
    """A row of the form by field."""
    shared = {key: value for key, value in person(number, place).items() if key in _OF_FORM}
    return shared | {
        "kind": "未脱贫户", "standard": "国家标准", "attribute": "低保贫困户", "second_cause": "缺技术",
        "bank_account": "6222000011112222", "sex": "女" if place == 2 else "男", "allowance": "是",
        "medical_insurance": "是", "pension": "否", "left_behind": None, "destitute": "否",
        "year": 2013, "wage": 12_000, "business": 8_000, "business_cost": 3_000, "property": 0,
        "transfer": 500, "per_head": 8_750, "house_area": 86.5, "house_structure": "砖木",
        "house_year": 1998, "house_grade": "C级", "water_quantity": "是", "water_quality": "否",
        "water_distance": "是", "water_reliability": "是", "electricity": "是", "fuel": "柴草",
    } | said  # fmt: skip


def test_a_form_becomes_a_household_with_its_income_in_parts(write: Write) -> None:
    """A17–A20: (12000 + 8000 − 3000 + 0 + 500) ÷ 2 = 8750."""
    path = write([told(1), told(1, 2)], name=NAME)
    imported(NAME, path)
    home = Household.objects.get()
    assert (home.standard, home.attribute, home.second_cause) == ("national", "low_income_poor", "no_skill")
    assert (home.house_area, home.house_structure, home.house_grade) == (Decimal("86.5"), "brick_wood", "C")
    assert (home.house_year, home.water_quality, home.electricity, home.fuel) == (1998, False, True, "wood")
    assert home.bank_account == "6222000011112222"
    income = HouseholdIncome.objects.get()
    assert (income.year, income.people, income.wage, income.business_cost) == (2013, 2, 12_000, 3_000)
    assert income.stated_per_head is None
    wife = Member.objects.get(number="示例人0012")
    assert (wife.sex, wife.allowance, wife.medical_insurance, wife.pension) == ("female", True, True, False)
    status = PovertyStatus.objects.get()
    assert (status.status, status.start_on, status.start_precision) == ("poor", date(2014, 1, 1), "month")
    again = examined(NAME, path)
    assert again.changes is not None
    assert [each.changes for each in again.changes.changed_rows()] == []
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "wrong": 0}


def test_what_goes_out_comes_back_unchanged(write: Write, tmp_path: Path) -> None:
    no_parts = dict.fromkeys(("wage", "business", "business_cost", "property", "transfer"))
    rows = [
        told(1),
        told(1, 2),
        told(2, members=1, per_head=3_000, **no_parts),
        told(3, members=1, per_head=None, year=None, **no_parts),
    ]
    imported(NAME, write(rows, name=NAME))
    assert HouseholdIncome.objects.get(household__number="示例户002").stated_per_head == 3_000
    for end in ("xlsx", "csv"):
        counts = out_and_in(NAME, tmp_path / f"out.{end}")
        assert counts == {"new": 0, "changed": 0, "unchanged": 4, "wrong": 0}
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert identity(11) not in text
    assert "6222000011112222" not in text
    assert "8750" in text


def test_both_tables_tell_of_the_same_people(write: Write, tmp_path: Path) -> None:
    """What one brought the other gives out, and says nothing new when it comes."""
    imported(NAME, write([told(1), told(1, 2)], name=NAME))
    national = "households-national"
    assert out_and_in(national, tmp_path / "national.xlsx")["unchanged"] == 2
    frame = next(iter(register_named(national).rows(register_actor(), {})))
    assert (frame["income"].yuan, frame["kind"], str(frame["dated"])) == (8_750, "poor", "2013")
    imported(national, write([person(1), person(1, 2)]))
    last = HouseholdIncome.objects.order_by("year").last()
    assert last is not None
    assert (last.year, last.stated_per_head, last.wage) == (2022, 12_001, None)
    statuses = [(each.status, str(each.period.start)) for each in PovertyStatus.objects.order_by("start_on")]
    assert statuses == [("poor", "2014-01"), ("out", "2022-06-30")]


def register_actor() -> Any:
    """Who sees everything."""
    from xieshou.kernel.actor import SYSTEM

    return SYSTEM


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"per_head": 9_000}, "与各项算出的 8750.0 元不符:(工资+经营−支出+财产+转移)÷2 人"),
        ({"year": None}, "填写收入须有其年份"),
        ({"house_area": 86.55}, "最多一位小数"),
        ({"bank_account": "****2222"}, "遮盖的内容与记录中的不同:请填写完整内容,或留空"),
        ({"village": "没有村", "county": COUNTY, "town": TOWN}, "没有名为“没有村”的行政村"),
    ],
)
def test_what_does_not_fit_is_named(write: Write, wrong: dict[str, Any], sentence: str) -> None:
    found = examined(NAME, write([told(1, **wrong), told(1, 2, **wrong)], name=NAME))
    assert {each.row for each in found.problems} == {2, 3}
    assert all(sentence in each.describe() for each in found.problems), [str(each) for each in found.problems]


def test_a_part_that_changes_changes_the_figure(write: Write) -> None:
    imported(NAME, write([told(1), told(1, 2)], name=NAME))
    few = {"household": "示例户001", "person": "示例人0011", "year": 2013, "wage": 14_000, "business": 8_000}
    imported(NAME, write([few], ["household", "person", "year", "wage", "business"], NAME))
    income = HouseholdIncome.objects.get()
    assert (income.wage, income.transfer, income.people) == (14_000, 500, 2)
    assert HouseholdIncome.history.count() == 2
    assert Household.objects.get().village.name == VILLAGE
