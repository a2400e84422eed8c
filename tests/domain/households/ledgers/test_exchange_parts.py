"""Statuses, measures of help and responsible cadres in and out (A23-1, A23-4)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.domain.households.building import somebody
from tests.domain.households.ledgers.conftest import Write
from tests.domain.households.ledgers.rows import households
from tests.support.exchanging import examined, imported, out_and_in
from xieshou.domain.households.models import HelpMeasure, Household, PovertyStatus, Responsible
from xieshou.domain.parties.models import Person
from xieshou.domain.places.models import Division
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]
MEASURES, CADRES, STATUSES = "household-measures", "household-responsibles", "household-statuses"
MEASURE = {
    "household": "示例户001", "person": None, "kind": "产业帮扶", "content": "养蜂", "start": "2016-03",
    "amount": 3_000, "repeat": None,
}  # fmt: skip


@pytest.fixture(autouse=True)
def three_households(places: dict[str, Any], write: Write) -> None:
    """Three ordinary households on record."""
    imported("households-national", write(households(3, kind="普通农户")))


def said(write: Write, name: str, *rows: dict[str, Any]) -> list[str]:
    """The wrong cells."""
    found = examined(name, write([*rows], name=name))
    assert found.refusal is None, found.refusal
    return [f"{each.row} {each.heading} {each.describe()}" for each in found.problems]


def test_measures_come_in_and_go_out_the_same(write: Write, tmp_path: Path) -> None:
    path = write(
        [
            MEASURE | {"person": None, "repeat": None, "end": None},
            MEASURE | {"repeat": 2},
            MEASURE | {"person": "示例人0012", "end": "2018-01-01", "amount": None},
        ],
        name=MEASURES,
    )
    assert imported(MEASURES, path).new == 3
    assert examined(MEASURES, path).counts["unchanged"] == 3
    assert out_and_in(MEASURES, tmp_path / "out.csv")["unchanged"] == 3
    assert HelpMeasure.objects.get(member__number="示例人0012").end_on == date(2018, 1, 1)
    assert HelpMeasure.history.count() == 3


def test_a_measure_for_a_stranger_of_the_household_is_named(write: Write) -> None:
    told = said(
        write,
        MEASURES,
        MEASURE | {"person": "示例人0021"},
        MEASURE | {"household": "无此户"},
        MEASURE | {"start": None},
    )
    assert told == ["2 人编号 此人不在该户", "3 户编号 没有此编号的农户", "4 起始 请填写起始日期"]


def test_statuses_of_a_household_follow_one_another(write: Write, tmp_path: Path) -> None:
    """A23-4: who was poor on the day of the fire is read from these."""
    rows = [
        {"household": "示例户001", "status": "未脱贫", "start": "2014", "end": "2018-12"},
        {"household": "示例户001", "status": "已脱贫", "start": "2018-12", "end": None},
        {"household": "示例户002", "status": "已脱贫", "start": None, "end": None},
    ]
    imported(STATUSES, write(rows, name=STATUSES))
    assert PovertyStatus.objects.count() == 3
    assert out_and_in(STATUSES, tmp_path / "out.xlsx")["unchanged"] == 3
    wrong = {"household": "示例户001", "status": "返贫", "start": "2019-06", "end": None}
    assert "该户的两段状态重叠" in said(write, STATUSES, wrong)[0]
    ended = rows[1] | {"end": "2019-06"}
    imported(STATUSES, write([ended, wrong], name=STATUSES))
    assert PovertyStatus.objects.get(end_on=None, household__number="示例户001").status == "returned"


def test_a_cadre_is_somebody_of_the_ledger_of_people(write: Write, tmp_path: Path) -> None:
    seat = Division.objects.get(code="520602")
    Person.objects.create(name="示例干部", name_key="示例干部", division=seat)
    row = {"household": "示例户001", "name": "示例干部", "organisation": None, "start": "2016", "end": None}
    assert said(write, CADRES, row | {"name": "无此人"}) == ["2 帮扶责任人 人员台账中没有“无此人”:请先登记"]
    imported(CADRES, write([row], name=CADRES))
    assert out_and_in(CADRES, tmp_path / "out.csv")["unchanged"] == 1
    assert "此人已是该户的帮扶责任人" in said(write, CADRES, row | {"start": "2019"})[0]
    imported(CADRES, write([row | {"end": "2019"}, row | {"start": "2019"}], name=CADRES))
    assert Responsible.objects.count() == 2
    Person.objects.create(name="示例干部", name_key="示例干部", division=seat)
    assert "名为“示例干部”的有 2 人" in said(write, CADRES, row | {"household": "示例户002"})[0]


def test_only_within_the_scope_and_what_is_changed_is_a_draft_again(write: Write) -> None:
    path = write([MEASURE], name=MEASURES)
    stranger = somebody("520603", Role.RECORDER, name="stranger")
    assert [each.describe() for each in examined(MEASURES, path, stranger).problems] == ["没有此编号的农户"]
    imported(MEASURES, path, somebody("520602", Role.RECORDER))
    states = dict(Household.objects.values_list("number", "review_state"))
    assert states["示例户001"] == ReviewState.DRAFT
    assert states["示例户002"] == ReviewState.REVIEWED
