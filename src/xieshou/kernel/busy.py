"""Whether a database refused only because somebody else was writing."""

from __future__ import annotations

# SQLite: busy, locked. PostgreSQL: serialisation failure, deadlock, lock not available.
_SQLITE = frozenset({5, 6})
_POSTGRESQL = frozenset({"40001", "40P01", "55P03"})


def is_busy(problem: BaseException | None) -> bool:
    """Would the same be done if it were tried again? Looks at what the database's driver said.

    The driver's error is the cause of what Django raises; its extended codes keep the kind in the low byte.
    """
    while problem is not None:
        code = getattr(problem, "sqlite_errorcode", None)
        if code is not None:
            return code & 0xFF in _SQLITE
        if getattr(problem, "sqlstate", None) in _POSTGRESQL:
            return True
        problem = problem.__cause__
    return False
