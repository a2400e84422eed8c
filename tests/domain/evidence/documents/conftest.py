"""A small made-up document (示例) whose figures have places in its text, and a home of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.sample_document import SampleDocument


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """Where kept files go."""
    settings.XIESHOU_HOME = tmp_path
    return tmp_path


@pytest.fixture
def sample(db: None) -> SampleDocument:
    # Imported late: a conftest is read before Django is ready.
    from tests.support.sample_document import build

    return build()
