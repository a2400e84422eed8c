"""Who asks. Every read and write of the domain takes an actor, from the first day.

An actor holds *reaches*: for each permission, which records it covers, as sets of ids and of division codes.
What a role permits is said here; over what it is granted (a scope) is kept with the accounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Permission(StrEnum):
    """What somebody may do with the records that a grant reaches."""

    VIEW = "view"
    RECORD = "record"
    REVIEW = "review"
    FINANCE = "finance"
    ADMINISTER = "administer"
    """Invite people and grant roles, within one's own scope."""
    MAINTAIN = "maintain"
    """Change what everybody builds on: rounds and their rules, indicators, terms. Everywhere or nowhere."""
    AUDIT = "audit"
    """Read who did what, and who looked at personal data."""
    EVALUATE = "evaluate"
    REVEAL = "reveal"
    """See personal data in clear, each time with a reason that is kept."""


class Role(StrEnum):
    """A set of permissions with a name that people know; see ``PERMISSIONS_OF``."""

    VIEWER = "viewer"
    RECORDER = "recorder"
    REVIEWER = "reviewer"
    FINANCE = "finance"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    EVALUATOR = "evaluator"


PERMISSIONS_OF: Mapping[Role, frozenset[Permission]] = {
    Role.VIEWER: frozenset({Permission.VIEW}),
    Role.RECORDER: frozenset({Permission.VIEW, Permission.RECORD, Permission.REVEAL}),
    Role.REVIEWER: frozenset({Permission.VIEW, Permission.REVIEW, Permission.REVEAL}),
    Role.FINANCE: frozenset({Permission.VIEW, Permission.FINANCE}),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.VIEW,
            Permission.RECORD,
            Permission.REVIEW,
            Permission.ADMINISTER,
            Permission.MAINTAIN,
        }
    ),
    Role.AUDITOR: frozenset({Permission.VIEW, Permission.AUDIT, Permission.REVEAL}),
    Role.EVALUATOR: frozenset({Permission.VIEW, Permission.EVALUATE, Permission.REVEAL}),
}
"""An administrator looks after accounts and reference data; personal data is kept from the role."""


class NotAllowedError(PermissionError):
    """The actor may not do this. The message says what and who may."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which records a permission covers.

    ``codes`` are how the codes of the divisions begin that lie in a scope (``52``, ``5226``, ``520602001``);
    ``partner_codes`` those of the other sides of the scope's pairings, whose shared records may be read.
    ``pairings`` and ``organisations`` are primary keys.
    """

    everywhere: bool = False
    codes: frozenset[str] = frozenset()
    partner_codes: frozenset[str] = frozenset()
    pairings: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Does it cover nothing at all?"""
        return not (
            self.everywhere or self.codes or self.partner_codes or self.pairings or self.organisations
        )

    def has_code(self, code: str, *, with_partners: bool = False) -> bool:
        """Does it cover the division of that code?"""
        codes = self.codes | self.partner_codes if with_partners else self.codes
        return self.everywhere or any(code.startswith(start) for start in codes)

    def __or__(self, other: Reach) -> Reach:
        """What either covers."""
        return Reach(
            self.everywhere or other.everywhere,
            self.codes | other.codes,
            self.partner_codes | other.partner_codes,
            self.pairings | other.pairings,
            self.organisations | other.organisations,
        )


NOWHERE = Reach()
EVERYWHERE = Reach(everywhere=True)


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who reads or writes; ``user_id`` is None for the anonymous and for the system itself."""

    user_id: int | None = None
    name: str = ""
    reaches: Mapping[Permission, Reach] = field(default_factory=dict)

    @classmethod
    def of_roles(
        cls, grants: Iterable[tuple[Role, Reach]], *, user_id: int | None = None, name: str = ""
    ) -> Actor:
        """Somebody who holds these roles, each over what its scope reaches."""
        reaches: dict[Permission, Reach] = {}
        for role, reach in grants:
            for permission in PERMISSIONS_OF[role]:
                reaches[permission] = reaches.get(permission, NOWHERE) | reach
        return cls(user_id, name, reaches)

    @classmethod
    def everywhere(cls, *roles: Role, user_id: int | None = None, name: str = "") -> Actor:
        """Somebody who holds these roles without bounds."""
        return cls.of_roles([(role, EVERYWHERE) for role in roles], user_id=user_id, name=name)

    @property
    def is_anonymous(self) -> bool:
        """Has nobody signed in?"""
        return self.user_id is None and not self.reaches

    def reach(self, permission: Permission) -> Reach:
        """What the permission covers for this actor."""
        return self.reaches.get(permission, NOWHERE)

    def may(self, permission: Permission) -> bool:
        """May the actor do this anywhere at all? Of the reference data, which has no place: everywhere."""
        reach = self.reach(permission)
        return reach.everywhere if permission is Permission.MAINTAIN else not reach.is_empty

    def require(self, permission: Permission, what: str) -> None:
        """Let through who may do this somewhere; over which records is asked of each record.

        Raises:
            NotAllowedError: for everybody else; ``what`` names the act in the user's words.
        """
        if not self.may(permission):
            raise NotAllowedError(what)

    @property
    def may_write(self) -> bool:
        """May this actor change what everybody builds on?"""
        return self.may(Permission.MAINTAIN)

    def require_write(self, what: str) -> None:
        """Let through who may change what everybody builds on.

        Raises:
            NotAllowedError: for everybody else; ``what`` names the act in the user's words.
        """
        self.require(Permission.MAINTAIN, what)


ANONYMOUS = Actor()
SYSTEM = Actor.everywhere(Role.ADMINISTRATOR, name="system")
