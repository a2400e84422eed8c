"""Record and change people on a page: masks stand in the form and come back as they are."""

from __future__ import annotations

from typing import Any

import pytest

from tests.domain.personal.numbers import identity, phone
from tests.web.conftest import client_of
from tests.web.people.cast import MASK, NUMBER, PHONE, PHONE_MASK, account
from xieshou.domain.parties.models import Person, RoleChoice

pytestmark = pytest.mark.django_db


def typed(**more: str) -> dict[str, str]:
    return {"name": "示例乙", "sex": "female", "division": "522628", **more}


def test_a_person_is_recorded(signed_in: Any, county: Any) -> None:
    page = signed_in("recorder").post(
        "/people/new/", typed(id_number=identity(2), phone=phone(2)), follow=True
    )
    assert page.status_code == 200
    person = Person.objects.get()
    assert person.id_number == identity(2)
    assert identity(2) not in page.content.decode()
    assert page.redirect_chain == [(f"/people/{person.pk}/", 302)]


def test_a_form_that_comes_back_masked_changes_nothing(signed_in: Any, person: Person) -> None:
    client = signed_in("recorder")
    form = client.get(f"/people/{person.pk}/edit/").content.decode()
    assert (MASK in form, PHONE_MASK in form, NUMBER in form, PHONE in form) == (True, True, False, False)
    rows = person.history.count()
    same = {
        "name": "示例甲",
        "id_number": MASK,
        "phone": PHONE_MASK,
        "division": "522628",
        "position": "教师",
    }
    assert (
        client.post(f"/people/{person.pk}/edit/", same | {"seen": version(client, person)}).status_code == 302
    )
    read = Person.objects.get(pk=person.pk)
    assert (read.id_number, read.phone) == (NUMBER, PHONE)
    assert person.history.count() == rows


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id_number": NUMBER[:-1] + "5"}, "身份证号有误"),
        ({"id_number": "522628********0999"}, "遮盖的号码"),
        ({"id_number": NUMBER}, "已登记"),
        ({"phone": "12"}, "电话有误"),
        ({"division": "乌有县"}, "没有找到地区"),
        ({"organisation": "乌有公司"}, "没有名为"),
        ({"division": ""}, "至少填一项"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_kept(
    signed_in: Any, person: Person, wrong: dict[str, str], said: str
) -> None:
    page = signed_in("recorder").post("/people/new/", typed(**wrong))
    assert page.status_code == 400
    assert said in page.content.decode()
    assert Person.objects.count() == 1


def version(client: Any, person: Person) -> str:
    return str(client.get(f"/people/{person.pk}/edit/").context["version"])


def test_the_later_of_two_is_told_who_changed_what_and_saves_again(signed_in: Any, person: Person) -> None:
    """A9-8: nothing is written over unseen."""
    client, address = signed_in("recorder"), f"/people/{person.pk}/edit/"
    seen = version(client, person)
    other = client_of(account("recorder-二", RoleChoice.RECORDER, person.division))
    first = typed(phone=phone(7), position="校长", seen=version(other, person))
    assert other.post(address, first).status_code == 302
    refused = client.post(address, typed(position="医生", phone=PHONE_MASK, seen=seen))
    page = refused.content.decode()
    assert refused.status_code == 400
    assert "recorder-二 在" in page
    assert "电话" in page
    assert "职务" in page
    assert "index" not in page.split("callout-error")[1].split("</div>")[0], "only what people know by name"
    assert 'value="医生"' in page
    assert Person.objects.get(pk=person.pk).position == "校长"
    again = typed(position="医生", phone="", seen=str(refused.context["version"]))
    assert client.post(address, again).status_code == 302
    assert Person.objects.get(pk=person.pk).position == "医生"


def test_only_within_the_scope(signed_in: Any, person: Person, far: Person) -> None:
    client = signed_in("recorder")
    assert client.get(f"/people/{far.pk}/edit/").status_code == 404
    assert client.post("/people/new/", typed(division="320583")).status_code == 403
    assert Person.objects.count() == 2


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_who_may_not_write_is_refused(signed_in: Any, person: Person, role: str) -> None:
    client = signed_in(role)
    assert client.get("/people/new/").status_code == 403
    assert client.post(f"/people/{person.pk}/edit/", typed()).status_code == 403
    assert "/people/new/" not in client.get("/people/").content.decode()
