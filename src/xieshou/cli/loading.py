"""``xieshou load``: fill a home with everything that ships, from divisions to claims."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from xieshou import __version__
from xieshou.cli import steps
from xieshou.cli.django_setup import migrate_if_fresh, with_django
from xieshou.cli.output import fail

app = typer.Typer(invoke_without_command=True, rich_markup_mode=None)

Steps = Mapping[str, Callable[[], str]]


@app.callback()
def load(context: typer.Context) -> None:
    """Fill a home with everything that ships (随附数据).

    Divisions, documents, terms, organisations, rounds, pairings, indicators, claims and maps, in the order in
    which one needs the other. Loading again changes nothing; a load that was broken off is finished by the
    next.
    """
    if context.invoked_subcommand is None:
        _everything()


@with_django
def _everything() -> None:
    migrate_if_fresh()
    load_everything()


@app.command()
@with_django
def places(
    villages: Annotated[
        bool, typer.Option("--villages", help="All 620 thousand villages (村), not only the usual counties'.")
    ] = False,
) -> None:
    """Load the divisions (区划) alone, with flags and profiles."""
    migrate_if_fresh()
    _run(steps.of_places(all_villages=villages))


def load_everything() -> None:
    """Load all that ships with this version, printing what each step did and how long it took.

    Each step stores all or nothing, and the stamp comes last: whenever this is broken off, the next start
    finds the load still due, and running it again gives what one run would have.
    """
    _run(steps.of_everything())
    path = stamp_path()
    aside = path.with_name(f"{path.name}.part")
    aside.write_text(data_stamp(), "ascii")
    aside.replace(path)


def _run(wanted: Steps) -> None:
    for name, step in wanted.items():
        started = time.monotonic()
        typer.echo(f"  {name} … ", nl=False)
        try:
            done = step()
        except (ValueError, LookupError, RuntimeError, OSError) as problem:
            typer.echo()
            raise fail(f"{name}: {problem}") from None
        typer.echo(f"{done} ({time.monotonic() - started:.1f} s)")


def stamp_path() -> Path:
    """Where a home says what was loaded into it."""
    from django.conf import settings

    return Path(settings.XIESHOU_HOME) / "loaded"


def data_stamp() -> str:
    """A digest of every shipped data file, the version and the database's name.

    Another stamp means that a load is due.
    """
    from django.db import connection

    import xieshou.domain

    root = Path(xieshou.domain.__file__).parent
    into = connection.settings_dict
    digest = hashlib.sha256(f"{__version__} {into['HOST']}:{into['PORT']}/{into['NAME']}".encode())
    for path in sorted([*root.glob("*/data/**/*"), *root.glob("places/vendor/.stamp")]):
        if path.is_file():
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def is_loaded() -> bool:
    """Was everything that ships with this version loaded into this home, to the end?"""
    from xieshou.domain.places.models import Division

    path = stamp_path()
    return path.is_file() and path.read_text("ascii") == data_stamp() and Division.objects.exists()


def load_if_due() -> None:
    """Load when this home was never filled, or by other data; a second start costs nothing."""
    if not is_loaded():
        load_everything()
