"""Who is doing what, and why, while something is written."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.utils import timezone

from xieshou.domain.recorded.models import Act
from xieshou.kernel.actor import Actor

P = ParamSpec("P")
T = TypeVar("T")


class NobodyActsError(RuntimeError):
    """A tracked record was about to be written and nobody was said to do it: wrap the write in ``acting``."""


@dataclass
class Doing:
    """What is being done: the act that will be kept if it changes anything."""

    actor: Actor
    what: str
    why: str
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    correcting: bool = False
    corrects: set[int] = field(default_factory=set)
    kept: bool = False
    stands_in: Callable[[], bool] | None = None
    """Only stands in until somebody does something, and only for the writes for which this says yes: the
    setting-up of a test. None for what somebody really does."""


DOING: ContextVar[Doing | None] = ContextVar("doing", default=None)
"""What is being done in this thread; set by ``acting`` alone."""


@contextmanager
def acting(actor: Actor, what: str, why: str = "", *, correcting: bool = False) -> Iterator[Doing]:
    """Do something in one transaction, in the name of ``actor``; ``what`` is a Chinese message.

    Inside another act it is a part of that one: the outermost says what was done and why. ``correcting`` lets
    it change what belongs to a closed year; then it has a reason.

    Raises:
        ValueError: for a correction without a reason.
    """
    if correcting and not why.strip():
        raise ValueError("a correction has a reason")
    outer = DOING.get()
    if outer is not None and outer.stands_in is None:
        with transaction.atomic():
            yield outer
        return
    with transaction.atomic():
        doing = Doing(actor, what, why, correcting=correcting)
        token = DOING.set(doing)
        try:
            yield doing
        finally:
            DOING.reset(token)
        if doing.kept:
            _keep(doing)


@contextmanager
def trying(actor: Actor, what: str) -> Iterator[Doing]:
    """Do something and take it back, to see what would come of it: nothing is kept, no act either."""
    token = DOING.set(Doing(actor, what, ""))
    try:
        with transaction.atomic():
            yield current_act()
            transaction.set_rollback(True)
    finally:
        DOING.reset(token)


def act(what: str) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Make a service an act of its argument ``actor`` (by name, or the first), in one transaction.

    A reason is given around the call: ``with acting(actor, what, why): service(…)``.
    """

    def decorate(service: Callable[P, T]) -> Callable[P, T]:
        @wraps(service)
        def doing(*args: P.args, **kwargs: P.kwargs) -> T:
            with acting(_actor_among(args, kwargs), what):
                return service(*args, **kwargs)

        return doing

    return decorate


def _actor_among(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Actor:
    actor = kwargs["actor"] if "actor" in kwargs else args[0]
    assert isinstance(actor, Actor)  # noqa: S101  (a service that is decorated takes one)
    return actor


def current_act() -> Doing:
    """What is being done.

    Raises:
        NobodyActsError: when nothing is.
    """
    doing = DOING.get()
    if doing is None or (doing.stands_in is not None and not doing.stands_in()):
        raise NobodyActsError
    return doing


def _keep(doing: Doing) -> None:
    Act.objects.create(
        key=doing.key,
        at=timezone.now(),
        user_id=doing.actor.user_id,
        actor_name=doing.actor.name[:150],
        what=str(doing.what)[:120],
        why=doing.why,
        corrects=sorted(doing.corrects),
    )
