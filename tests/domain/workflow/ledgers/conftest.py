"""A register with a few rows, and files to import into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbooks.making import workbook
from xieshou.workbooks.registering import Register

HEADER = ["适用地区代码", "年份", "用途", "标准(元)", "出处", "可信度", "说明"]
LINES = [
    [None, 2019, "国家标准(现价)", 3218, "S1", "有出处", None],
    ["610600", 2021, "防返贫监测标准", 6000, "S67", "有出处", "示例"],
]


@pytest.fixture
def lines(db: None) -> Register:
    """The register of poverty lines, empty, and one place that it may name."""
    from xieshou.domain.places.models import Division, Level
    from xieshou.workbooks.registering import register_named

    Division.objects.create(code="610600", name="延安市", level=Level.PREFECTURE)
    return register_named("poverty-lines")


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write an .xlsx of poverty lines."""

    def write(*rows: list[object], name: str = "lines.xlsx") -> Path:
        return workbook(tmp_path / name, [HEADER, *rows])

    return write
