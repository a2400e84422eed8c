"""The made-up document (示例), and a home of its own for kept files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.support.sample_document import SampleDocument
    from tests.support.tongren import Tongren


@pytest.fixture(autouse=True)
def home(settings: Any, tmp_path: Path) -> Path:
    settings.XIESHOU_HOME = tmp_path
    return tmp_path


@pytest.fixture
def sample(db: None) -> SampleDocument:
    # Imported late: a conftest is read before Django is ready.
    from tests.support.sample_document import build

    return build()


@pytest.fixture
def tongren(db: None) -> Tongren:
    from tests.domain.places.conftest import Atlas
    from tests.support.tongren import build

    return build(Atlas())
