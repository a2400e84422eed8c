"""The list of what was shown in clear: whose it is to read, its filters, its files."""

from __future__ import annotations

import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from tests.domain.personal.numbers import identity, phone
from tests.web.conftest import client_of
from tests.web.people.cast import account, place
from xieshou.domain.parties.models import Person, RoleChoice
from xieshou.domain.workflow.revealing.models import Revelation

pytestmark = pytest.mark.django_db


@pytest.fixture
def county(db):
    return place("522628", "锦屏县")


@pytest.fixture
def shown(county) -> dict[str, Person]:
    """Two people in two counties, each looked at once on a page."""
    found = {}
    for n, (name, where) in enumerate((("示例近", county), ("示例远", place("320583", "昆山市"))), start=1):
        found[name] = Person.objects.create(
            name=name, name_key=name, division=where, id_number=identity(n), phone=phone(n)
        )
        looker = client_of(account(f"填报员{n}", RoleChoice.RECORDER, where))
        field = "phone" if n == 1 else "id_number"
        answer = looker.post(f"/reveal/person/{found[name].pk}/{field}/", {"reason": "=核对派遣名单"})
        assert answer.status_code == 200
    assert Revelation.objects.count() == 2
    return found


def text(client, path: str = "/revelations/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()[:300]
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode("utf-8-sig")


def test_auditors_and_administrators_read_those_of_their_place_others_their_own(shown, county) -> None:
    for role in (RoleChoice.AUDITOR, RoleChoice.ADMINISTRATOR):
        client = client_of(account(f"{role}-县", role, county))
        for path in ("", "export.csv"):
            page = text(client, f"/revelations/{path}")
            assert "示例近" in page
            assert "示例远" not in page
        assert "共 1 次查看" in text(client)
    other = text(client_of(account("填报员三", RoleChoice.RECORDER, county)))
    assert "还没有人查看过个人信息" in other


def test_who_may_neither_look_nor_audit_is_refused(shown, county, stranger) -> None:
    for client in (stranger, client_of(account("领导", RoleChoice.VIEWER, county))):
        for path in ("", "export.csv", "export.xlsx"):
            assert client.get(f"/revelations/{path}").status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("record=近", {"示例近"}),
        ("who=填报员2", {"示例远"}),
        ("field=phone", {"示例近"}),
        ("field=id_number", {"示例远"}),
        ("since={today}", {"示例近", "示例远"}),
        ("until={before}", set()),
        ("since={before}&until={today}&record=示例", {"示例近", "示例远"}),
    ],
)
def test_the_list_is_narrowed_and_the_file_with_it(administrator_client, shown, asked, found) -> None:
    today = timezone.localdate()
    asked = asked.format(today=today, before=today - timedelta(days=1))
    for path in ("", "export.csv"):
        page = text(administrator_client, f"/revelations/{path}?{asked}")
        assert {name for name in shown if f"{name}</a>" in page or f",{name}," in page} == found


@pytest.mark.parametrize("asked", ["field=name", "since=gestern", "who=%00"])
def test_what_cannot_be_read_is_said(administrator_client, asked: str) -> None:
    assert administrator_client.get(f"/revelations/?{asked}").status_code == 400
    assert administrator_client.get("/revelations/export.pdf").status_code == 404


def test_no_page_and_no_file_holds_what_was_shown_nor_a_formula(administrator_client, shown) -> None:
    told = text(administrator_client) + text(administrator_client, "/revelations/export.csv")
    book = openpyxl.load_workbook(io.BytesIO(administrator_client.get("/revelations/export.xlsx").content))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert "=核对派遣名单" in cells
    for secret in (identity(1), identity(2), phone(1), phone(2)):
        assert secret not in told
        assert secret not in cells
    assert ",'=核对派遣名单," in told


def test_the_record_is_linked_while_it_is_seen(administrator_client, shown) -> None:
    near = shown["示例近"]
    assert f'href="/people/{near.pk}/"' in text(administrator_client)
    key = near.pk
    near.delete()
    page = text(administrator_client)
    assert "示例近" in page
    assert f'href="/people/{key}/"' not in page


def test_a_long_list_takes_few_queries(administrator_client, shown, django_assert_max_num_queries) -> None:
    first = Revelation.objects.values("user_id", "actor_name", "kind", "record_id", "record_name").first()
    Revelation.objects.bulk_create(
        Revelation(**first, at=timezone.now(), field="phone", reason="核对派遣名单") for _ in range(80)
    )
    with django_assert_max_num_queries(8):
        assert "下一页" in text(administrator_client)


def test_the_audit_and_the_person_lead_there(administrator_client, shown) -> None:
    assert 'href="/revelations/"' in text_of(administrator_client, "/audit/")
    assert "/revelations/?record=" in text_of(administrator_client, f"/people/{shown['示例近'].pk}/")


def text_of(client, path: str) -> str:
    return client.get(path).content.decode()
