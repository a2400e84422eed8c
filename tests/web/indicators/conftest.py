"""The claims' fixtures serve the catalogue too."""

from __future__ import annotations

import pytest

from tests.web.claims.conftest import Told, told

__all__ = ["Told", "scheme", "told"]


@pytest.fixture
def scheme(told):
    """A scheme of two classes: one indicator in each, the others in none."""
    from xieshou.domain.evidence.models import Scheme, SchemeClass, Tagging

    made = Scheme.objects.create(
        code="sample", name="示例分类", name_en="Sample scheme", document=told.projects.document
    )
    for position, (code, indicator) in enumerate(
        (("money", told.funds.indicator), ("work", told.projects.indicator))
    ):
        group = SchemeClass.objects.create(
            scheme=made, code=code, name=f"示例{code}", name_en=f"sample {code}", position=position
        )
        Tagging.objects.create(
            scheme=made, scheme_class=group, subject_kind="indicator", subject_id=indicator.pk
        )
    return made
