"""Looking for a part of the machine in several ways, and saying what was tried."""

from __future__ import annotations

import sys


class MissingPartError(RuntimeError):
    """A part that the tests need is not on this machine and could not be installed."""


class Attempts:
    """The list of ways in which a part was looked for, printed as it grows."""

    def __init__(self, part: str, *, quiet: bool = False) -> None:
        self.part = part
        self.quiet = quiet
        self.tried: list[str] = []

    def note(self, way: str, outcome: str) -> None:
        """Record one way and what came of it."""
        self.tried.append(f"{way}: {outcome}")
        if not self.quiet:
            print(f"[{self.part}] {self.tried[-1]}", file=sys.stderr, flush=True)

    def error(self, advice: str) -> MissingPartError:
        """The error that lists everything that was tried, to be raised."""
        lines = "\n".join(f"  - {line}" for line in self.tried)
        return MissingPartError(f"No {self.part}. Tried:\n{lines}\n{advice}")


def gist(output: str) -> str:
    """The line of a failed command's output that most likely says why: the last that names an error."""
    lines = [line.strip() for line in output.splitlines() if any(map(str.isalpha, line))]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no output"])[-1]
