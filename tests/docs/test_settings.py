"""docs/settings.md names every environment variable that the software reads, and no other."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READERS = {"text", "boolean", "integer", "words", "folder", "choices"}
SETS_ONLY = {"DJANGO_SETTINGS_MODULE"}


def names_read(source: str) -> Iterator[str]:
    """The variables that a module reads, through the typed readers or straight from ``os.environ``."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="env"), attr=reader),
                args=[ast.Constant(value=str(name)), *_],
            ) if reader in READERS:
                yield name
            case ast.Call(
                func=ast.Attribute(value=ast.Attribute(attr="environ"), attr="get" | "pop"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name
            case ast.Subscript(
                value=ast.Attribute(attr="environ"),
                slice=ast.Constant(value=str(name)),
                ctx=ast.Load(),
            ):
                yield name
            case ast.Call(
                func=ast.Attribute(attr="getenv"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield name
            case _:
                pass


def read_in(*folders: str) -> set[str]:
    """The variables read anywhere under ``folders``."""
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return {name for path in paths for name in names_read(path.read_text("utf-8"))} - SETS_ONLY


def documented() -> set[str]:
    """The variables that have a row in the page's tables."""
    page = (ROOT / "docs/settings.md").read_text("utf-8")
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", page, re.MULTILINE))


def test_every_variable_that_is_read_has_a_row() -> None:
    read = read_in("src", "tools", "bench")
    assert "XIESHOU_HOME" in read, "the reader of this test sees nothing"
    assert read <= documented()


def test_every_row_is_of_a_variable_that_is_read() -> None:
    makefile = set(re.findall(r"^([A-Z_]+) [?:]?=", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert documented() <= read_in("src", "tools", "bench") | makefile


def test_the_product_reads_its_environment_through_the_typed_readers() -> None:
    """Only the reader itself and the platform's folders look at ``os.environ``."""
    straight = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"environ\.get|environ\[|getenv", path.read_text("utf-8"))
    ]
    assert set(straight) <= {"src/xieshou/config/env.py", "src/xieshou/config/settings.py"}
