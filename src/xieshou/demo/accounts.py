"""The demonstration accounts: made for one home, with passwords that no other home has."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import transaction

from xieshou.domain.parties.services import set_account
from xieshou.kernel.actor import SYSTEM, Role

# Short enough to type, long enough that guessing on a loopback address is hopeless.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration account as it is printed."""

    username: str
    password: str
    role: str
    shown_as: str


_WANTED = (
    ("admin", Role.ADMINISTRATOR, "示例管理员"),
    ("viewer", Role.VIEWER, "示例观察员"),
)


def demo_accounts(home: Path) -> list[Account]:
    """The accounts of this home, made on first use; kept in a file that only its owner can read.

    An account whose password was changed since keeps it: the file then shows what was first set.
    """
    path = home / "demo-accounts.json"
    if path.is_file():
        return [Account(**raw) for raw in json.loads(path.read_text("utf-8"))]
    accounts = [
        Account(username, "".join(secrets.choice(_ALPHABET) for _ in range(12)), role.value, shown)
        for username, role, shown in _WANTED
    ]
    with transaction.atomic():
        for account in accounts:
            set_account(
                actor=SYSTEM,
                username=account.username,
                password=account.password,
                role=Role(account.role),
                shown_as=account.shown_as,
            )
        # Written inside the transaction: accounts without the file, or a file without them, helps nobody.
        with os.fdopen(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
        ) as file:
            json.dump([asdict(account) for account in accounts], file, ensure_ascii=False, indent=2)
    return accounts
