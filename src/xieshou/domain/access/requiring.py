"""Writes within a scope: the record must be reached by the permission that writes it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from xieshou.domain.access.seeing import reaches, seen_by
from xieshou.kernel.actor import Actor, NotAllowedError, Permission


class OutsideScopeError(NotAllowedError):
    """The actor may do this, but not with this record: it lies outside their scopes."""


def require_reach(actor: Actor, record: Model, permission: Permission, what: str) -> None:
    """Let through who may do this with the record as it is stored.

    Raises:
        NotAllowedError: for who may do it nowhere; ``what`` names the act in the user's words.
        OutsideScopeError: for who may do it elsewhere.
    """
    actor.require(permission, what)
    if not reaches(actor, record, permission):
        raise OutsideScopeError(what)


def beyond(actor: Actor, model: type[Model], keys: Collection[Any], permission: Permission) -> set[Any]:
    """Those of the records that the permission does not cover. One query, or none where it has no bounds."""
    if actor.reach(permission).everywhere or not keys:
        return set()
    covered = seen_by(actor, model._base_manager.filter(pk__in=keys), permission)
    return set(keys) - set(covered.values_list("pk", flat=True))
