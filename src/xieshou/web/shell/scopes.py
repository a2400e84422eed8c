"""The places that the top bar offers. The area of places tells the shell how to list and to name them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from xieshou.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Scope:
    """A place to look at: its code and the name it bears on the day."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class ScopeSource:
    """``choices`` lists what the bar offers; ``named`` finds any other place by its code, or None."""

    choices: Callable[[Actor, date], list[Scope]]
    named: Callable[[Actor, str, date], Scope | None]


_sources: list[ScopeSource] = []


def register(source: ScopeSource) -> None:
    """Let this source answer from now on."""
    _sources[:] = [source]


def offered(actor: Actor, on: date, chosen: str | None) -> list[Scope]:
    """What the bar offers, the chosen place included even where it is not among the usual choices."""
    if not _sources:
        return [Scope(chosen, chosen)] if chosen else []
    source = _sources[0]
    choices = source.choices(actor, on)
    if chosen and all(scope.code != chosen for scope in choices):
        choices = [source.named(actor, chosen, on) or Scope(chosen, chosen), *choices]
    return choices
