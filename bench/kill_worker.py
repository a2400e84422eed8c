"""Kill a worker at random moments and count what is there: ``python -m bench.kill_worker [KILLS] [import]``.

With ``import`` it is killed while it imports 3,000 rows into a register, else while it does a job made slow.
In a home of its own that is thrown away; with DATABASE_URL in that (empty) database.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.killing import IMPORTING, KILLING, wrong
from tests.support.running import Home


def main() -> int:
    """Print a line a kill and a summary; 1 when anything was not as promised."""
    words = sys.argv[1:]
    script = IMPORTING if "import" in words else KILLING
    kills = next((word for word in words if word.isdigit()), "20")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="xieshou-kill-") as folder:
        home = Home(Path(folder), {**os.environ, "XIESHOU_HOME": folder})
        home.do("migrate")
        said, _ = home.python(script, kills, str(time.time_ns())).communicate()
    rounds = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    for one in rounds:
        print(json.dumps(one, ensure_ascii=False))
    moments = Counter("applying" if one["killed"]["applying"] else one["killed"]["state"] for one in rounds)
    problems = [problem for problem in map(wrong, rounds) if problem]
    took = time.monotonic() - began
    print(f"{len(rounds)} kills in {took:.0f} s; at: {dict(moments)}; wrong: {problems or 'none'}")
    if len(rounds) != int(kills):
        print(said[-2000:])
        return 1
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
