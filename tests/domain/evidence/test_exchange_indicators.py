"""The ledger of indicators: out, in again, the same; units, families and words are held to their rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.domain.evidence.building import a_claim, an_indicator
from tests.support.exchanging import examined, imported, out_and_in, sheet, wrong_cells
from xieshou.domain.evidence.catalogue.loading import load_indicators
from xieshou.domain.evidence.models import Indicator, IndicatorAlias
from xieshou.kernel.actor import SYSTEM
from xieshou.kernel.language import Language
from xieshou.workbooks.registering import register_named

pytestmark = pytest.mark.django_db
FIELDS = register_named("indicators").workbook.fields


def everything() -> tuple[list[object], list[object]]:
    columns = [f.name for f in Indicator._meta.concrete_fields if f.name not in ("id", "edited_at", "parent")]
    return (
        list(Indicator.objects.order_by("code").values(*columns, "parent__code")),
        list(IndicatorAlias.objects.order_by("key").values("indicator__code", "text", "key")),
    )


def line(code: str, **changes: str | None) -> list[str | None]:
    usual = {
        "code": code, "name": f"{code} 名", "name_en": f"{code} name", "part": "产业", "nature": "期间数",
        "definition": "示例", "certainty": "示例", "unit": "个",
    }  # fmt: skip
    return [(usual | changes).get(field) for field in FIELDS]


@pytest.mark.parametrize("end", ["xlsx", "csv"])
@pytest.mark.parametrize("language", Language)
def test_what_ships_comes_back_unchanged(tmp_path: Path, end: str, language: Language) -> None:
    total = load_indicators(actor=SYSTEM).created
    path = tmp_path / f"indicators.{end}"
    counts = out_and_in("indicators", path, language)
    assert counts == {"new": 0, "changed": 0, "unchanged": total, "wrong": 0}
    before = everything()
    Indicator.objects.update(parent=None)
    Indicator.objects.all().delete()
    assert imported("indicators", path).new == total > 200
    assert everything() == before


def test_an_imported_indicator_has_its_family_its_words_and_survives_the_next_load(tmp_path: Path) -> None:
    load_indicators(actor=SYSTEM)
    shipped = Indicator.objects.filter(parent=None, unit="个").exclude(aliases=None).earliest("code")
    path = sheet(
        tmp_path / "indicators.xlsx",
        "indicators",
        FIELDS,
        line("sample_a", parent="sample_b", aliases="乙名;甲名;甲名"),
        line("sample_b", direction="越高越好"),
        line(shipped.code, name=shipped.name, name_en=shipped.name_en, definition="改过"),
    )
    done = imported("indicators", path)
    assert (done.new, done.changed) == (2, 1)
    one = Indicator.objects.get(code="sample_a")
    assert one.parent is not None
    assert (one.parent.code, one.direction) == ("sample_b", "neutral")
    assert sorted(one.aliases.values_list("text", flat=True)) == ["乙名", "甲名"]
    assert load_indicators(actor=SYSTEM).left == 1
    shipped.refresh_from_db()
    assert (shipped.definition, shipped.aliases.count()) == ("改过", 0)
    assert examined("indicators", path).counts["unchanged"] == 3


def test_units_families_and_words_that_cannot_be_are_named(tmp_path: Path) -> None:
    """A31-4: 户 and 人 are two measures; a word leads to one indicator."""
    a_claim("3个", indicator=an_indicator("projects", "个"))
    households = an_indicator("households", "户")
    IndicatorAlias.objects.create(indicator=households, text="示例户", key="示例户")
    path = sheet(
        tmp_path / "indicators.xlsx",
        "indicators",
        FIELDS,
        line("projects", unit="户"),
        line("a", unit="桶"),
        line("b", parent="nowhere"),
        line("c", parent="d"),
        line("d", parent="c"),
        line("e", unit="人", parent="households"),
        line("f", aliases="示例户"),
        line("有字"),
    )
    found = wrong_cells("indicators", path)
    assert [cell for cell, _said in found] == ["F2", "F3", "E4", "E5", "E6", "E7", "I8", "A9"]
    said = dict(found)
    assert "个" in said["F2"]
    assert "households" in said["I8"]
