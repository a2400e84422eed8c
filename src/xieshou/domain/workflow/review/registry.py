"""Where areas register the records that are reviewed, downward: review knows no kind by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from xieshou.domain.workflow.review.parts import Part


class UnknownKindError(LookupError):
    """No area registered a reviewable kind of that name."""


@dataclass(frozen=True, slots=True)
class Reviewable:
    """A kind of record that is reported and reviewed.

    ``model`` is tracked and has the columns of ``Reviewed``. ``title`` is a lazy translation. ``at_hand``
    adds to a query set of the model what ``line`` reads, which tells one record in a line. ``columns`` are
    the fields whose differences are shown, ``period`` for the four columns of a dated record; ``named_by``
    says what the names of those that are foreign keys are made of. ``parts`` are reviewed with it.
    """

    name: str
    model: type[Model]
    title: Any
    at_hand: Callable[[QuerySet[Any]], QuerySet[Any]]
    line: Callable[[Any], str]
    columns: tuple[str, ...]
    named_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()


_KINDS: dict[str, Reviewable] = {}


def register(kind: Reviewable) -> None:
    """Make a kind known, or replace the one of that name; called when Django starts."""
    _KINDS[kind.name] = kind


def kinds() -> tuple[Reviewable, ...]:
    """All of them, in the order of registration."""
    return tuple(_KINDS.values())


def kind_named(name: str) -> Reviewable:
    """The kind of that name.

    Raises:
        UnknownKindError: when there is none.
    """
    try:
        return _KINDS[name]
    except KeyError:
        raise UnknownKindError(name) from None
