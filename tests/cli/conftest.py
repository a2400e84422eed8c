"""What the tests of the commands share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.running import Home

Ask = Callable[..., tuple[Any, int, str]]


@pytest.fixture
def ask(loaded_home: Home) -> Ask:
    """Type a command: what its JSON says (None when it printed nothing), the exit code, and stderr."""

    def typed(*words: str) -> tuple[Any, int, str]:
        done = loaded_home.run(*words)
        return json.loads(done.stdout) if done.stdout else None, done.returncode, done.stderr

    return typed
