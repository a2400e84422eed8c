"""The whole history from the package's own files."""

from __future__ import annotations

from functools import lru_cache

from xieshou.domain.places.history.changes import read_changes
from xieshou.domain.places.history.continuity import History, build
from xieshou.domain.places.history.revisions import read_snapshots


@lru_cache(maxsize=1)
def full_history() -> History:
    """Every division from province to county since 1980. Some four seconds the first time."""
    changes = read_changes()
    return build(read_snapshots(changes), changes)
