"""The ledger of glossary entries: out, in again, the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.exchanging import examined, imported, out_and_in, sheet, wrong_cells
from xieshou.domain.evidence.loading import load_terms
from xieshou.domain.evidence.models import Term
from xieshou.domain.evidence.queries import search_terms
from xieshou.kernel.actor import ANONYMOUS, SYSTEM
from xieshou.workbooks.registering import register_named

pytestmark = pytest.mark.django_db
FIELDS = register_named("terms").workbook.fields
COLUMNS = [field.name for field in Term._meta.concrete_fields if field.name not in ("id", "edited_at")]


def entry(slug: str, name: str, **changes: str) -> list[str | None]:
    usual = {"term_class": "战略类", "aliases": None, "sources": None, "slug": slug, "name": name}
    return [(usual | changes).get(field, f"{slug} {field}") for field in FIELDS]


@pytest.mark.parametrize("end", ["xlsx", "csv"])
def test_what_ships_comes_back_unchanged(evidence: None, tmp_path: Path, end: str) -> None:
    total = Term.objects.count()
    path = tmp_path / f"terms.{end}"
    assert out_and_in("terms", path) == {"new": 0, "changed": 0, "unchanged": total, "wrong": 0}
    before = list(Term.objects.values(*COLUMNS))
    Term.objects.all().delete()
    assert imported("terms", path).new == total > 100
    assert list(Term.objects.values(*COLUMNS)) == before


def test_an_imported_entry_is_found_and_survives_the_next_load(evidence: None, tmp_path: Path) -> None:
    first, second = Term.objects.order_by("pk")[:2]
    path = sheet(
        tmp_path / "terms.xlsx",
        "terms",
        FIELDS,
        entry(first.slug, second.name),
        entry(second.slug, first.name, aliases="示例别名甲;示例别名乙"),
    )
    assert imported("terms", path).changed == 2
    assert [term.slug for term in search_terms(ANONYMOUS, "示例别名乙")] == [second.slug]
    assert load_terms(actor=SYSTEM).left == 2
    assert examined("terms", path).counts["unchanged"] == 2


def test_taken_names_unknown_sources_and_bad_slugs_are_named(evidence: None, tmp_path: Path) -> None:
    taken = Term.objects.earliest("pk")
    path = sheet(
        tmp_path / "terms.xlsx",
        "terms",
        FIELDS,
        entry("new-1", taken.name),
        entry("new-2", "示例词条", sources="S1、S9999"),
        entry("新三", "示例词条三"),
    )
    found = dict(wrong_cells("terms", path))
    assert list(found) == ["B2", "L3", "A4"]
    assert taken.slug in found["B2"]
    assert "S9999" in found["L3"]
