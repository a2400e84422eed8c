"""Where a person stands in review, on their own page: state, differences, the steps that one may take."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.conftest import client_of
from tests.web.people.cast import MASK, PHONE, PHONE_MASK, account
from xieshou.domain.parties.models import Person, RoleChoice

pytestmark = pytest.mark.django_db


@pytest.fixture
def recorder(person: Person) -> Any:
    return client_of(account("填报员", RoleChoice.RECORDER, person.division))


@pytest.fixture
def reviewer(person: Person) -> Any:
    return client_of(account("审核员", RoleChoice.REVIEWER, person.division))


def change(client: Any, person: Person, **more: str) -> None:
    address = f"/people/{person.pk}/edit/"
    said = {
        "name": "示例甲",
        "id_number": MASK,
        "phone": PHONE_MASK,
        "division": "522628",
        "position": "教师",
    }
    seen = client.get(address).context["version"]
    assert client.post(address, {**said, "seen": seen, **more}).status_code == 302


def test_a_change_is_reported_and_returned_from_the_page(
    recorder: Any, reviewer: Any, person: Person
) -> None:
    change(recorder, person, position="校长")
    page = recorder.get(f"/people/{person.pk}/")
    assert "<del>教师</del>" in page.content.decode()
    assert "<ins>校长</ins>" in page.content.decode()
    assert [step for step, _label in page.context["review"]["offers"]] == ["report"]
    back = {"back": f"/people/{person.pk}/", "sure": "1"}
    token = page.context["review"]["token"]
    answer = recorder.post("/review/people/decide/", {**back, "step": "report", "record": token})
    assert answer.headers["Location"] == f"/people/{person.pk}/"
    shown = reviewer.get(f"/people/{person.pk}/").context["review"]
    assert [step for step, _label in shown["offers"]] == ["pass", "return"]
    reviewer.post(
        "/review/people/decide/",
        {**back, "step": "return", "record": shown["token"], "reason": "请附任职文件"},
    )
    told = recorder.get(f"/people/{person.pk}/").content.decode()
    assert "退回理由:请附任职文件" in told


def test_a_changed_number_is_told_by_its_masks_and_never_shown(
    recorder: Any, reviewer: Any, person: Person
) -> None:
    """Two phones of one mask: the reviewer must not read that nothing changed."""
    other = PHONE[:3] + "7777" + PHONE[-4:]
    assert other != PHONE
    change(recorder, person, phone=other)
    for client in (recorder, reviewer):
        page = client.get(f"/people/{person.pk}/").content.decode()
        assert f"<del>{PHONE_MASK}</del>" in page
        assert f"<ins>{PHONE_MASK}(已更改)</ins>" in page
        assert other not in page
        assert PHONE not in page


def test_who_only_looks_is_offered_no_step(recorder: Any, person: Person) -> None:
    change(recorder, person, position="校长")
    viewer = client_of(account("领导", RoleChoice.VIEWER, person.division))
    page = viewer.get(f"/people/{person.pk}/")
    assert page.context["review"]["offers"] == []
    assert "草稿" in page.content.decode()
