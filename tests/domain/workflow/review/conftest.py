"""A pairing of a western county with an eastern district, and who works on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from xieshou.domain.pairings.models import Pairing
    from xieshou.domain.places.models import Division
    from xieshou.kernel.actor import Actor

WEST, EAST, OTHER = ("示例县", "529901"), ("示例区", "339901"), ("示例二县", "529902")


@pytest.fixture
def places(db: None) -> dict[str, Division]:
    from tests.domain.pairings.building import a_division
    from xieshou.domain.places.models import Level

    return {name: a_division(name, code, Level.COUNTY) for name, code in (WEST, EAST, OTHER)}


@pytest.fixture
def officer(places: dict[str, Division]) -> Callable[..., Actor]:
    """Somebody with a role over the territory of a place."""
    from xieshou.domain.parties.models import Grant, User
    from xieshou.domain.parties.reaching import actor_of_account

    def made(name: str, role: str, *where: str) -> Actor:
        user = User.objects.create_user(name, first_name=name)
        for each in where:
            Grant.objects.create(user=user, role=role, scope="division", division=places[each])
        if not where:
            Grant.objects.create(user=user, role=role, scope="everywhere")
        return actor_of_account(user)

    return made


@pytest.fixture
def draft(places: dict[str, Division], officer: Callable[..., Actor]) -> Callable[[Actor], Pairing]:
    """A pairing that an actor records."""
    from tests.domain.pairings.building import a_round
    from xieshou.domain.pairings.services import record_pairing
    from xieshou.domain.programme import Programme
    from xieshou.kernel.period import Period

    def made(actor: Actor, giver: str = "示例区", receiver: str = "示例县") -> Pairing:
        return record_pairing(
            actor=actor,
            round_=a_round("示例", "2016", None),
            programme=Programme.EAST_WEST,
            giver=places[giver],
            receiver=places[receiver],
            period=Period.parse("2021", None),
            source=None,
        )

    return made
