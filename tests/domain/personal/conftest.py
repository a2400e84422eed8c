"""The table of the tests' own model."""

from __future__ import annotations

import pytest


@pytest.fixture
def holder_table(db: None) -> None:
    from tests.domain.personal.holder import Holder, create_table

    create_table(Holder)
