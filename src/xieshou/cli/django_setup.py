"""Bring Django up for a command that needs the database. Kept out of ``--help``, which stays quick."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError

from xieshou.cli.output import fail

F = TypeVar("F", bound=Callable[..., Any])


def with_django(command: F) -> F:
    """Set Django up before the command runs, and turn a missing database into words."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            django.setup()
        except ImproperlyConfigured as problem:
            raise fail(f"设置有误 / Bad settings: {problem}") from None
        try:
            return command(*args, **kwargs)
        except (OperationalError, ProgrammingError) as problem:
            hint = "先运行 xieshou migrate 和 xieshou load / Run `xieshou migrate` and `xieshou load` first."
            raise fail(
                f"数据库不可用或尚未建立 / The database is missing or not set up: {problem}\n{hint}"
            ) from None

    return run  # type: ignore[return-value]
