"""Who makes the records that a test makes by hand, and only those.

A service that forgets its act must fail in every test that calls it, not only behind a real server. So what
stands in for somebody looks who writes: the test itself, or code of the product.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from xieshou.domain.recorded.acting import DOING, Doing
from xieshou.kernel.actor import SYSTEM

TESTS = f"{Path(__file__).parent.parent}/"
PLUMBING = ("xieshou.domain.recorded.", "xieshou.domain.access.", "xieshou.domain.personal.")
"""Models, query sets and history come between whoever writes and the database, and write for them."""


@contextmanager
def by_hand() -> Iterator[None]:
    """Let the test write tracked records itself, in the system's name."""
    token = DOING.set(Doing(SYSTEM, "准备测试", "", stands_in=_a_test_writes))
    try:
        yield
    finally:
        DOING.reset(token)


def _a_test_writes() -> bool:
    """Is the nearest caller that is neither plumbing nor a library a test?"""
    frame = sys._getframe(1)
    while frame is not None:
        module = str(frame.f_globals.get("__name__"))
        if frame.f_code.co_filename.startswith(TESTS):
            return True
        if module.startswith("xieshou.") and not module.startswith(PLUMBING):
            return False
        frame = frame.f_back
    return False
