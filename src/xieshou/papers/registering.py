"""The papers that the areas declare."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xieshou.kernel.language import Language
from xieshou.papers.shelf import Shelf, shelf_of

# Stands in every paper: what it was made from.
REQUIRED = ("made.line",)


@dataclass(frozen=True, slots=True)
class Template:
    """The bytes of a template and what the paper calls it: ``shipped``, or the number of a version."""

    data: bytes
    version: str

    @property
    def sha256(self) -> str:
        """The hash of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper. ``title`` may be a lazy translation; ``shipped`` builds the template that comes with
    the software, ``sample`` an example of every value, no list empty; both in the language given.
    """

    code: str
    title: Any
    shipped: Callable[[Language], bytes]
    sample: Callable[[Language], Mapping[str, Any]]

    def shelf(self, home: Path, language: Language) -> Shelf:
        """The users' own templates of this paper."""
        return shelf_of(home, self.code, language.value)

    def template(self, home: Path, language: Language) -> Template:
        """What is printed with: the users' own where there is one, else the shipped.

        Raises:
            NoSuchVersionError: when the file of the users' own is missing or was changed.
        """
        shelf = self.shelf(home, language)
        own = shelf.in_use()
        if own is None:
            return Template(self.shipped(language), "shipped")
        return Template(shelf.template(own), str(own.number))

    def check(self, data: bytes, language: Language) -> None:
        """Let a file through that can be a template of this paper.

        Raises:
            TemplateRefusedError: with all that is wrong.
        """
        # Imported here: the Word libraries take a third of a second to load, at the start of every command.
        from xieshou.papers.checking import check_template

        check_template(data, {**self.sample(language), "made": {"line": "…"}}, REQUIRED)


_papers: dict[str, Paper] = {}


def register(paper: Paper) -> None:
    """Add a paper, or replace the one of the same code."""
    _papers[paper.code] = paper


def papers() -> Sequence[Paper]:
    """All of them, by code."""
    return [_papers[code] for code in sorted(_papers)]


def paper(code: str) -> Paper:
    """One of them.

    Raises:
        KeyError: when there is none of that code.
    """
    return _papers[code]
