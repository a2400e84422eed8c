"""Loading classification schemes and phrases of guidance."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from xieshou.domain.evidence.catalogue.loading import load_principles, load_schemes
from xieshou.domain.evidence.catalogue.principles import BadPrincipleError
from xieshou.domain.evidence.catalogue.queries import by_class, classes_of, indicators, principles, schemes
from xieshou.domain.evidence.catalogue.schemes import BadSchemeError
from xieshou.domain.evidence.models import (
    Document,
    Indicator,
    IndicatorAlias,
    Principle,
    Scheme,
    SchemeClass,
    Tagging,
)
from xieshou.domain.evidence.storing import Loaded
from xieshou.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db

SHIFTS = """
[[scheme]]
code = "three-shifts"
name = "三个转变"
name_en = "Three shifts"
document = "D1"
[[scheme.class]]
code = "two-way"
name = "双向合作"
name_en = "Two-way cooperation"
indicators = ["invest", "援助资金"]
[[scheme.class]]
code = "self-made"
name = "造血式"
name_en = "Making its own"
indicators = ["parks"]
"""
PARTS = """
[[scheme]]
code = "four-parts"
name = "四个方面"
name_en = "Four parts"
[[scheme.class]]
code = "government"
name = "政府援助"
name_en = "Government aid"
indicators = ["aid_funds"]
"""


@pytest.fixture(autouse=True)
def catalogue() -> None:
    """A document and three indicators."""
    Document.objects.create(code="D1", kind="press", title="某文", certainty="sample")
    for code in ("invest", "aid_funds", "parks"):
        Indicator.objects.create(
            code=code,
            name=code,
            name_en=code,
            part="funds",
            nature="flow",
            definition="某",
            certainty="sample",
        )
    IndicatorAlias.objects.create(
        indicator=Indicator.objects.get(code="aid_funds"), text="援助资金", key="援助资金"
    )


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "some.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_stores_schemes_with_classes_in_order_and_indicators(tmp_path: Path) -> None:
    assert load_schemes(actor=SYSTEM, path=written(tmp_path, SHIFTS + PARTS)) == Loaded(2, 0, 0)
    shifts = schemes(SYSTEM).get(code="three-shifts")
    assert [(c.code, [i.code for i in found]) for c, found in by_class(SYSTEM, shifts)] == [
        ("two-way", ["aid_funds", "invest"]),
        ("self-made", ["parks"]),
    ]
    two_way = SchemeClass.objects.get(code="two-way")
    assert {i.code for i in indicators(SYSTEM, scheme_class=two_way)} == {"aid_funds", "invest"}


def test_an_indicator_stands_in_several_schemes(tmp_path: Path) -> None:
    """A1-4: the same figures are cut by any scheme."""
    load_schemes(actor=SYSTEM, path=written(tmp_path, SHIFTS + PARTS))
    funds = Indicator.objects.get(code="aid_funds")
    assert [c.code for c in classes_of(SYSTEM, funds)] == ["government", "two-way"]


def test_twice_in_one_scheme_is_refused_even_under_another_name(tmp_path: Path) -> None:
    """A1-4: one item is never counted twice in one scheme."""
    twice = SHIFTS.replace('["parks"]', '["parks", "aid_funds"]')
    with pytest.raises(BadSchemeError, match="class self-made, indicators: aid_funds 已归入“双向合作”"):
        load_schemes(actor=SYSTEM, path=written(tmp_path, twice))
    assert not Scheme.objects.exists()


def test_the_database_itself_refuses_a_second_tagging(tmp_path: Path) -> None:
    """A1-4: whatever path a tagging takes."""
    load_schemes(actor=SYSTEM, path=written(tmp_path, SHIFTS))
    first = Tagging.objects.first()
    assert first is not None
    other = SchemeClass.objects.exclude(pk=first.scheme_class_id).get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Tagging.objects.create(
            scheme=first.scheme,
            scheme_class=other,
            subject_kind=first.subject_kind,
            subject_id=first.subject_id,
        )


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, SHIFTS + PARTS)
    load_schemes(actor=SYSTEM, path=path)
    before = list(Tagging.objects.order_by("pk").values())
    assert load_schemes(actor=SYSTEM, path=path) == Loaded(0, 0, 2)
    assert list(Tagging.objects.order_by("pk").values()) == before


def test_what_a_file_says_otherwise_replaces_that_scheme_alone(tmp_path: Path) -> None:
    load_schemes(actor=SYSTEM, path=written(tmp_path, SHIFTS + PARTS))
    fewer = SHIFTS[: SHIFTS.rindex("[[scheme.class]]")]
    assert load_schemes(actor=SYSTEM, path=written(tmp_path, fewer)) == Loaded(0, 1, 0)
    assert not Tagging.objects.filter(scheme__code="three-shifts", scheme_class__code="self-made").exists()
    assert Tagging.objects.filter(scheme__code="four-parts").count() == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"parks"', '"no_such"', "scheme three-shifts, class self-made, indicators: 没有指标 no_such"),
        ('"D1"', '"D9"', "scheme three-shifts, document: 没有文献 D9"),
        ('name_en = "Making its own"', "", "scheme three-shifts, class self-made: 缺少 name_en"),
        ('code = "self-made"', 'code = "two-way"', "class two-way: 编号 two-way 不止一次"),
        ('name = "三个转变"', "name = 三个转变", "some.toml: "),
    ],
)
def test_a_wrong_scheme_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(BadSchemeError) as refused:
        load_schemes(actor=SYSTEM, path=written(tmp_path, SHIFTS.replace(old, new)))
    assert said in str(refused.value)
    assert not Scheme.objects.exists()


PHRASE = """
[[principle]]
code = "guideline"
kind = "guideline"
text = "优势互补、长期合作、共同发展"
text_en = "Complement each other, work together for long, develop together"
document = "D1"
"""


def test_phrases_of_guidance_are_kept_with_their_document(tmp_path: Path) -> None:
    """A1-3, A1-5: principles as text that agreements and reports refer to."""
    path = written(tmp_path, PHRASE)
    assert load_principles(actor=SYSTEM, path=path) == Loaded(1, 0, 0)
    assert load_principles(actor=SYSTEM, path=path) == Loaded(0, 0, 1)
    phrase = principles(SYSTEM, kind="guideline").get()
    assert (phrase.text, phrase.document.code) == ("优势互补、长期合作、共同发展", "D1")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"D1"', '"D9"', "principle guideline, document: 没有文献 D9"),
        ('kind = "guideline"', 'kind = "poem"', "principle guideline, kind"),
        ("text_en", "english", "principle guideline: 不认识的键 english"),
    ],
)
def test_a_wrong_phrase_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(BadPrincipleError) as refused:
        load_principles(actor=SYSTEM, path=written(tmp_path, PHRASE.replace(old, new)))
    assert said in str(refused.value)
    assert not Principle.objects.exists()
