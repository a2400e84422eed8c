"""Poverty lines on record, and made-up files (示例) to import into their ledger."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.workbooks.making import workbook

HEADER = ["适用地区代码", "年份", "用途", "标准(元)", "出处", "可信度", "说明"]
NEW = ["610600", 2031, "防返贫监测标准", 6000, "示例出处", "示例", "示例"]
CHANGED = [None, 2030, "国家标准(现价)", 3300, "示例出处", "示例", "示例"]
WRONG = [None, 2032, "国家标准(现价)", "很多", "示例出处", "示例", "示例"]
MENDED = [None, 2032, "国家标准(现价)", 3500, "示例出处", "示例", "示例"]


@pytest.fixture
def line(db: None):
    """One line on record, which CHANGED changes, and the place that NEW names."""
    from xieshou.domain.households.models import PovertyLine
    from xieshou.domain.places.models import Division, Level

    Division.objects.create(code="610600", name="延安市", level=Level.PREFECTURE)
    return PovertyLine.objects.create(
        year=2030, purpose="current", amount=3218, source="示例出处", certainty="sample", note="示例"
    )


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Write an .xlsx of poverty lines."""

    def write(*rows: list[object], name: str = "示例贫困线.xlsx") -> Path:
        return workbook(tmp_path / name, [HEADER, *rows])

    return write


@pytest.fixture
def uploaded(administrator_client, file, line):
    """Upload rows through the page; the address of what came of it."""

    def send(*rows: list[object], name: str = "示例贫困线.xlsx") -> str:
        with file(*rows, name=name).open("rb") as opened:
            answer = administrator_client.post("/ledgers/poverty-lines/upload/", {"file": opened})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"]

    return send


@pytest.fixture
def work() -> Callable[[], None]:
    """Let a worker do what waits, here and now."""
    from xieshou.domain.workflow.jobs.worker import run_worker

    return lambda: run_worker(stopping=threading.Event(), until_idle=True)
