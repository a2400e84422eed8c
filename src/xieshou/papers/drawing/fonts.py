"""A font of this machine that has Chinese characters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from matplotlib import font_manager

from xieshou.papers.faults import NoChineseFontError

# What a chart may well have to write; a font without one of them is not for Chinese.
PROBE = "携手东西部协作"
# Asked after the pages' own families: what Windows and older Linux systems ship.
MORE = (
    "SimHei",
    "SimSun",
    "Noto Serif CJK SC",
    "Source Han Serif SC",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)


@cache
def chinese_family(named: str, wanted: tuple[str, ...]) -> str:
    """The family to draw with: the one ``named`` (a file or a family), else the first found of ``wanted``.

    Raises:
        NoChineseFontError: when there is none; it names what was looked for.
    """
    if named:
        family = _added(named) if Path(named).suffix.lower() in (".ttf", ".ttc", ".otf") else named
        if family and _draws(family):
            return family
        raise NoChineseFontError(named)
    found = next(_known((*wanted, *MORE)), "")
    if not found:
        # The list of fonts is kept from an earlier start; one may have been installed since.
        for path in font_manager.findSystemFonts():
            _added(path)
        found = next(_known((*wanted, *MORE)), "")
    if not found:
        raise NoChineseFontError(", ".join((*wanted, *MORE)))
    return found


def _known(families: Sequence[str]) -> Iterator[str]:
    names = set(font_manager.fontManager.get_font_names())
    return (family for family in families if family in names and _draws(family))


def _added(path: str) -> str:
    """Make a font file known; its family, or "" for a file that is none."""
    try:
        font_manager.fontManager.addfont(path)
        return font_manager.FontProperties(fname=path).get_name()
    except (OSError, RuntimeError, ValueError):
        return ""


def _draws(family: str) -> bool:
    try:
        path = font_manager.findfont(family, fallback_to_default=False)
        font = font_manager.get_font(path)
    except (ValueError, OSError, RuntimeError):
        return False
    return all(font.get_char_index(ord(character)) for character in PROBE)
