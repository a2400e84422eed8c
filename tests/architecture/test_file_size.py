"""A file holds one idea."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WALL = 400
# Ours to read and to change: not what the build hook brings, nor what Django generates.
SUFFIXES = {".py", ".html", ".js", ".css"}
GENERATED = {"vendor", "migrations"}


def test_no_source_file_is_longer_than_the_wall() -> None:
    long = {}
    for folder in ("src", "tools", "bench", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in SUFFIXES and not GENERATED.intersection(path.parts):
                lines = len(path.read_text("utf-8").splitlines())
                if lines > WALL:
                    long[str(path.relative_to(ROOT))] = lines
    assert not long, f"split into one idea each (wall {WALL}, aim 300): {long}"


def test_no_module_is_named_after_nothing() -> None:
    """A drawer for everything (utils.py, helpers.py) says nothing about what is in it."""
    drawers = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py"}
    found = [path for path in (ROOT / "src").rglob("*.py") if path.name in drawers]
    assert not found, f"name them after what they do: {found}"
