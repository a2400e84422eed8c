"""The order of the domain's areas, read from the import contracts: the one place that states it."""

from __future__ import annotations

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def areas_from_above() -> list[str]:
    """The areas, the highest first; those on one line of the contract do not know one another."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    lines = parser["importlinter:contract:areas"]["layers"].split("\n")
    return [line.strip(" ()") for line in lines if line.strip()]
