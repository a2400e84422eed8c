"""The written pages, and what can be read off them."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^```[^\n]*\n(?P<block>.*?)^```|`(?P<inline>[^`\n]+)`", re.MULTILINE | re.DOTALL)


def markdown() -> list[Path]:
    """Every page of ours."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").rglob("*.md")])


def code(text: str) -> list[str]:
    """The lines of a page's code blocks, and its inline code."""
    lines = []
    for found in CODE.finditer(text):
        lines += (found["block"] or found["inline"]).splitlines()
    return [line.strip().removeprefix("$ ") for line in lines if line.strip()]


def prose(text: str) -> str:
    """A page without its code blocks."""
    return FENCE.sub("", text)
