"""The root of the command line."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from xieshou import __version__
from xieshou.cli import (
    asking,
    auditing,
    conflicting,
    demonstrating,
    figures,
    importing,
    keeping_keys,
    ledgers,
    loading,
    running,
    users,
    working,
    yearly,
)

app = typer.Typer(
    name="xieshou",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    # Plain help: it is there at once, and reads the same in a terminal, a pipe and a log.
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xieshou {__version__}")
        raise typer.Exit


@app.callback(epilog="The home is the folder that XIESHOU_HOME names; another database, DATABASE_URL.")
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Xieshou (携手): who is paired with whom in China's paired assistance.

    For places, divisions and the pairs of 东西部协作 and 对口帮扶 since 1996.
    """


app.add_typer(demonstrating.app, name="demo")
for command in (running.serve, running.migrate):
    app.command()(command)
app.command()(working.worker)
app.command(hidden=True)(working.keep_worker)
app.add_typer(loading.app, name="load")
app.add_typer(keeping_keys.app, name="keys")
app.add_typer(users.app, name="user")
for command in (ledgers.registers, ledgers.template, ledgers.export):
    app.command()(command)
app.command(name="import")(importing.import_file)
app.command()(auditing.audit)
for command in (asking.resolve, asking.helpers, figures.figures, conflicting.conflicts, running.verify):
    app.command()(command)
app.add_typer(yearly.app, name="calendar")


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xieshou.config.settings")
    app()
