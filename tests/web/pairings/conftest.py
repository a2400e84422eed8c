"""铜仁 and its helpers since 1996, for the pages of the pairings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.support.tongren import Tongren


@pytest.fixture
def tongren(db: None) -> Tongren:
    # Imported late: a conftest is read before Django is ready.
    from tests.domain.places.conftest import Atlas
    from tests.support.tongren import build

    return build(Atlas())
