"""The demonstration accounts: made for one home, with passwords that no other home has."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction

from xieshou.demo.cast import CAST, Member
from xieshou.domain.parties.accounts.granting import EVERYTHING, Scope, grant_role
from xieshou.domain.parties.models import ScopeKind
from xieshou.domain.parties.queries import known_usernames
from xieshou.domain.parties.services import set_account
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import SYSTEM, Role

# Short enough to type, long enough that guessing on a loopback address is hopeless.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


class BadAccountsFileError(ValueError):
    """The file of the accounts is damaged; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account as it is printed."""

    username: str
    password: str
    role: str
    shown_as: str


def demo_accounts(home: Path) -> list[Account]:
    """The accounts of this home, made on first use; kept in a file that only its owner can read.

    An account whose password was changed since keeps it: the file then shows what was first set. One that
    the database lacks (it is new, or another) is made as the file says, so that what is printed signs in.

    Raises:
        BadAccountsFileError: when the file cannot be read; removing it gives new passwords.
    """
    path = home / "demo-accounts.json"
    kept = _read(path) if path.is_file() else []
    known = {account.username for account in kept}
    accounts = kept + [_drawn(member) for member in CAST if member.username not in known]
    if accounts != kept:
        # First the file: accounts whose passwords nobody has help nobody, and the next call makes what lacks.
        _write(path, accounts)
    members = {member.username: member for member in CAST}
    with transaction.atomic():
        there = known_usernames(SYSTEM)
        for account in accounts:
            if account.username not in there or account not in kept:
                _make(account, members.get(account.username))
    return accounts


def _drawn(member: Member) -> Account:
    password = "".join(secrets.choice(_ALPHABET) for _ in range(12))
    return Account(member.username, password, "、".join(map(str, member.roles)), member.shown_as)


def _make(account: Account, member: Member | None) -> None:
    """The account with its roles; over a place that is not loaded it holds none."""
    roles = member.roles if member else ()
    is_administrator = Role.ADMINISTRATOR in roles
    user = set_account(
        actor=SYSTEM,
        username=account.username,
        password=account.password,
        superuser=is_administrator,
        shown_as=account.shown_as,
    )
    if member is None or is_administrator:
        return
    place = Division.objects.filter(code=member.place).first() if member.place else None
    if member.place and place is None:
        return
    scope = Scope(ScopeKind.DIVISION, division=place) if place else EVERYTHING
    for role in roles:
        grant_role(actor=SYSTEM, user=user, role=role, scope=scope)


def _read(path: Path) -> list[Account]:
    try:
        return [Account(**raw) for raw in json.loads(path.read_text("utf-8"))]
    except (ValueError, TypeError):
        raise BadAccountsFileError(
            f"{path} is damaged; remove it, and new passwords will be set for the demonstration accounts"
        ) from None


def _write(path: Path, accounts: list[Account]) -> None:
    """Whole or not at all, and never readable by others."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump([asdict(account) for account in accounts], file, ensure_ascii=False, indent=2)
    part.replace(path)
