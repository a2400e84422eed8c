"""The national export brought in: what each column becomes (B5, A23-1)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.domain.households.ledgers.conftest import Write
from tests.domain.households.ledgers.rows import households, identity, person
from tests.support.exchanging import examined, imported, out_and_in
from xieshou.domain.households.models import (
    HEAD,
    Household,
    HouseholdIncome,
    Member,
    Monitoring,
    PovertyStatus,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
NAME = "households-national"


def test_a_village_of_twelve_households_becomes_records(write: Write) -> None:
    done = imported(NAME, write(households()))
    assert (done.new, done.changed) == (24, 0)
    assert (Household.objects.count(), Member.objects.count()) == (12, 24)
    home = Household.objects.get(number="示例户003")
    assert (home.village.name, home.hamlet, home.main_cause) == ("示例村", "一组", "illness")
    assert (home.unsafe_house, home.safe_water) == (False, True)
    assert (home.identified_on, home.identified_precision) == (date(2014, 1, 1), "month")
    assert home.phone == "13900000003"
    head = Member.objects.get(household=home, relation=HEAD)
    assert head.id_number == identity(31)
    assert (head.born_on, head.health, head.months_away) == (date(1990, 1, 1), "healthy", Decimal("6.5"))
    assert head.name_key == "示例31"
    assert (head.sex, head.phone) == ("male", "13800000031")
    assert head.identified_on == date(2014, 1, 15)
    income = HouseholdIncome.objects.get(household=home)
    assert (income.year, income.people, income.stated_per_head) == (2022, 2, Decimal(12_003))


def test_the_same_file_again_changes_nothing_and_so_does_the_export(write: Write, tmp_path: Path) -> None:
    path = write(households())
    imported(NAME, path)
    assert examined(NAME, path).counts == {"new": 0, "changed": 0, "unchanged": 24, "wrong": 0}
    for end in ("xlsx", "csv"):
        counts = out_and_in(NAME, tmp_path / f"out.{end}")
        assert counts == {"new": 0, "changed": 0, "unchanged": 24, "wrong": 0}


def test_numbers_and_health_go_out_under_their_masks(write: Write, tmp_path: Path) -> None:
    imported(NAME, write(households(1)))
    out_and_in(NAME, tmp_path / "out.csv")
    text = (tmp_path / "out.csv").read_text("utf-8-sig")
    assert identity(11) not in text
    assert "13800000011" not in text
    assert "慢性病" not in text
    assert f"{identity(11)[:6]}********{identity(11)[-4:]}" in text
    assert "138****0011" in text


def test_out_of_poverty_begins_at_an_unknown_time_after_the_household_was_identified(write: Write) -> None:
    """脱贫户: the table tells no day of it, so none is made up."""
    imported(
        NAME,
        write([*households(1), person(2, kind="普通农户", members=1), person(3, members=1, identified=None)]),
    )
    kept = {each.household.number: each for each in PovertyStatus.objects.select_related("household")}
    assert set(kept) == {"示例户001", "示例户003"}
    first = kept["示例户001"]
    assert (first.status, str(first.period.start), first.end_on) == ("out", ">=2014-01-01", None)
    assert kept["示例户003"].start_on is None


def test_a_watch_has_the_days_of_the_table(write: Write) -> None:
    watched = {"monitored": "脱贫不稳定户", "risk_found": "2021-08"}
    path = write(
        [
            person(1, members=1, **watched, risk_gone="否"),
            person(2, members=1, **watched, risk_gone="是", risk_ended="2022-03-15"),
            person(3, members=1, **watched, risk_gone="是"),
        ]
    )
    imported(NAME, path)
    rows = Monitoring.objects.order_by("household__number")
    assert [(each.kind, str(each.period.start), each.end_on, each.note) for each in rows] == [
        ("unstable", "2021-08", None, ""),
        ("unstable", "2021-08", date(2022, 3, 15), ""),
        ("unstable", "2021-08", date(2022, 6, 30), "据户籍表,不晚于该日"),
    ]
    assert examined(NAME, path).counts["unchanged"] == 3


def test_a_watch_that_was_open_ends_when_a_later_table_says_so(write: Write) -> None:
    watched = {"monitored": "边缘易致贫户", "risk_found": "2021-08", "members": 1}
    imported(NAME, write([person(1, **watched, risk_gone="否")]))
    imported(NAME, write([person(1, **watched, risk_gone="是", risk_ended="2023-02", dated="2023-03")]))
    kept = Monitoring.objects.get()
    assert (str(kept.period.end), Monitoring.history.count()) == ("2023-02", 2)
    again = write([person(1, **watched | {"risk_found": "2023-09"}, risk_gone="否", dated="2023-12")])
    imported(NAME, again)
    assert Monitoring.objects.count() == 2


def test_a_certificate_of_disability_brings_the_number_of_its_holder(write: Write) -> None:
    number = identity(11) + "43B1"
    path = write([person(1, identity=number, members=1)])
    imported(NAME, path)
    kept = Member.objects.get()
    assert kept.disability_number == number
    assert kept.id_number == identity(11)
    assert examined(NAME, path).counts["unchanged"] == 1


def test_a_later_table_adds_a_year_and_changes_what_differs(write: Write) -> None:
    imported(NAME, write(households()))
    later = write(households(12, dated="2023-06-30", education="初中"))
    assert examined(NAME, later).counts == {"new": 0, "changed": 24, "unchanged": 0, "wrong": 0}
    imported(NAME, later)
    assert HouseholdIncome.objects.filter(year=2023).count() == 12
    assert HouseholdIncome.objects.filter(year=2022).count() == 12
    assert set(Member.objects.values_list("education", flat=True)) == {"初中"}
    assert examined(NAME, later).counts["unchanged"] == 24


def test_what_a_table_lacks_is_left_alone(write: Write) -> None:
    imported(NAME, write(households(1)))
    imported(NAME, write(households(1), ["household", "person", "name", "nationality"]))
    few = write([person(1, nationality="苗族")], ["household", "person", "nationality"])
    assert imported(NAME, few).changed == 1
    kept = Member.objects.get(number="示例人0011")
    assert (kept.nationality, kept.name, kept.phone) == ("苗族", "示例11", "13800000011")
    assert PovertyStatus.objects.count() == 1


def test_a_mask_leaves_the_number_and_another_number_takes_its_place(write: Write) -> None:
    imported(NAME, write(households(1)))
    masked = person(
        1, identity=f"520602********{identity(11)[-4:]}", person_phone="138****0011", health="******"
    )
    assert examined(NAME, write([masked])).counts["unchanged"] == 1
    imported(
        NAME,
        write([person(1, identity=identity(77, "19851203"), health="残疾", household_phone="0856-5200000")]),
    )
    kept = Member.objects.get(number="示例人0011")
    assert kept.id_number == identity(77, "19851203")
    assert (kept.born_on, kept.health) == (date(1985, 12, 3), "disabled")
    assert kept.household.phone == "0856-5200000"
    assert Member.objects.get(number="示例人0012").id_number == identity(12)


def test_every_record_has_a_row_of_history_in_one_act(write: Write) -> None:
    imported(NAME, write(households()))
    for model, count in ((Household, 12), (Member, 24), (PovertyStatus, 12), (HouseholdIncome, 12)):
        rows = model.history.all()
        assert rows.count() == count
        assert set(rows.values_list("history_type", flat=True)) == {"+"}
        assert len(set(rows.values_list("act", flat=True))) == 1
    imported(NAME, write([person(1, education="高中")], ["household", "person", "education"]))
    assert Member.history.filter(history_type="~").count() == 1
    last = Member.history.filter(history_type="~").get()
    assert (last.education, last.number) == ("高中", "示例人0011")


def test_an_empty_income_is_not_said_and_makes_no_year(write: Write) -> None:
    imported(NAME, write([person(1, members=1)]))
    path = write([person(1, place, income=None, dated="2024-06") for place in (1, 2)])
    imported(NAME, path)
    assert list(HouseholdIncome.objects.values_list("year", "stated_per_head")) == [(2022, Decimal(12_001))]
    assert examined(NAME, path).counts["unchanged"] == 2
