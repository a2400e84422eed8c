"""A claim in words: qualifier as written, its time, what speaks against it (A31-1, A9-6)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.domain.evidence.building import a_claim, an_indicator
from xieshou.domain.evidence.claims.wording import value_in_words, when_in_words
from xieshou.domain.evidence.models import ClaimRelation
from xieshou.web.figures.figure import figure_of
from xieshou.web.figures.grouping import by_indicator, by_year
from xieshou.web.figures.marks import marks_of
from xieshou.web.figures.tables import figure_table

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("surface", "unit", "shown"),
    [
        ("近2.28亿元", "元", "近2.28亿元"),
        ("40余个", "个", "40余个"),
        ("超过15万人", "人", "超过15万人"),
        ("872个", "个", "872个"),
    ],
)
def test_the_qualifier_stands_as_the_document_has_it(surface, unit, shown):
    """A31-1."""
    claim = a_claim(surface, indicator=an_indicator(f"of-{unit}", unit))
    assert value_in_words(claim) == shown


def test_english_pages_say_the_qualifier_in_english():
    claim = a_claim("近2.28亿元", indicator=an_indicator("money", "元"))
    with translation.override("en"):
        assert value_in_words(claim) == "nearly 228 million yuan"


def test_a_range_and_a_yearly_amount_say_so():
    claim = a_claim("16个", value_high=Decimal(40), per="year")
    assert value_in_words(claim) == "每年 16个 – 40个"


def test_a_figure_without_a_number_shows_the_characters_of_the_document():
    claim = a_claim("16个")
    claim.value, claim.surface = None, "数千里"
    assert value_in_words(claim) == "数千里"


@pytest.mark.parametrize(
    ("scope", "start", "as_of", "told"),
    [
        ("cumulative", "1996-08", "2020-10", "1996年8月 至 2020年10月"),
        ("cumulative", "", "2020-10-23", "截至 2020年10月23日"),
        ("instant", "", "2019", "截至 2019年"),
        ("annual", "", "2019", "2019年"),
        ("annual", "2019", "2019", "2019年"),
        ("unstated", "2016", "", "2016年 起"),
        ("unstated", "", "", "时间未说明"),
    ],
)
def test_the_time_is_told_as_far_as_the_document_tells_it(scope, start, as_of, told):
    """A9-6."""
    assert when_in_words(a_claim("5个", scope=scope, start=start, as_of=as_of)) == told


def test_doubts_mark_both_figures_until_they_are_dismissed(anonymous, django_assert_num_queries):
    one, other, calm = a_claim("872个"), a_claim("305个"), a_claim("5个")
    found = ClaimRelation.objects.create(claim=one, other=other, kind="conflicts", reason="test")
    ClaimRelation.objects.create(claim=one, other=None, kind="date_suspect", reason="test")
    ClaimRelation.objects.create(claim=one, other=calm, kind="agrees", reason="test")
    with django_assert_num_queries(1):
        marks = marks_of(anonymous, [one, other, calm])
    assert {pk: [mark.shape for mark in own] for pk, own in marks.items()} == {
        one.pk: ["≠", "△"],
        other.pk: ["≠"],
    }
    found.state = "dismissed"
    found.save()
    assert other.pk not in marks_of(anonymous, [one, other])


def test_the_shared_part_leads_to_claim_and_document_and_says_what_is_doubted(anonymous):
    one, other = a_claim("近872个", as_of="2020-10", is_forecast=True), a_claim("305个")
    ClaimRelation.objects.create(claim=one, other=other, kind="conflicts", reason="test")
    figure = figure_of(one, marks_of(anonymous, [one])[one.pk], rivals=2)
    shown = render_to_string("web/parts/claim_figure.html", {"figure": figure})
    assert f'href="/claims/{one.pk}/"' in shown
    assert f'href="/documents/{one.document_id}/" title="示例文章 [示例]">[示例]<' in shown
    for words in (
        "近872个",
        "示例projects",
        "累计",
        "截至 2020年10月",
        "[示例]",
        "≠",
        "冲突",
        "预计数",
        "另有 2 个不同数字",
    ):
        assert words in shown


def test_groups_follow_the_catalogue_and_the_years():
    late, early, undated = a_claim("3个", as_of="2020"), a_claim("2个", as_of="2016"), a_claim("1个")
    figures = [figure_of(claim) for claim in (undated, late, early)]
    assert [[f.claim for f in group.figures] for group in by_indicator(figures)] == [[early, late, undated]]
    assert [(group.year, len(group.figures)) for group in by_year(figures)] == [
        (2020, 1),
        (2016, 1),
        (None, 1),
    ]


def test_a_table_keeps_number_and_qualifier_apart():
    """A31-1: what is qualified can be told from what is exact by a program, too."""
    header, [row] = figure_table([figure_of(a_claim("近2.28亿元", indicator=an_indicator("sum", "元")))])
    told = dict(zip(header, row, strict=True))
    assert (told["限定"], told["数值"], told["单位"], told["口径"]) == ("≤", "2.28", "亿元", "累计")
