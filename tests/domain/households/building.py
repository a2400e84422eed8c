"""A village or two with households, and the cast that records and reviews them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from xieshou.domain.households.models import HEAD, Household, Member
from xieshou.domain.households.services import HouseholdFacts, MemberFacts, record_household
from xieshou.domain.parties.models import User
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor, Reach, Role

TODAY = date(2020, 6, 30)


def village(code: str = "520602204201", name: str = "兴龙社区居民委员会") -> Division:
    """A village of 六龙山乡 in 碧江, or another of that code."""
    return Division.objects.get_or_create(code=code, defaults={"name": name, "level": 5})[0]


def somebody(scope: str, *roles: Role, name: str = "recorder") -> Actor:
    """An account with these roles over the places whose codes begin so."""
    user, _new = User.objects.get_or_create(username=name)
    reach = Reach(codes=frozenset({scope}))
    return Actor.of_roles([(role, reach) for role in roles], user_id=user.pk, name=name)


def recorder(scope: str = "520602204") -> Actor:
    """Who fills in for a town."""
    return somebody(scope, Role.RECORDER)


def people(number: int = 3) -> list[MemberFacts]:
    """A head, a wife, and children: 示例 people without numbers."""
    told = [
        MemberFacts("示例户主", HEAD, sex="male", born_on=date(1975, 5, 1), skill="ordinary"),
        MemberFacts("示例妻", "配偶", sex="female", born_on=date(1977, 3, 2), skill="ordinary"),
    ]
    children = [
        MemberFacts(f"示例孩{n}", "之子", sex="male", born_on=date(2005 + n % 12, 1, 1 + n))
        for n in range(max(0, number - 2))
    ]
    return [*told[: min(2, number)], *children]


def household(
    actor: Actor | None = None, *, of: Division | None = None, size: int = 3, **facts: Any
) -> Household:
    """A household of some people, recorded by somebody."""
    return record_household(
        actor=actor or recorder(),
        facts=HouseholdFacts(of or village(), **facts),
        members=people(size),
        today=TODAY,
    )


def members(of: Household) -> list[Member]:
    """Those who are in a household, by number."""
    return list(Member.objects.filter(household=of, left_on__isnull=True).order_by("number"))


def changed(facts: Sequence[MemberFacts], place: int, **said: Any) -> list[MemberFacts]:
    """The same people, of one of whom something else is said."""
    return [replace(each, **said) if at == place else each for at, each in enumerate(facts)]
