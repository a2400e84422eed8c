"""What is written to the log: nothing that looks like personal data."""

from __future__ import annotations

import logging

from xieshou.kernel.masking import scrub


class ScrubbingFormatter(logging.Formatter):
    """Masks identity numbers and phones in messages and tracebacks, whoever wrote them."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, or lines, as they are written."""
        return scrub(super().format(record))
