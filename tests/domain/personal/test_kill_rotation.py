"""Kill a rotation of keys at random moments: nothing is lost, and the next one goes on (real processes)."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable

import pytest

from tests.support.running import Home

pytestmark = pytest.mark.slow
ROWS = 6000
KILLS = 4

START = f"""
from tests.domain.personal.holder import Holder, create_table
from xieshou.domain.personal.keys import Purpose
from xieshou.domain.personal.ringing import add_key
create_table(Holder)
Holder.objects.bulk_create(Holder(name="示例", phone=str(13800000000 + n)) for n in range({ROWS}))
for purpose in Purpose:
    add_key(purpose)
"""
ROTATE = """
from tests.domain.personal.holder import Holder
from xieshou.domain.personal.rotating import rotate
print("ready", flush=True)
rotate([Holder], batch=20)
"""
LOOK = """
import json
from tests.domain.personal.holder import Holder
from xieshou.domain.personal import matching
from xieshou.domain.personal.rotating import pending
read = [one.unseal() for one in Holder.objects.order_by("pk").values_list("phone", flat=True)]
found = [Holder.objects.filter(matching(Holder, "phone", read[n])).count() for n in (0, len(read) // 2, -1)]
whole = read == [str(13800000000 + n) for n in range(len(read))]
print(json.dumps({"rows": len(read), "whole": whole, "found": found, "pending": pending([Holder])}))
"""


def look(home: Home) -> dict[str, object]:
    child = home.python(LOOK)
    out, _ = child.communicate(timeout=60)
    assert child.returncode == 0, out
    return json.loads(out.splitlines()[-1])


def test_a_killed_rotation_loses_nothing_and_is_finished_by_the_next(
    make_home: Callable[[str], Home],
) -> None:
    home = make_home("rotation")
    started = home.python(START)
    out, _ = started.communicate(timeout=60)
    assert started.returncode == 0, out
    chance, left = random.Random(5), [ROWS]
    for _kill in range(KILLS):
        child = home.python(ROTATE)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.02, 0.25))
        child.kill()
        child.wait()
        seen = look(home)
        assert (seen["rows"], seen["whole"], seen["found"]) == (ROWS, True, [1, 1, 1])
        left.append(int(str(seen["pending"])))
    assert left == sorted(left, reverse=True)
    assert 0 < left[1] < ROWS, "the first kill was in the middle of it"
    done = home.python(ROTATE)
    done.communicate(timeout=60)
    assert look(home) == {"rows": ROWS, "whole": True, "found": [1, 1, 1], "pending": 0}
