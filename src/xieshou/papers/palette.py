"""The product's colours, read from the one table that pages, charts and papers share."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# A stylesheet of the pages, read as data: nothing of the pages is imported.
TOKENS = "web/static/web/tokens.css"
_COLOUR = re.compile(r"--([a-z0-9-]+):\s*#([0-9a-fA-F]{6})\b")
_SANS = re.compile(r"--sans:([^;]*);")


class Palette:
    """Colours by their token: ``palette["east"]`` is ``1d6a96``."""

    def __init__(self, css: str) -> None:
        light = css.split("}", 1)[0]
        self._colours: dict[str, str] = {name: value.lower() for name, value in _COLOUR.findall(light)}
        families = _SANS.search(light)
        self.families = re.findall(r'"([^"]+)"', families[1]) if families else []

    def __getitem__(self, token: str) -> str:
        """Six hexadecimal digits, without the sign.

        Raises:
            KeyError: for a colour that the tokens do not have.
        """
        return self._colours[token]


@cache
def palette() -> Palette:
    """The tokens of this installation."""
    return Palette((files("xieshou") / TOKENS).read_text("utf-8"))
