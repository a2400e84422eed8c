"""What the pages tell people to type exists, and what exists is on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import typer

from tests.docs.pages import ROOT, code, markdown
from xieshou.cli.root import app

PAGE = ROOT / "docs/commands.md"


def commands(command: click.Command, path: str = "xieshou") -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, with the words that one types."""
    yield path, command
    if hasattr(command, "commands"):
        for name, below in command.commands.items():
            yield from commands(below, f"{path} {name}")


def known() -> dict[str, click.Command]:
    """Every command that can be typed."""
    return dict(commands(typer.main.get_command(app)))


def typed(path: Path) -> Iterator[list[str]]:
    """The words of each ``xieshou …`` line in a page's code."""
    for line in code(path.read_text("utf-8")):
        found = re.match(r"(?:[A-Z_]+=\S+ )*(?:\S+/)?xieshou(?![-\w.:])((?: [^|&;#]+)?)", line)
        if found and not line.startswith("#"):
            yield found[1].split()


def test_every_command_has_an_entry() -> None:
    page = PAGE.read_text("utf-8")
    missing = [path for path, command in known().items() if not command.hidden and f"`{path}" not in page]
    assert missing == []


def test_every_command_says_what_it_does() -> None:
    assert [path for path, command in known().items() if not command.help] == []


def test_every_command_on_a_page_exists() -> None:
    """The words up to the first option or argument are commands, and the options are theirs."""
    tree = known()
    wrong = []
    for page in markdown():
        for words in typed(page):
            path = "xieshou"
            while words and f"{path} {words[0]}" in tree:
                path = f"{path} {words.pop(0)}"
            options = {name for parameter in tree[path].params for name in parameter.opts} | {"--help"}
            group = hasattr(tree[path], "commands")
            bad = [word for word in words if word.startswith("--") and word.split("=")[0] not in options]
            if bad or (group and words and not words[0].startswith("-")):
                wrong.append(f"{page.relative_to(ROOT)}: {path} {' '.join(words)}")
    assert wrong == []


def test_every_make_target_on_a_page_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    wrong = []
    for page in markdown():
        for line in code(page.read_text("utf-8")):
            found = re.match(r"(?:[A-Z_]+=\S+ )*make\b(.*)", line)
            words = found[1].split("#")[0].split() if found else []
            wrong += [
                f"{page.relative_to(ROOT)}: make {word}"
                for word in words
                if "=" not in word and not word.startswith("-") and word not in targets
            ]
    assert wrong == []


def test_every_make_target_says_what_it_does() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert phony is not None
    explained = set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))
    assert explained == set(phony[1].split())
