"""People, organisations, review, audit, revelations and 管理 in a real browser: they fit, and pass axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.domain.personal.numbers import identity, phone
from tests.support.axe import axe_violations
from tests.web.conftest import client_of
from tests.web.people.cast import account, place
from xieshou.domain.models import Organisation, Person
from xieshou.domain.parties.models import RoleChoice
from xieshou.domain.recorded import acting
from xieshou.domain.workflow.review.services import report
from xieshou.kernel.actor import Actor, Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def work(administrator_user):
    """A county with work in every state: a person who was looked at, an organisation that was reported."""
    county = place("522628", "锦屏县")
    recorder = account("填报员", RoleChoice.RECORDER, county)
    actor = Actor.everywhere(Role.RECORDER, user_id=recorder.pk, name="填报员")
    with acting(actor, "登记人员", "来函"):
        person = Person.objects.create(
            name="示例甲", name_key="示例甲", division=county, id_number=identity(1), phone=phone(1),
            recorded_by=recorder,
        )  # fmt: skip
    with acting(actor, "登记单位"):
        school = Organisation.objects.create(
            name="示例职业学校", name_key="示例职业学校", kind="school", side="west", division=county,
            source="示例", note="示例", recorded_by=recorder,
        )  # fmt: skip
    report(actor=actor, kind="organisations", keys=[school.pk])
    answer = client_of(recorder).post(f"/reveal/person/{person.pk}/phone/", {"reason": "核对派遣名单"})
    assert answer.status_code == 200
    return person, school


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_fit_and_pass_axe(page_at, work, administrator_user, width, dark) -> None:
    person, school = work
    page = page_at(width, None, user=administrator_user, dark=dark)
    for path in (
        "/management/", "/management/settings/", "/management/keys/", "/revelations/", "/revelations/?who=x",
        "/people/", f"/people/{person.pk}/", f"/people/{person.pk}/edit/",
        "/organisations/", "/organisations/?text=x", "/organisations/new/", f"/organisations/{school.pk}/",
        f"/organisations/{school.pk}/edit/", "/review/people/?list=all", "/review/organisations/?list=review",
        "/audit/", f"/audit/person/{person.pk}/", "/home/", "/accounts/", "/years/",
    ):  # fmt: skip
        assert page.goto(path).status == 200, path
        assert axe_violations(page) == [], path
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, path


def test_an_organisation_is_passed_from_its_page_by_keyboard(page_at, work, administrator_user) -> None:
    _person, school = work
    page = page_at(1440, f"/organisations/{school.pk}/", user=administrator_user)
    page.get_by_role("button", name="通过…").press("Enter")
    page.get_by_role("button", name="通过 1 条").press("Enter")
    expect(page.get_by_text("已通过 1 条")).to_be_visible()
    assert page.url.endswith(f"/organisations/{school.pk}/")
    school.refresh_from_db()
    assert school.review_state == "reviewed"
