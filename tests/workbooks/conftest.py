"""Every workbook that a test of this folder makes is read both ways: at once, and in pieces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.workbooks.both_ways import require_same


@pytest.fixture(autouse=True)
def _read_both_ways(tmp_path: Path) -> Iterator[None]:
    yield
    for path in tmp_path.glob("*.xlsx"):
        require_same(path)
