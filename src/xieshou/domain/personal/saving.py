"""A sealed column is never written without its blind index."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models

from xieshou.domain.personal.fields import BlindIndexField


def with_indexes(model: type[models.Model], names: Iterable[str]) -> list[str]:
    """The named fields and the blind indexes of those among them that have one."""
    wanted = list(names)
    indexes = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, BlindIndexField) and field.of in wanted and field.name not in wanted
    ]
    return [*wanted, *indexes]


class HoldsPersonalData(models.Model):
    """A model with a blind index: saving a named personal field saves its index too."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's; ``update_fields`` grows by the indexes."""
        if kwargs.get("update_fields"):
            kwargs["update_fields"] = with_indexes(type(self), kwargs["update_fields"])
        super().save(*args, **kwargs)
