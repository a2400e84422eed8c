"""Which tests belong together: marks that are read off a test, the order of files, and what was left out.

``no_database``: no fixture of the test leads to a database, so pytest-django would refuse every query of it,
and it makes no home in which a command could open one. ``appearance``: it holds the look of a page to axe.
Both answer the same on any database, so `make test` asks them once: see docs/decisions/0013.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from typing import Any

import pytest

TO_A_DATABASE = {
    "db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback", "django_db_setup",
    "live_server", "housing",
}  # fmt: skip
REASONS = {
    "no_database": "touch no database",
    "appearance": "judge how a page looks",
    "office": "open a paper in LibreOffice",
    "browser": "drive a browser",
    "slow": "take seconds",
}
LEFT_OUT = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT_OUT] = Counter()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Add the marks."""
    fixtures = set(getattr(item, "fixturenames", ()))
    if not (fixtures & TO_A_DATABASE or item.get_closest_marker("django_db") or asks_later(item)):
        item.add_marker(pytest.mark.no_database)
    if "axe" in item.name.partition("[")[0].split("_") and "page_at" in fixtures:
        item.add_marker(pytest.mark.appearance)


def asks_later(item: pytest.Item) -> bool:
    """Does the test ask for fixtures while it runs? Which, nobody can tell before."""
    return isinstance(item, pytest.Function) and "request" in item._fixtureinfo.argnames


def _weight(item: pytest.Item) -> int:
    fixtures = set(getattr(item, "fixturenames", ()))
    if "housing" in fixtures:
        return 0 if "loaded_home" in fixtures else 1
    if item.get_closest_marker("browser"):
        return 2
    return 4 if item.get_closest_marker("no_database") else 3


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Beside other workers the files that take longest come first, so that all end together."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        weights: dict[Any, int] = {}
        for item in items:
            weights[item.path] = min(weights.get(item.path, 9), _weight(item))
        items.sort(key=lambda item: weights[item.path])


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Count what is left out by its first reason."""
    for item in items:
        reason = next((name for name in REASONS if item.get_closest_marker(name)), "")
        item.config.stash[LEFT_OUT][reason] += 1


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the counts to the process that prints."""
    output = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["left_out"] = dict(session.config.stash[LEFT_OUT])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Hear a worker's counts; each collects everything, and so tells the same."""
    told = getattr(node, "workeroutput", {}).get("left_out", {})
    node.config.stash[LEFT_OUT] |= Counter(told)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many tests were left out, and why."""
    counts = config.stash[LEFT_OUT]
    if counts:
        said = ", ".join(f"{n} {REASONS.get(name, 'were not asked for')}" for name, n in counts.most_common())
        terminalreporter.write_line(f"left out: {said}")
