"""A 示例 village with a few households of every standing, and those who look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.web.households.village import Village


@pytest.fixture
def village(db: None) -> Village:
    """Two villages of a town; see ``tests.web.households.village``."""
    from tests.web.households.village import build

    return build()


@pytest.fixture
def as_role(village: Village) -> Any:
    """The browser of somebody with a role over the town (or another place): ``as_role("viewer")``."""
    from django.test import Client

    from tests.web.people.cast import account
    from xieshou.domain.parties.models import RoleChoice, User

    def enter(role: str, place: Any = None) -> Client:
        client = Client()
        name = f"{role}-{User.objects.count()}"
        client.force_login(account(name, RoleChoice(role), place or village.town))
        return client

    return enter
