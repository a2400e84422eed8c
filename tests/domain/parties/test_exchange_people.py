"""The ledger of people: out masked, in again unchanged; a whole number is sealed, a foreign mask refused."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.pairings.building import a_division
from tests.domain.personal.numbers import identity, phone
from tests.support.exchanging import brought, examined, out_and_in, said, tried_rows
from tests.workbooks.values import texts
from xieshou.domain.parties.models import Organisation, OrganisationKind, Person, Side
from xieshou.domain.places.models import Division, Level
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.text import fold
from xieshou.workbooks.registering import register_named

pytestmark = pytest.mark.django_db
HEADER = ["姓名", "性别", "身份证号", "电话", "单位", "职务", "所在地代码", "同名序号"]
MASK, PHONE_MASK = "522628********001X", "138****0001"


@pytest.fixture
def places(db: None) -> list[Division]:
    return [a_division("锦屏县", "522628", Level.COUNTY), a_division("昆山市", "320583", Level.COUNTY)]


@pytest.fixture
def school(places: list[Division]) -> Organisation:
    return Organisation.objects.create(
        name="示例中学", name_key="示例中学", kind=OrganisationKind.SCHOOL, side=Side.WEST, division=places[0]
    )


def everything() -> list[tuple[Any, ...]]:
    """Every person with the tokens of the numbers, so that a value that was sealed anew shows."""
    return [
        (each.name, each.sex, each.id_number.token, each.phone.token, each.organisation_id, each.position,
         each.division_id, each.note, each.review_state)
        for each in Person.objects.order_by("pk")
    ]  # fmt: skip


def inside(path: Path) -> str:
    """Everything that an .xlsx holds, unpacked."""
    with zipfile.ZipFile(path) as book:
        return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())


words = st.just("") | texts
people = st.lists(
    st.fixed_dictionaries(
        {
            "name": texts.filter(lambda text: len(text) <= 20),
            "sex": st.sampled_from(["", "male", "female"]),
            "number": st.none() | st.integers(0, 999),
            "phone": st.none() | st.integers(0, 9999),
            "at_school": st.booleans(),
            "position": words.filter(lambda text: len(text) <= 40),
            "place": st.sampled_from([0, 1]),
            "note": words,
        }
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda each: each["number"] if each["number"] is not None else object(),
)


def made(rows: list[dict[str, Any]], places: list[Division], school: Organisation) -> None:
    for row in rows:
        Person.objects.create(
            name=row["name"],
            name_key=fold(row["name"]),
            sex=row["sex"],
            id_number="" if row["number"] is None else identity(row["number"]),
            phone="" if row["phone"] is None else phone(row["phone"]),
            organisation=school if row["at_school"] else None,
            position=row["position"],
            division=places[row["place"]],
            note=row["note"],
        )


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=people, form=st.sampled_from(["xlsx", "csv"]))
def test_any_people_go_out_masked_and_come_back_unchanged(
    places: list[Division], school: Organisation, tmp_path: Path, rows: list[dict[str, Any]], form: str
) -> None:
    Person.objects.all().delete()
    made(rows, places, school)
    before = everything()
    path = tmp_path / f"out.{form}"
    assert out_and_in("people", path) == {"new": 0, "changed": 0, "unchanged": len(rows), "wrong": 0}
    brought(examined("people", path))
    assert everything() == before
    written = inside(path) if form == "xlsx" else path.read_text("utf-8-sig")
    for row in rows:
        assert row["number"] is None or identity(row["number"]) not in written
        assert row["phone"] is None or phone(row["phone"]) not in written


def test_a_whole_number_is_sealed_and_the_same_file_again_changes_nothing(
    places: list[Division], school: Organisation, tmp_path: Path
) -> None:
    rows = [
        HEADER,
        ["示例甲", "男", identity(1), phone(1), "示例中学", "教师", None, None],
        ["示例乙", "女", identity(2).lower(), None, None, None, "320583", None],
    ]
    found = tried_rows("people", tmp_path, *rows)
    assert (found.counts["new"], said(found)) == (2, [])
    brought(found)
    one, other = Person.objects.order_by("pk")
    assert (one.id_number, one.phone, str(one.id_number)) == (identity(1), phone(1), MASK)
    assert (one.organisation, other.division, other.sex) == (school, places[1], "female")
    assert {each.review_state for each in (one, other)} == {ReviewState.REVIEWED}, (
        "what the system stores is as shipped"
    )
    before = everything()
    again = tried_rows("people", tmp_path, *rows)
    assert again.counts == {"new": 0, "changed": 0, "unchanged": 2, "wrong": 0}
    assert everything() == before


def test_a_mask_beside_a_changed_cell_leaves_the_number(places: list[Division], tmp_path: Path) -> None:
    person = Person.objects.create(
        name="示例甲", name_key="示例甲", id_number=identity(1), phone=phone(1), division=places[0]
    )
    found = tried_rows(
        "people", tmp_path, HEADER, ["示例甲", None, MASK, PHONE_MASK, None, "校长", "522628", None]
    )
    assert found.counts["changed"] == 1
    brought(found)
    read = Person.objects.get(pk=person.pk)
    assert (read.position, read.id_number, read.phone) == ("校长", identity(1), phone(1))
    changed = tried_rows(
        "people", tmp_path, HEADER, ["示例甲", None, identity(3), None, None, "校长", "522628", None]
    )
    brought(changed)
    read = Person.objects.get(pk=person.pk)
    assert (read.id_number, read.phone) == (identity(3), "")
    assert [row.history_type for row in person.history.order_by("pk")] == ["+", "~", "~"]


def test_two_of_one_name_are_told_apart_by_their_running_number(
    places: list[Division], tmp_path: Path
) -> None:
    first = ["示例甲", None, identity(1), None, None, None, "522628", None]
    second = ["示例甲", None, identity(2), None, None, None, "522628", 2]
    found = tried_rows("people", tmp_path, HEADER, first, second)
    assert found.counts["new"] == 2
    brought(found)
    assert out_and_in("people", tmp_path / "out.xlsx")["unchanged"] == 2


@pytest.mark.parametrize(
    ("row", "cell", "words"),
    [
        (["示例乙", None, MASK, None, None, None, "522628", None], "C2", "遮盖的号码与记录中的不同"),
        (["示例甲", None, "522628********0999", None, None, None, "522628", None], "C2", "遮盖的号码"),
        (["示例甲", None, None, "138****0009", None, None, "522628", None], "D2", "遮盖的号码"),
        (["示例乙", None, identity(1), None, None, None, "522628", None], "C2", "已登记在另一人名下"),
        (["示例乙", None, identity(2)[:-1] + "5", None, None, None, "522628", None], "C2", "身份证号有误"),
        (["示例乙", None, None, "12345", None, None, "522628", None], "D2", "电话有误"),
        (["示例乙", None, None, None, "乌有公司", None, "522628", None], "E2", "没有名为“乌有公司”的单位"),
        (["示例乙", None, None, None, None, None, "522699", None], "G2", "没有代码为 522699 的区划"),
        (["示例乙", None, None, None, None, None, None, None], "A2", "至少填一项"),
    ],
)
def test_what_cannot_be_is_marked_and_no_number_is_quoted(
    places: list[Division], tmp_path: Path, row: list[Any], cell: str, words: str
) -> None:
    Person.objects.create(
        name="示例甲", name_key="示例甲", id_number=identity(1), phone=phone(1), division=places[0]
    )
    found = tried_rows("people", tmp_path, HEADER, row)
    assert len(said(found)) == 1
    assert said(found)[0].startswith(f"{cell} ")
    assert words in said(found)[0]
    assert not any(str(held) in said(found)[0] for held in row[2:4] if held)
    assert Person.objects.count() == 1


def test_a_number_that_stands_twice_in_a_file_is_marked(places: list[Division], tmp_path: Path) -> None:
    rows = [[name, None, identity(1), None, None, None, "522628", None] for name in ("示例甲", "示例乙")]
    found = tried_rows("people", tmp_path, HEADER, *rows)
    (told,) = said(found)
    assert told.startswith("C3")
    assert "第 2 行" in told


def test_the_ledger_offers_the_state_and_counts_like_it_lists(places: list[Division]) -> None:
    from xieshou.kernel.actor import ANONYMOUS, SYSTEM

    Person.objects.create(name="示例甲", name_key="示例甲", division=places[0], review_state="draft")
    Person.objects.create(name="示例乙", name_key="示例乙", division=places[0], review_state="reviewed")
    register = register_named("people")
    for asked, number in (({}, 2), ({"state": "draft"}, 1), ({"state": "returned"}, 0)):
        assert len(list(register.chosen(SYSTEM, asked))) == register.number(SYSTEM, asked) == number
    assert list(register.chosen(ANONYMOUS, {})) == []
    assert register.number(ANONYMOUS, {}) == 0
