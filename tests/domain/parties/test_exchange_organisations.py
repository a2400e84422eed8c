"""The ledgers of organisations and units: out, in again, the same; and what a row may not say (A2-4)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.pairings.building import a_division
from tests.support.exchanging import brought, examined, exported, out_and_in, said, tried_rows
from tests.workbooks.values import texts
from xieshou.domain.dated import period_columns
from xieshou.domain.parties.loading import load_organisations
from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.parties.workbooks.written import circles
from xieshou.domain.places.models import Division, Level
from xieshou.kernel.actor import SYSTEM
from xieshou.kernel.period import Period
from xieshou.kernel.text import fold
from xieshou.workbooks.cells.contract import NoteCode

pytestmark = pytest.mark.django_db
HEADER = ["名称", "类型", "方", "统一社会信用代码", "上级单位", "所在地代码", "所在地", "起始", "终止"]
PLACES = {"320583": "昆山市", "520602": "碧江区"}
# Of the shipped organisations, where they sit.
SEATS = ["330100", "522600", "422800", "330000", "330200", "320583", "520602", "320500", "522601", "330109",
         "120000"]  # fmt: skip


@pytest.fixture
def places(db: None) -> dict[str | None, Division | None]:
    found = {code: a_division(name, code, Level.COUNTY) for code, name in PLACES.items()}
    return {None: None, **found}


def everything() -> list[tuple[Any, ...]]:
    fields = ("name", "name_en", "name_key", "kind", "side", "credit_code", "parent__name", "division__code",
              "start_on", "start_precision", "end_on", "end_precision", "note", "source")  # fmt: skip
    return sorted(Organisation.objects.values_list(*fields), key=repr)


words = st.just("") | texts
organisations = st.lists(
    st.fixed_dictionaries(
        {
            "name": texts.filter(lambda text: len(text) <= 40),
            "name_en": words,
            "kind": st.sampled_from(OrganisationKind.values),
            "side": st.sampled_from(Side.values),
            "credit_code": st.sampled_from(["", "91110000101623741K", "91350211M0000XUF46"]),
            "place": st.sampled_from([None, *PLACES]),
            "dates": st.sampled_from(
                [(None, None), ("2011", None), (None, "2018-09"), ("2011", "2020-11-23")]
            ),
            "note": words,
            "source": words,
        }
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda each: (each["name"], each["place"]),
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=organisations, data=st.data())
def test_any_organisation_comes_back_unchanged(
    places: dict[str | None, Division | None], tmp_path: Path, rows: list[dict[str, Any]], data: st.DataObject
) -> None:
    Organisation.objects.update(parent=None)
    Organisation.objects.all().delete()
    made: list[Organisation] = []
    for row in rows:
        place, dates = row.pop("place"), row.pop("dates")
        made.append(
            Organisation.objects.create(
                **row,
                name_key=fold(row["name"]),
                division=places[place],
                parent=data.draw(st.sampled_from([None, *made])),
                **period_columns(Period.parse(*dates)),
            )
        )
    unchanged = {"new": 0, "changed": 0, "unchanged": len(rows), "wrong": 0}
    assert out_and_in("organisations", tmp_path / "out.xlsx") == unchanged
    before = everything()
    exported("organisations", tmp_path / "out.csv")
    Organisation.objects.update(parent=None)
    Organisation.objects.all().delete()
    brought(examined("organisations", tmp_path / "out.csv"))
    assert everything() == before


def test_what_ships_comes_back_unchanged(db: None, tmp_path: Path) -> None:
    for code in SEATS:
        a_division(code, code)
    load_organisations(actor=SYSTEM)
    assert out_and_in("organisations", tmp_path / "all.xlsx") == {
        "new": 0, "changed": 0, "unchanged": 17, "wrong": 0,
    }  # fmt: skip
    assert out_and_in("units", tmp_path / "units.xlsx") == {
        "new": 0, "changed": 0, "unchanged": 8, "wrong": 0,
    }  # fmt: skip


def test_a_doubtful_credit_code_is_kept_with_a_note(places: object, tmp_path: Path) -> None:
    row = ["示例公司", "企业", "东部", "91350211M0000XUF46", None, "320583", "昆山市", None, None]
    found = tried_rows("organisations", tmp_path, HEADER, row)
    assert found.counts["new"] == 1
    assert found.reading is not None
    assert [note.code for note in found.reading.notes] == [NoteCode.DOUBTFUL_CREDIT_CODE]
    brought(found)
    assert Organisation.objects.get().credit_code == "91350211M0000XUF46"


def test_a_parent_may_stand_in_the_same_file(places: object, tmp_path: Path) -> None:
    rows = [
        ["示例分公司", "企业", "东部", None, "示例公司", "320583", "昆山市", None, None],
        ["示例公司", "企业", "东部", None, None, "320583", "昆山市", None, None],
    ]
    brought(tried_rows("organisations", tmp_path, HEADER, *rows))
    assert Organisation.objects.get(name="示例分公司").parent == Organisation.objects.get(name="示例公司")


def test_wrong_places_parents_and_dates_are_named_with_what_to_write(places: object, tmp_path: Path) -> None:
    rows = [
        ["示例甲", "企业", "东部", None, "没有的公司", "320583", "昆山市", None, None],
        ["示例乙", "企业", "东部", None, None, "320583", "碧江区", None, None],
        ["示例丙", "企业", "东部", None, None, "320583", "昆山市", "2018", "2011"],
        ["示例丁", "企业", "东部", None, "示例丁", "520602", "碧江区", None, None],
    ]
    assert said(tried_rows("organisations", tmp_path, HEADER, *rows)) == [
        "E2 没有名为“没有的公司”的单位:请先登记,或写在同一文件中",
        "F3 320583 现在是昆山市;“碧江区”是 520602 碧江区:请填 520602 和“碧江区”",
        "I4 终止早于起始(2011 < 2018)",
        "E5 上级单位绕回本单位",
    ]


def test_a_school_is_no_unit_without_a_code(places: dict[str, Division], tmp_path: Path) -> None:
    Organisation.objects.create(
        name="示例学校", name_key="示例学校", kind="school", side="west", division=places["520602"]
    )
    found = tried_rows(
        "units", tmp_path, ["名称", "类型", "方", "所在地代码"], ["示例学校", "功能区", "西部", "520602"]
    )
    assert said(found) == ["A2 已在单位台账中登记为“学校”:请在单位台账中修改"]
    assert Organisation.objects.get().kind == "school"


def test_importing_units_records_them_as_organisations(places: object, tmp_path: Path) -> None:
    header = ["名称", "类型", "方", "所在地代码", "所在地"]
    row = ["示例度假区", "度假区", "东", "320583", "昆山市"]
    brought(tried_rows("units", tmp_path, header, row))
    assert Organisation.objects.get().kind == OrganisationKind.ZONE
    assert tried_rows("units", tmp_path, header, row).counts["unchanged"] == 1


def test_parents_that_lead_round_are_found_wherever_one_starts() -> None:
    a, b, c, d = (("甲", None), ("乙", None), ("丙", None), ("丁", None))
    assert circles({a: b, b: c, c: b, d: None}) == {b, c}
