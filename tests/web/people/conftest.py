"""Two counties, a person in each, and those who look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xieshou.domain.parties.models import Person
    from xieshou.domain.places.models import Division


@pytest.fixture
def county(db: None) -> Division:
    from tests.web.people.cast import place

    return place("522628", "锦屏县")


@pytest.fixture
def person(county: Division) -> Person:
    from tests.web.people.cast import NUMBER, PHONE
    from xieshou.domain.parties.models import Person

    return Person.objects.create(
        name="示例甲",
        name_key="示例甲",
        division=county,
        id_number=NUMBER,
        phone=PHONE,
        position="教师",
        review_state="reviewed",
    )


@pytest.fixture
def far(db: None) -> Person:
    from tests.domain.personal.numbers import phone
    from tests.web.people.cast import place
    from xieshou.domain.parties.models import Person

    return Person.objects.create(
        name="示例远", name_key="示例远", division=place("320583", "昆山市"), phone=phone(9)
    )


@pytest.fixture
def signed_in(client: Any, county: Division) -> Any:
    """Sign in as a role over the county (or everywhere): the client."""
    from tests.web.people.cast import account
    from xieshou.domain.parties.models import RoleChoice

    def enter(role: str, everywhere: bool = False) -> Any:
        client.force_login(account(f"{role}-示例", RoleChoice(role), None if everywhere else county))
        return client

    return enter
