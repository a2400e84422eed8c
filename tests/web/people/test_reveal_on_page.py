"""Show a number on a page: a reason first, the value once, and kept by no cache."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.people.cast import MASK, NUMBER, PHONE
from xieshou.domain.parties.models import Person
from xieshou.domain.workflow.revealing.models import Revelation

pytestmark = pytest.mark.django_db
PART = {"HTTP_HX_REQUEST": "true"}


def address(person: Person, field: str = "id_number") -> str:
    return f"/reveal/person/{person.pk}/{field}/"


def test_a_reason_is_asked_before_anything_is_shown(signed_in: Any, person: Person) -> None:
    page = signed_in("recorder").get(address(person), **PART)
    text = page.content.decode()
    assert "查看理由" in text
    assert NUMBER not in text
    assert not Revelation.objects.exists()


def test_with_a_reason_the_value_is_shown_and_kept_nowhere(signed_in: Any, person: Person) -> None:
    client = signed_in("recorder")
    page = client.post(address(person), {"reason": "核对派遣名单"}, **PART)
    assert NUMBER in page.content.decode()
    assert "<html" not in page.content.decode()
    for word in ("no-store", "private"):
        assert word in page["Cache-Control"]
    kept = Revelation.objects.get()
    assert (kept.field, kept.reason, kept.record_name, kept.address) == (
        "id_number",
        "核对派遣名单",
        "示例甲",
        "127.0.0.1",
    )
    after = client.get(f"/people/{person.pk}/").content.decode()
    assert NUMBER not in after
    assert MASK in after
    assert "核对派遣名单" in after


def test_it_works_without_script_too(signed_in: Any, person: Person) -> None:
    client = signed_in("recorder")
    assert "<html" in client.get(address(person, "phone")).content.decode()
    page = client.post(address(person, "phone"), {"reason": "核对派遣名单"})
    assert PHONE in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("reason", ["", "核对", "........."])
def test_without_a_real_reason_nothing_is_shown(signed_in: Any, person: Person, reason: str) -> None:
    page = signed_in("recorder").post(address(person), {"reason": reason}, **PART)
    assert page.status_code == 400
    assert NUMBER not in page.content.decode()
    assert not Revelation.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "finance", "administrator"])
def test_who_may_not_is_told_that_there_is_nothing(signed_in: Any, person: Person, role: str) -> None:
    client = signed_in(role, everywhere=True)
    for page in (client.get(address(person)), client.post(address(person), {"reason": "核对派遣名单"})):
        assert page.status_code == 404
        assert NUMBER not in page.content.decode()
    assert not Revelation.objects.exists()


def test_records_outside_the_scope_and_those_that_are_not_look_alike(
    signed_in: Any, person: Person, far: Person, client: Any
) -> None:
    signed_in("recorder")
    answers = [
        client.get(place)
        for place in (address(far, "phone"), "/reveal/person/999999/phone/", "/reveal/division/1/code/",
                      address(person, "name"))
    ]  # fmt: skip
    assert {page.status_code for page in answers} == {404}
    assert len({page.content for page in answers[:2]}) <= 2


def test_a_get_with_a_reason_in_the_address_shows_nothing(signed_in: Any, person: Person) -> None:
    page = signed_in("recorder").get(f"{address(person)}?reason=核对派遣名单")
    assert NUMBER not in page.content.decode()
    assert not Revelation.objects.exists()
