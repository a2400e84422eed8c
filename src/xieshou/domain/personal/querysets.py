"""Set-based writes that keep column and index together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self, TypeVar

from django.db import models

from xieshou.domain.personal.fields import BlindIndexField, PersonalField
from xieshou.domain.personal.saving import with_indexes

Holder = TypeVar("Holder", bound=models.Model)


class SetUpdateOfPersonalDataError(TypeError):
    """``update`` cannot seal each row by itself; save the records, or use ``bulk_update``."""


class SealingQuerySet(models.QuerySet[Holder]):
    """To be mixed into the query set of a model that has a blind index."""

    # Set on the clone with which bulk_update works: it updates with an expression that has each row's token.
    _row_by_row = False

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._row_by_row = self._row_by_row
        return clone

    def update(self, **kwargs: Any) -> int:
        """As Django's, but for personal columns and their indexes.

        Raises:
            SetUpdateOfPersonalDataError: when one of them is named.
        """
        for name in () if self._row_by_row else kwargs:
            if isinstance(self.model._meta.get_field(name), PersonalField | BlindIndexField):
                raise SetUpdateOfPersonalDataError(
                    f"{self.model.__name__}.{name}: save the records, or bulk_update"
                )
        return super().update(**kwargs)

    def bulk_update(self, objs: Iterable[Holder], fields: Iterable[str], *args: Any, **kwargs: Any) -> int:
        """As Django's; the fields grow by the indexes."""
        own = self._clone()
        own._row_by_row = True
        return super(SealingQuerySet, own).bulk_update(
            objs, with_indexes(self.model, fields), *args, **kwargs
        )

    def bulk_create(self, objs: Iterable[Holder], *args: Any, **kwargs: Any) -> list[Holder]:
        """As Django's; the fields that an update on conflict writes grow by the indexes."""
        names: Sequence[str] | None = kwargs.get("update_fields")
        if names:
            kwargs["update_fields"] = with_indexes(self.model, names)
        return super().bulk_create(objs, *args, **kwargs)
