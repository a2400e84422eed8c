"""The register of people: who sees whom, masked, found by a whole number that no address keeps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.people.cast import MASK, NUMBER, PHONE, PHONE_MASK
from xieshou.domain.parties.models import Person

pytestmark = pytest.mark.django_db


def test_strangers_are_asked_to_sign_in(client: Any, person: Person) -> None:
    for address in ("/people/", "/people/export.csv", f"/people/{person.pk}/", "/people/new/"):
        page = client.get(address)
        assert page.status_code == 403, address
        assert "示例甲" not in page.content.decode()


def test_the_list_shows_masks_and_only_whom_the_scope_reaches(
    signed_in: Any, person: Person, far: Person
) -> None:
    page = signed_in("viewer").get("/people/")
    text = page.content.decode()
    assert (page.status_code, MASK in text, PHONE_MASK in text) == (200, True, True)
    assert NUMBER not in text
    assert PHONE not in text
    assert "示例远" not in text
    assert "/reveal/" not in text, "a viewer is offered nothing that would be refused"
    assert "no-store" in page["Cache-Control"]


def test_who_may_reveal_is_offered_it(signed_in: Any, person: Person) -> None:
    text = signed_in("recorder").get("/people/").content.decode()
    assert f"/reveal/person/{person.pk}/id_number/" in text
    assert f"/reveal/person/{person.pk}/phone/" in text


@pytest.mark.parametrize("number", [NUMBER, NUMBER.lower(), PHONE, "138-0000-0001"])
def test_a_whole_number_finds_and_stands_nowhere_on_the_page(
    signed_in: Any, person: Person, number: str
) -> None:
    page = signed_in("viewer").post("/people/", {"number": number})
    text = page.content.decode()
    assert "示例甲" in text
    assert number not in text
    assert page.request["QUERY_STRING"] == ""


@pytest.mark.parametrize("number", [NUMBER[:-1], PHONE[:-4], "示例"])
def test_a_part_of_a_number_finds_nobody(signed_in: Any, person: Person, number: str) -> None:
    text = signed_in("viewer").post("/people/", {"number": number}).content.decode()
    assert "示例甲" not in text
    assert "没有这个号码的人员" in text


def test_a_number_outside_the_scope_finds_nobody(signed_in: Any, far: Person) -> None:
    text = signed_in("recorder").post("/people/", {"number": "13800000009"}).content.decode()
    assert "示例远" not in text


def test_the_export_has_masks_and_the_scope(signed_in: Any, person: Person, far: Person) -> None:
    page = signed_in("auditor").get("/people/export.csv?state=reviewed")
    text = page.content.decode()
    assert (MASK in text, PHONE_MASK in text, NUMBER in text, PHONE in text) == (True, True, False, False)
    assert "示例远" not in text


def test_filters_and_orders_that_there_are_not_are_named(signed_in: Any) -> None:
    client = signed_in("viewer")
    for address in ("/people/?state=lost", "/people/?sort=id_number"):
        page = client.get(address)
        assert page.status_code == 400
        assert "无法识别" in page.content.decode()


def test_an_empty_register_says_what_to_do(signed_in: Any) -> None:
    assert "登记一位人员" in signed_in("recorder").get("/people/").content.decode()


def test_a_longer_list_takes_no_more_queries(
    signed_in: Any, person: Person, django_assert_max_num_queries: Any
) -> None:
    Person.objects.bulk_create(
        Person(name=f"示例{n}", name_key=f"示例{n}", division=person.division) for n in range(30)
    )
    client = signed_in("recorder")
    with django_assert_max_num_queries(14):
        assert client.get("/people/").status_code == 200
