"""How commands answer: a table to a person, JSON to a script."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from unicodedata import east_asian_width

import typer

AsJson = Annotated[
    bool | None,
    typer.Option(
        "--json/--table", show_default=False, help="What to print; without either, JSON unless to a terminal."
    ),
]


def wants_json(asked: bool | None) -> bool:
    """What was asked for, else JSON unless a person is watching."""
    return not sys.stdout.isatty() if asked is None else asked


def print_json(value: object) -> None:
    """Print a value as readable JSON, Chinese as it is."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows in aligned columns; a Chinese character is two columns wide."""
    if not rows:
        return
    columns = list(rows[0])
    cells = [columns, *([_cell(row[column]) for column in columns] for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        typer.echo("  ".join(padded).rstrip())


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return " ".join(map(str, value))
    return "" if value is None else str(value)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def say(message: str) -> None:
    """Tell a person something on stderr, where it is in no script's way."""
    typer.echo(message, err=True)


def fail(message: str, code: int = 1) -> typer.Exit:
    """Say on stderr what is wrong; raise what this returns."""
    say(message)
    return typer.Exit(code)
