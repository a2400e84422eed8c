"""How a model says where its records belong, as the class attribute ``governed``."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from xieshou.kernel.actor import Permission


@dataclass(frozen=True, slots=True)
class Governed:
    """Records that belong to a place, a pairing, an organisation or a user.

    Each is a tuple of lookups from the record: to the code of a division, to the primary key of a pairing, of
    an organisation, of a user. A record is reached by whoever reaches any of them.

    ``shared`` records of a place may also be read by the other side of the place's pairings. ``open_when``
    says which are public; None means that none is. ``opened_by`` is the permission that lets them be seen,
    where that takes more than VIEW: who did what, somebody's uploads.
    """

    codes: tuple[str, ...] = ()
    pairings: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    users: tuple[str, ...] = ()
    shared: bool = False
    open_when: Q | None = None
    opened_by: Permission = Permission.VIEW


@dataclass(frozen=True, slots=True)
class Through:
    """Records that are parts of another: who reaches that one reaches them. ``to`` is the foreign key."""

    to: str


@dataclass(frozen=True, slots=True)
class Public:
    """Records that everybody may read, and why; only who maintains the reference data may change them."""

    why: str


Governance = Governed | Through | Public
