"""The kinds of records that have a history."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet

from xieshou.domain.access import Governed, Public
from xieshou.domain.access.seeing import condition_for, governance_of
from xieshou.kernel.actor import Actor, Permission

READERS = (Permission.AUDIT, Permission.REVIEW, Permission.RECORD)
"""Any of these over a record lets its history be read; seeing the record alone does not."""


class UnknownKindError(LookupError):
    """No records of that kind have a history."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A tracked model by its name, such as ``pairing``."""

    name: str
    model: type[Model]

    @property
    def title(self) -> str:
        """What people call one of them."""
        return str(self.model._meta.verbose_name)

    @property
    def history(self) -> type[Model]:
        """The model of its history table."""
        manager = getattr(self.model, self.model._meta.simple_history_manager_attribute)  # type: ignore[attr-defined]
        history: type[Model] = manager.model
        return history

    def rows_for(self, actor: Actor) -> QuerySet[Any]:
        """The history rows that the actor may read, those of deleted records too."""
        rows = self.history._default_manager.all()
        found = Q()
        for permission in self._readers():
            condition = self._condition(actor, permission)
            if condition is True:
                return rows
            if condition is not False:
                found |= condition
        return rows.filter(found) if found else rows.none()

    def _readers(self) -> tuple[Permission, ...]:
        """What it takes to see the records themselves it takes to read their history, unless one audits."""
        governed = governance_of(self.model)
        if isinstance(governed, Governed) and governed.opened_by is not Permission.VIEW:
            return (Permission.AUDIT, governed.opened_by)
        return READERS

    def _condition(self, actor: Actor, permission: Permission) -> Q | bool:
        if isinstance(governance_of(self.model), Public):
            # Reference data has no place of its own: whoever audits anything may read how it came about.
            return actor.may_write or (permission is Permission.AUDIT and actor.may(permission))
        return condition_for(actor, self.model, permission)


@cache
def kinds() -> tuple[Kind, ...]:
    """All of them, by name."""
    models = apps.get_app_config("domain").get_models()
    tracked = [model for model in models if hasattr(model._meta, "simple_history_manager_attribute")]
    return tuple(
        Kind(str(model._meta.model_name), model) for model in sorted(tracked, key=lambda each: each.__name__)
    )


def kind_named(name: str) -> Kind:
    """The kind of that name.

    Raises:
        UnknownKindError: when there is none.
    """
    for kind in kinds():
        if kind.name == name:
            return kind
    raise UnknownKindError(name)
