"""A worker takes no more memory than it is allowed; a job that wants more fails by itself."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("resource")

GREEDY = """
import sys
from xieshou.cli.working import limit_memory
assert limit_memory(int(sys.argv[1])) == (sys.argv[1] != "0")
try:
    held = bytearray(int(sys.argv[2]) * 1024 * 1024)
except MemoryError:
    print("refused")
else:
    print("given")
"""


@pytest.mark.parametrize(
    ("limit", "wanted", "answer"), [("300", "500", "refused"), ("300", "50", "given"), ("0", "500", "given")]
)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems take the limit and do not heed it")
def test_what_is_beyond_the_limit_is_refused(limit: str, wanted: str, answer: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GREEDY, limit, wanted], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == answer
