"""Who asks. Every read and write of the domain takes an actor, from the first day.

For now an actor has a role; scopes (sets of ids that a role reaches) join it later, changing no signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What an actor may do at the most."""

    ANONYMOUS = "anonymous"
    VIEWER = "viewer"
    ADMINISTRATOR = "administrator"


class NotAllowedError(PermissionError):
    """The actor may not do this. The message says what and who may."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who reads or writes; ``user_id`` is None for the anonymous and for the system itself."""

    role: Role = Role.ANONYMOUS
    user_id: int | None = None
    name: str = ""

    @property
    def may_write(self) -> bool:
        """May this actor change public programme records?"""
        return self.role is Role.ADMINISTRATOR

    def require_write(self, what: str) -> None:
        """Let an administrator through.

        Raises:
            NotAllowedError: for everybody else; ``what`` names the act in the user's words.
        """
        if not self.may_write:
            raise NotAllowedError(what)


ANONYMOUS = Actor()
SYSTEM = Actor(Role.ADMINISTRATOR, name="system")
