"""The ``xieshou`` command. A file per group of commands; words to the user are made here, rules are not."""

from xieshou.cli.root import main

__all__ = ["main"]
