"""Bring Django up for a command that needs the database. Kept out of ``--help``, which stays quick."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from xieshou.cli.output import fail
from xieshou.kernel.busy import is_busy

F = TypeVar("F", bound=Callable[..., Any])

_UNSET = re.compile(r"no such (table|column)|(relation|column) .*does not exist")
_CLOSED = re.compile(r"unable to open database file|readonly database")
MIGRATE_FIRST = "先运行 xieshou migrate,再运行 xieshou load / Run `xieshou migrate`, then `xieshou load`."


def with_django(command: F) -> F:
    """Set Django up before the command runs, and turn bad settings or a missing database into words."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        _set_up()
        from django.db import OperationalError, ProgrammingError

        try:
            return command(*args, **kwargs)
        except (OperationalError, ProgrammingError) as problem:
            raise fail(_busy() if is_busy(problem) else _in_words(str(problem).strip())) from None

    return run  # type: ignore[return-value]


def _set_up() -> None:
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except OSError as problem:
        where = f"{problem.filename}: {problem.strerror}"
        raise fail(
            f"数据文件夹不可用 / The home cannot be used: {where}\n"
            "XIESHOU_HOME 应为可写的文件夹 / Name a folder that you may write in XIESHOU_HOME."
        ) from None
    except (ImproperlyConfigured, ValueError) as problem:
        raise fail(f"设置有误 / Bad settings: {problem}") from None


def _busy() -> str:
    return (
        "另一个程序正在写入,等候超时;没有写完的一步未作任何更改:请过一两分钟再试\n"
        "Another process is writing and did not finish in time. The step that was waiting changed nothing; "
        "try again in a minute."
    )


def _in_words(problem: str) -> str:
    """What the database said, and what to do about it."""
    from django.conf import settings

    if _UNSET.search(problem):
        return f"数据库尚未建立或版本较旧 / The database is not set up ({problem}).\n{MIGRATE_FIRST}"
    if _CLOSED.search(problem):
        home = settings.XIESHOU_HOME
        return f"不能写入数据库 / The database in {home} cannot be written ({problem})."
    return f"数据库不可用 / The database cannot be used: {problem}"


def migrate_if_fresh() -> None:
    """Set a database up in which nothing ever was; stop with words where it is of an older version.

    An older one is left to ``xieshou migrate``, which an administrator runs knowingly, after a backup.

    Raises:
        typer.Exit: with code 1 and what to do.
    """
    from django.core.management import call_command
    from django.db import connection

    if not connection.introspection.table_names():
        call_command("migrate", interactive=False, verbosity=0)
    require_migrated()


def require_migrated() -> None:
    """Stop with words where the database is not of this version.

    Raises:
        typer.Exit: with code 1 and what to do.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise fail(f"数据库尚未建立或版本较旧 / The database is not set up.\n{MIGRATE_FIRST}")
