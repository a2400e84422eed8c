"""Exact match by blind index: the only way to search a sealed column."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from xieshou.domain.personal import sealing
from xieshou.domain.personal.fields import BlindIndexField, PersonalField
from xieshou.domain.personal.keys import ring
from xieshou.domain.personal.sealing import Column

_AT_ONCE = 400


class NoBlindIndexError(LookupError):
    """A field is not personal or has no blind index."""


def matching(model: type[models.Model], field: str, text: str) -> Q:
    """The records whose ``field`` is ``text``, however it is written: width, blanks, x or X.

    Asked under every index key of the ring, so that it finds what it should while indexes are made anew.

    Raises:
        NoBlindIndexError: see there.
    """
    index, column = _indexed(model, field)
    found = [sealing.blind(text, column, key) for key in ring().index]
    return Q(**{f"{index.name}__in": [value for value in found if value]})


def holders(model: type[models.Model], field: str, texts: Iterable[str]) -> dict[str, int]:
    """Which record has each of these texts, by text: its primary key. One query for every few hundred.

    Raises:
        NoBlindIndexError: see there.
    """
    index, column = _indexed(model, field)
    texts_of: dict[str, set[str]] = {}
    for text in texts:
        for key in ring().index:
            if value := sealing.blind(text, column, key):
                texts_of.setdefault(value, set()).add(text)
    found: dict[str, int] = {}
    values = sorted(texts_of)
    for start in range(0, len(values), _AT_ONCE):
        some = Q(**{f"{index.name}__in": values[start : start + _AT_ONCE]})
        for value, key in model._base_manager.filter(some).values_list(index.name, "pk"):
            found |= dict.fromkeys(texts_of[value], key)
    return found


def _indexed(model: type[models.Model], field: str) -> tuple[BlindIndexField, Column]:
    personal = model._meta.get_field(field)
    index = next(
        (one for one in model._meta.concrete_fields if isinstance(one, BlindIndexField) and one.of == field),
        None,
    )
    if not isinstance(personal, PersonalField) or index is None:
        raise NoBlindIndexError(f"{model.__name__}.{field}")
    return index, personal.column_bound
