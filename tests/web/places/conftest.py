"""铜仁 in the pages' tests, and outlines of two of its counties."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

if TYPE_CHECKING:
    from tests.support.tongren import Tongren


@pytest.fixture
def tongren(db: None) -> Tongren:
    # Imported late: a conftest is read before Django is ready.
    from tests.domain.places.conftest import Atlas
    from tests.support.tongren import build

    return build(Atlas())


@pytest.fixture
def outlines() -> Iterator[None]:
    """Two squares for 碧江 and 江口, and one county that 铜仁 did not have."""

    def square(code: str, west: float) -> dict:
        ring = [[west, 27.0], [west + 1, 27.0], [west + 1, 28.0], [west, 28.0], [west, 27.0]]
        shape = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"code": code, "name": code}, "geometry": shape}

    folder = settings.XIESHOU_HOME / "geometry" / "counties"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "520600.json"
    squares = [square("520602", 108.0), square("520621", 109.0), square("520699", 110.0)]
    packed = file.with_name(f"{file.name}.gz")
    content = json.dumps({"type": "FeatureCollection", "features": squares}).encode()
    file.write_bytes(content)
    packed.write_bytes(gzip.compress(content))
    yield
    file.unlink()
    packed.unlink()
