"""A town with three villages, and files of the national export of a village of twelve 示例 households."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.domain.households.ledgers.rows import COUNTY, OTHER, TOWN, VILLAGE
from tests.domain.places.conftest import Atlas
from tests.workbooks.making import workbook
from xieshou.workbooks.registering import register_named

if TYPE_CHECKING:
    from xieshou.domain.places.models import Division


@pytest.fixture
def places(db: None) -> dict[str, Division]:
    """碧江区 with one town of two villages, 万山区 with one that has a village of the same name."""
    atlas = Atlas()
    county = atlas.add(COUNTY, 3, "520602")
    town = atlas.add(TOWN, 4, "520602204", county)
    far_county = atlas.add("万山区", 3, "520603")
    far_town = atlas.add("示例镇", 4, "520603001", far_county)
    return {
        "county": county,
        "town": town,
        "village": atlas.add(VILLAGE, 5, "520602204201", town),
        "other": atlas.add(OTHER, 5, "520602204202", town),
        "far": atlas.add(VILLAGE, 5, "520603001001", far_town),
        "bare town": atlas.add("空白镇", 4, "520602205", county),
    }


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows by field as a file of a register: every column of it, or those that are named."""

    def made(
        rows: list[dict[str, Any]], fields: list[str] | None = None, name: str = "households-national"
    ) -> Path:
        columns = register_named(name).workbook
        named = fields or [field for field in columns.fields if any(field in row for row in rows)]
        header = [columns.column(field).title for field in named]
        return workbook(
            tmp_path / "户籍.xlsx", [header, *([row.get(field) for field in named] for row in rows)]
        )

    return made
