"""Questions on names and days per second, over all divisions loaded, beside a plain dictionary in memory.

    XIESHOU_HOME=… python bench/bench_resolve.py [seconds per measure]

needs a home that ``xieshou load`` has filled. The dictionary is the least that could answer: full names only,
one list to a name, no short forms, nothing above. It says what the database and the rules cost.
"""

from __future__ import annotations

import os
import platform
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xieshou.config.settings")
django.setup()

from django.db import connection  # noqa: E402

from xieshou.domain.places import queries  # noqa: E402
from xieshou.domain.places.models import Division, DivisionVersion, Level  # noqa: E402
from xieshou.domain.places.names import name_key, stem  # noqa: E402
from xieshou.kernel.actor import ANONYMOUS  # noqa: E402

SEED = 1996
DAYS = [date(year, 6, 30) for year in range(1981, 2026)]
Question = tuple[str, date]


def rate(
    ask: Callable[[str, date], object], questions: Sequence[Question], seconds: float
) -> tuple[float, float]:
    """Answers per second and the 95th percentile of one answer in milliseconds."""
    took: list[float] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        question = questions[len(took) % len(questions)]
        begin = time.perf_counter()
        ask(*question)
        took.append(time.perf_counter() - begin)
    return len(took) / sum(took), sorted(took)[int(len(took) * 0.95)] * 1000


class Plain:
    """The peer: full names in a dictionary."""

    def __init__(self) -> None:
        self.held: dict[str, list[tuple[date, date, str]]] = defaultdict(list)
        for key, start, end, code in DivisionVersion.objects.values_list(
            "name_key", "start_on", "end_on", "code"
        ):
            self.held[key].append((start or date.min, end or date.max, code))

    def ask(self, name: str, on: date) -> list[str]:
        """The codes that bear the name on the day."""
        return [code for start, end, code in self.held.get(name_key(name), ()) if start <= on < end]


def main() -> None:
    """Measure and print."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    chance = random.Random(SEED)
    large = list(
        DivisionVersion.objects.filter(division__level__lte=Level.COUNTY).values_list(
            "name", "division__level"
        )
    )
    if not large:
        sys.exit("nothing is loaded: run `xieshou load` first")
    towns = list(DivisionVersion.objects.filter(division__level=Level.TOWN).values_list("name", flat=True))
    sample = [chance.choice(large) for _ in range(2000)]
    days = [chance.choice(DAYS) for _ in range(2000)]
    full = [(name, on) for (name, _level), on in zip(sample, days, strict=True)]
    short = [(stem(name, level), on) for (name, level), on in zip(sample, days, strict=True)]
    local = [(chance.choice(towns), on) for on in days] if towns else []
    places = list(Division.objects.filter(level__lte=Level.COUNTY))
    chosen = [chance.choice(places) for _ in range(2000)]

    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.system()}")
    print(f"Python {platform.python_version()}, Django {django.__version__}, {connection.vendor}")
    print(f"{Division.objects.count():,} divisions, {DivisionVersion.objects.count():,} versions\n")

    plain = Plain()
    peer, _ = rate(plain.ask, full, min(seconds, 1.0))
    print(f"{'':34}{'per second':>12}{'p95 ms':>9}{'of the dictionary':>19}")
    print(f"{'dictionary, full names':34}{peer:>12,.0f}{'':>9}{'1':>19}")

    def resolve(name: str, on: date) -> object:
        return queries.resolve(ANONYMOUS, name, on=on)

    for label, questions in (
        ("resolve, full names to counties", full),
        ("resolve, short names to counties", short),
        ("resolve, full names of towns", local),
    ):
        if questions:
            speed, slow = rate(resolve, questions, seconds)
            print(f"{label:34}{speed:>12,.0f}{slow:>9.1f}{f'1/{peer / speed:,.0f}':>19}")

    turn = iter(range(10**9))

    def as_of(_name: str, on: date) -> object:
        return queries.as_of(ANONYMOUS, chosen[next(turn) % len(chosen)], on)

    speed, slow = rate(as_of, full, seconds)
    print(f"{'as_of, one division on a day':34}{speed:>12,.0f}{slow:>9.1f}{f'1/{peer / speed:,.0f}':>19}")

    answers = [queries.resolve(ANONYMOUS, name, on=on) for name, on in full[:500]]
    one = sum(answer.only is not None for answer in answers)
    several = sum(answer.ambiguous for answer in answers)
    print(f"\nof 500 full names on random days: {one} one, {several} several, {500 - one - several} none")


if __name__ == "__main__":
    main()
