"""A small made-up document (示例) whose three figures have places in its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.sample_document import SampleDocument


@pytest.fixture
def sample(db: None) -> SampleDocument:
    # Imported late: a conftest is read before Django is ready.
    from tests.support.sample_document import build

    return build()
