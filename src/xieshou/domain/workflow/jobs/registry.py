"""What can be done in the background. An area registers its handlers when Django starts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from xieshou.kernel.actor import Actor

if TYPE_CHECKING:
    from xieshou.domain.workflow.jobs.progress import Progress

Params = Mapping[str, Any]


class UnknownJobKindError(LookupError):
    """No handler of this name is registered."""


class JobFailedError(RuntimeError):
    """A handler gives up. The message is shown to who asked: what, where and how to mend it."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a handler brings back.

    ``summary`` is a sentence for people, ``data`` is JSON for scripts, ``file`` the name of a file made by
    ``Progress.file``.

    Raises:
        TypeError, ValueError: for data that JSON cannot hold.
    """

    summary: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    file: str = ""

    def __post_init__(self) -> None:
        json.dumps(dict(self.data), allow_nan=False)


def writers(actor: Actor) -> bool:
    """Who may start a handler, unless it says otherwise."""
    return actor.may_write


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind of job. ``title`` and ``description`` are lazy translations.

    ``idempotent``: running it twice is the same as once, so a dead worker's job is tried again by itself.
    ``single``: a second one of the same parameters makes no sense while the first is open.
    ``offered``: can be started without parameters from the page of jobs.
    """

    name: str
    title: Any
    function: Callable[[Params, Progress], Result | None]
    idempotent: bool
    description: Any = ""
    single: bool = False
    offered: bool = False
    allowed: Callable[[Actor], bool] = writers


_handlers: dict[str, Handler] = {}


def register_handler(
    name: str,
    title: Any,
    function: Callable[[Params, Progress], Result | None],
    *,
    idempotent: bool,
    description: Any = "",
    single: bool = False,
    offered: bool = False,
    allowed: Callable[[Actor], bool] = writers,
) -> None:
    """Add a kind of job, or replace the one of the same name. ``name`` is ``area.what``, kept for ever."""
    _handlers[name] = Handler(name, title, function, idempotent, description, single, offered, allowed)


_upkeep: list[Callable[[], object]] = []


def register_upkeep(function: Callable[[], object]) -> None:
    """Add what every worker does each hour beside clearing old jobs away; it must bear to be done twice."""
    if function not in _upkeep:
        _upkeep.append(function)


def keep_up() -> None:
    """Do all of it."""
    for function in _upkeep:
        function()


def handler(name: str) -> Handler:
    """The handler of a name.

    Raises:
        UnknownJobKindError: when nothing of that name is registered.
    """
    try:
        return _handlers[name]
    except KeyError:
        raise UnknownJobKindError(name) from None


def handlers() -> list[Handler]:
    """Every kind of job, by name."""
    return [_handlers[name] for name in sorted(_handlers)]
