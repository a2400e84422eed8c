"""Exact match by blind index: the only way to search a sealed column."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from xieshou.domain.personal import sealing
from xieshou.domain.personal.fields import BlindIndexField, PersonalField
from xieshou.domain.personal.keys import ring


class NoBlindIndexError(LookupError):
    """A field is not personal or has no blind index."""


def matching(model: type[models.Model], field: str, text: str) -> Q:
    """The records whose ``field`` is ``text``, however it is written: width, blanks, x or X.

    Asked under every index key of the ring, so that it finds what it should while indexes are made anew.

    Raises:
        NoBlindIndexError: see there.
    """
    personal = model._meta.get_field(field)
    index = next(
        (one for one in model._meta.concrete_fields if isinstance(one, BlindIndexField) and one.of == field),
        None,
    )
    if not isinstance(personal, PersonalField) or index is None:
        raise NoBlindIndexError(f"{model.__name__}.{field}")
    found = [sealing.blind(text, personal.column_bound, key) for key in ring().index]
    return Q(**{f"{index.name}__in": [value for value in found if value]})
