"""What is written to the log: nothing that looks like personal data."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

from xieshou.kernel.masking import scrub


class ScrubbingFormatter(logging.Formatter):
    """Masks identity numbers and phones in messages and tracebacks, whoever wrote them."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines, as they are written."""
        return scrub(super().format(record))


class Console(logging.StreamHandler[TextIO]):
    """Writes to what standard error is now, not to what it was when the program began."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        self.stream = sys.stderr
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the name is the library's)
        """Say that a line was lost, and nothing of what it held: it did not pass the formatter."""
        if sys.stderr is not None:
            sys.stderr.write(f"a line of {record.name} could not be written\n")
