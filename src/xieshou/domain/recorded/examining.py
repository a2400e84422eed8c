"""Where areas above look at what was just written, and may refuse it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model

Examine = Callable[[type[Model], Sequence[Any]], None]
"""Called with a tracked model and the keys that were written, inside their transaction; raises to refuse."""

_examiners: list[Examine] = []


def register_examiner(examiner: Examine) -> None:
    """Let a rule look at every tracked write; called once when Django starts."""
    if examiner not in _examiners:
        _examiners.append(examiner)


def examine(model: type[Model], keys: Sequence[Any]) -> None:
    """Ask all of them."""
    for examiner in _examiners:
        examiner(model, keys)
