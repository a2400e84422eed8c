"""The one filter by which records are seen: from what an actor reaches and where a record belongs."""

from __future__ import annotations

from typing import Any, TypeVar, cast

from django.db.models import Model, Q, QuerySet

from xieshou.domain.access.governing import Governance, Governed, Public, Through
from xieshou.kernel.actor import Actor, Permission, Reach

M = TypeVar("M", bound=Model)


class UngovernedError(TypeError):
    """A model does not say where its records belong."""


class GovernedQuerySet(QuerySet[M]):
    """The rows of a model that says where its records belong."""

    def seen_by(self, actor: Actor, permission: Permission = Permission.VIEW) -> GovernedQuerySet[M]:
        """Those that the permission of the actor covers; of VIEW also the public ones."""
        return cast("GovernedQuerySet[M]", seen_by(actor, self, permission))

    def unscoped(self, reason: str) -> GovernedQuerySet[M]:
        """All of them, whoever asks: for rules that must count every record, and for numbers without names.

        A test lists each use. What comes of it must not tell anybody of records beyond their reach.

        Raises:
            ValueError: when no reason is given.
        """
        if not reason:
            raise ValueError("say why nobody's reach counts here")
        return self.all()


def seen_by(actor: Actor, rows: QuerySet[M], permission: Permission = Permission.VIEW) -> QuerySet[M]:
    """Those of ``rows`` that the permission of the actor covers; of VIEW also the public ones.

    Raises:
        UngovernedError: for rows of a model that does not say where its records belong.
    """
    condition = condition_for(actor, rows.model, permission)
    if condition is True:
        return rows
    return rows.none() if condition is False else rows.filter(condition)


def reaches(actor: Actor, record: Model, permission: Permission = Permission.VIEW) -> bool:
    """Does the permission of the actor cover this record, as it is stored?"""
    rows = type(record)._base_manager.filter(pk=record.pk)
    return seen_by(actor, rows, permission).exists()


def condition_for(actor: Actor, model: type[Model], permission: Permission, prefix: str = "") -> Q | bool:
    """The condition on rows of ``model``; True for all of them, False for none. ``prefix`` leads to it."""
    governed = governance_of(model)
    if isinstance(governed, Through):
        target = cast("type[Model]", model._meta.get_field(governed.to).related_model)
        return condition_for(actor, target, permission, f"{prefix}{governed.to}__")
    if isinstance(governed, Public):
        return permission is Permission.VIEW or actor.reach(permission).everywhere
    reach = actor.reach(governed.opened_by if permission is Permission.VIEW else permission)
    if reach.everywhere:
        return True
    found = Q()
    for clause in _clauses(governed, reach, actor, permission, prefix):
        found |= clause
    return found if found else False


def governance_of(model: type[Model]) -> Governance:
    """Where the records of a model belong.

    Raises:
        UngovernedError: when the model does not say.
    """
    governed = getattr(model, "governed", None)
    if governed is None:
        raise UngovernedError(f"{model.__name__} does not say where its records belong")
    return cast("Governance", governed)


def _clauses(governed: Governed, reach: Reach, actor: Actor, permission: Permission, prefix: str) -> list[Q]:
    codes = reach.codes
    if governed.shared and permission is Permission.VIEW:
        codes |= reach.partner_codes
    found = [_between(f"{prefix}{lookup}", code) for lookup in governed.codes for code in sorted(codes)]
    if reach.pairings:
        found += [_among(prefix, lookup, reach.pairings) for lookup in governed.pairings]
    if reach.organisations:
        found += [_among(prefix, lookup, reach.organisations) for lookup in governed.organisations]
    if actor.user_id is not None and permission is Permission.VIEW:
        found += [Q(**{f"{prefix}{lookup}": actor.user_id}) for lookup in governed.users]
    if governed.open_when is not None and permission is Permission.VIEW:
        found.append(_prefixed(governed.open_when, prefix))
    return found


def _between(lookup: str, start: str) -> Q:
    """Begins with: as a range, which every database answers from its index, whatever its collation."""
    beyond = str(int(start) + 1).zfill(len(start))
    return Q(**{f"{lookup}__gte": start, f"{lookup}__lt": beyond})


def _among(prefix: str, lookup: str, keys: frozenset[int]) -> Q:
    return Q(**{f"{prefix}{lookup}__in": sorted(keys)})


def _prefixed(condition: Q, prefix: str) -> Q:
    """The condition, said of a record that ``prefix`` leads to."""
    if not prefix:
        return condition
    moved = Q(_connector=condition.connector, _negated=condition.negated)
    for child in condition.children:
        if isinstance(child, Q):
            moved.children.append(_prefixed(child, prefix))
        else:
            name, value = cast("tuple[str, Any]", child)
            moved.children.append((f"{prefix}{name}", value))
    return moved
