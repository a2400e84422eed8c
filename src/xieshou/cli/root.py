"""The root of the command line."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from xieshou import __version__
from xieshou.cli import asking, demonstrating, loading, running

app = typer.Typer(
    name="xieshou",
    help="携手 Xieshou: paired assistance from the pairing plan to the year-end assessment.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xieshou {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """携手 Xieshou: paired assistance from the pairing plan to the year-end assessment."""


for command in (demonstrating.demo, running.serve, running.migrate, running.verify):
    app.command()(command)
for command in (asking.resolve, asking.helpers):
    app.command()(command)
app.add_typer(loading.app, name="load")


def main() -> None:
    """Run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xieshou.config.settings")
    app()
