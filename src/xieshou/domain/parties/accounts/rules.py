"""Pure decisions on sign-ins: how long a lock holds, when an invitation stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta


def locked_until(
    failures: Iterable[tuple[datetime, int]], *, limit: int, memory: timedelta
) -> datetime | None:
    """When a lock ends, or None where nothing is locked.

    ``failures`` are moments with the number of failed sign-ins at each; a failure is forgotten ``memory``
    after its moment. There is a lock while ``limit`` or more are remembered; those given are all remembered.
    """
    counted = sorted(failures)
    left = sum(number for _, number in counted)
    if left < limit:
        return None
    for moment, number in counted:
        left -= number
        if left < limit:
            return moment + memory
    return None
