"""Two counties, an organisation in each, and those who look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from xieshou.domain.parties.models import Organisation
    from xieshou.domain.places.models import Division


@pytest.fixture
def county(db: None) -> Division:
    from tests.web.people.cast import place

    return place("522628", "锦屏县")


@pytest.fixture
def school(county: Division) -> Organisation:
    """Reviewed, so everybody's to see."""
    from xieshou.domain.parties.models import Organisation

    return Organisation.objects.create(
        name="示例职业学校", name_key="示例职业学校", kind="school", side="west", division=county,
        note="原说明", review_state="reviewed",
    )  # fmt: skip


@pytest.fixture
def far(db: None) -> Organisation:
    """A draft in another place."""
    from tests.web.people.cast import place
    from xieshou.domain.parties.models import Organisation

    return Organisation.objects.create(
        name="示例远厂", name_key="示例远厂", kind="firm", side="east", division=place("320583", "昆山市")
    )


@pytest.fixture
def officer(county: Division) -> Any:
    """``officer("recorder")``: the browser of somebody with that role in the county."""
    from tests.web.conftest import client_of
    from tests.web.people.cast import account
    from xieshou.domain.parties.models import RoleChoice

    return lambda role, name="": client_of(account(name or f"{role}-示例", RoleChoice(role), county))
