"""Tags and filters of the templates."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from xieshou.domain.certainty import Certainty
from xieshou.kernel.period import PartialDate, Period
from xieshou.kernel.quantity import parse_quantity


def render(source, language="zh-hans", **context):
    with translation.override(language):
        return Template("{% load xieshou %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("text", "chinese", "english"),
    [
        ("2013", "2013年", "2013"),
        ("2013-02", "2013年2月", "Feb 2013"),
        ("2013-02-06", "2013年2月6日", "6 Feb 2013"),
    ],
)
def test_dates_show_no_more_than_is_known(text, chinese, english):
    known = PartialDate.parse(text)
    assert render("{{ known|partial_date }}", known=known) == chinese
    assert render("{{ known|partial_date }}", "en", known=known) == english


def test_plain_dates_and_missing_ones_are_written_too():
    assert render("{{ known|partial_date }}", known=date(2013, 2, 6)) == "2013年2月6日"
    assert render("{{ known|partial_date }}", known=None) == "—"


def test_lists_are_joined_by_the_sign_of_the_language():
    assert render("{{ grades|listed }}", grades="好、较好") == "好、较好"
    assert render("{{ grades|listed }}", "en", grades="好、较好") == "good, fairly good"
    assert render("{{ aliases|listed }}", "en", aliases="协作轮次、新一轮") == "协作轮次, 新一轮"


def test_every_certainty_has_a_shape_and_a_word():
    for level in Certainty:
        badge = render("{{ value|certainty_badge }}", value=level.value)
        assert str(level.label) in badge
        assert 'aria-hidden="true"' in badge


def test_a_term_is_explained_where_it_is_known_and_plain_where_not(rf, round_term):
    shown = render('{% term "轮次" %}', request=rf.get("/"))
    assert 'href="/terms/round/"' in shown
    assert "一份文件所定的结对关系" in shown
    assert render('{% term "无此词" %}', request=rf.get("/")) == "无此词"


def test_a_term_is_looked_up_once_a_page(rf, round_term, django_assert_num_queries):
    with django_assert_num_queries(1):
        render('{% term "轮次" %}{% term "轮次" "本轮" %}', request=rf.get("/"))


def test_a_sort_link_turns_round_and_forgets_the_page_number(rf):
    header = '<table><tr>{% sort_header "name" "名称" %}</tr></table>'
    first = render(header, request=rf.get("/?page=3&q=a"))
    assert 'href="?q=a&amp;sort=name"' in first
    assert 'aria-sort="none"' in first
    second = render(header, request=rf.get("/?sort=name"))
    assert 'href="?sort=-name"' in second
    assert 'aria-sort="ascending"' in second


def test_the_english_field_is_taken_only_on_english_pages_and_only_where_filled(round_term):
    assert render('{{ t|in_language:"name" }}', t=round_term) == "轮次"
    assert render('{{ t|in_language:"name" }}', "en", t=round_term) == "Round"
    round_term.name_en = ""
    assert render('{{ t|in_language:"name" }}', "en", t=round_term) == "轮次"


def test_periods_run_from_start_to_present_or_end():
    assert render("{{ p|period }}", p=Period.parse("2013-02", None)).startswith("2013年2月")
    assert "2016" in render("{{ p|period }}", "en", p=Period.parse("2013", "2016"))


def test_quantities_are_written_in_the_language_of_the_page():
    known = parse_quantity("近2.28亿元")
    assert render("{{ q|quantity }}", q=known) == "近2.28亿元"
    assert render("{{ q|quantity }}", "en", q=known) == "nearly 228 million yuan"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("228000000", "228,000,000"), ("2.280000", "2.28"), ("160000.00", "160,000"), ("0", "0")],
)
def test_all_digits_of_a_number_are_shown_and_no_idle_zeros(value, shown):
    assert render("{{ value|digits }}", value=Decimal(value)) == shown
