"""Owns storing and reading many records at once, as Polars frames whose columns are a model's ``attname``s.

For registers of a hundred thousand records and more, where saving one by one takes minutes. Everything runs
inside the caller's transaction, so that history and the rest of a write stand or fall with it. Knows no area.
"""

from xieshou.domain.workflow.storing.columns import (
    BadValuesError,
    FrameError,
    MissingColumnsError,
    UnknownColumnsError,
    WrongTypeError,
)
from xieshou.domain.workflow.storing.reading import read_frames
from xieshou.domain.workflow.storing.writing import (
    KeyMismatchError,
    NotAKeyError,
    insert_frame,
    update_frame,
)

__all__ = [
    "BadValuesError",
    "FrameError",
    "KeyMismatchError",
    "MissingColumnsError",
    "NotAKeyError",
    "UnknownColumnsError",
    "WrongTypeError",
    "insert_frame",
    "read_frames",
    "update_frame",
]
