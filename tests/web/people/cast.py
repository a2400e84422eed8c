"""Places, numbers of nobody, and accounts."""

from __future__ import annotations

from tests.domain.personal.numbers import identity, phone
from xieshou.domain.parties.models import Grant, RoleChoice, ScopeKind, User
from xieshou.domain.places.models import Division, DivisionVersion, Level

NUMBER, PHONE = identity(1), phone(1)
MASK, PHONE_MASK = "522628********001X", "138****0001"


def place(code: str, name: str) -> Division:
    division = Division.objects.create(code=code, name=name, level=Level.COUNTY)
    DivisionVersion.objects.create(division=division, code=code, name=name)
    return division


def account(name: str, role: RoleChoice, division: Division | None) -> User:
    user = User.objects.create_user(name, password=name)
    scope = ScopeKind.DIVISION if division else ScopeKind.EVERYWHERE
    Grant.objects.create(user=user, role=role, scope=scope, division=division)
    return user
