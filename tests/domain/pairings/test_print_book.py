"""The pair book in print: what is in it, as of which day, from which template."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import docx
import pytest
from django.utils import translation

from tests.domain.places.conftest import Atlas
from tests.papers.building import text_of, word
from tests.support.tongren import build
from xieshou.domain.evidence.models import Claim, Document, DocumentKind, Indicator
from xieshou.domain.pairings.covering import coverage_below
from xieshou.domain.pairings.models import HandOverItem, Pairing
from xieshou.domain.pairings.printing.contents import contents
from xieshou.domain.pairings.printing.figures import longest_series, years_of
from xieshou.domain.pairings.printing.paper import PAIR_BOOK, charts, print_book
from xieshou.kernel.actor import ANONYMOUS
from xieshou.kernel.language import Language
from xieshou.kernel.quantity import Qualifier
from xieshou.papers.pictures import Picture
from xieshou.papers.samples import names_of
from xieshou.papers.stamping import facts_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def told(db):
    return build(Atlas())


@pytest.fixture
def suzhou(told):
    """苏州 → 铜仁 of the round of 2016, with a county pair below."""
    return told.pairings[2]


def a_figure(of: Pairing, year: int, value: str, **more: object) -> Claim:
    document, _ = Document.objects.get_or_create(
        code=more.pop("document", "[900]"), defaults={"kind": DocumentKind.PRESS, "title": "示例文章"}
    )
    indicator, _ = Indicator.objects.get_or_create(
        code="sample_money", defaults={"name": "示例资金", "name_en": "Sample money", "unit": "万元"}
    )
    facts = {"scope": "annual", "status": "accepted", "as_of_precision": "year", **more}
    claim = Claim.objects.create(
        code=f"{document.code}@{Claim.objects.count()}",
        document=document,
        indicator=indicator,
        value=value,
        unit="万元",
        as_of_on=date(year, 1, 1),
        **facts,
    )
    claim.givers.set([of.giver])
    claim.receivers.set([of.receiver])
    return claim


def printed(of: Pairing, home, on: date = date(2018, 6, 30), at: datetime = AT):
    return print_book(actor=ANONYMOUS, pairing_id=of.pk, on=on, at=at, home=home)


def book(of: Pairing, on: date = date(2018, 6, 30)):
    return contents(ANONYMOUS, of.pk, on, AT.date())


@pytest.mark.parametrize("language", list(Language))
def test_the_shipped_template_passes_the_check_of_everybody_elses(language: Language) -> None:
    PAIR_BOOK.check(PAIR_BOOK.shipped(language), language)


@pytest.mark.parametrize("language", list(Language))
def test_the_sample_names_what_a_book_gives_and_nothing_else(suzhou, language) -> None:
    a_figure(suzhou, 2017, "100")
    a_figure(suzhou, 2018, "120")
    break_a_rule(suzhou)
    HandOverItem.objects.create(pairing=suzhou, kind="project", description="示例项目")
    given = {**book(suzhou).values, **charts(book(suzhou), "")}
    # What this book has none of is compared by the book of its child.
    given["above"] = book(Pairing.objects.get(parent=suzhou)).values["above"]
    assert dict(names_of(given)).keys() == dict(names_of(PAIR_BOOK.sample(language))).keys()


def break_a_rule(of: Pairing) -> None:
    """Say that one helps many, which is not so."""
    of.shape = "one_many"
    of.save(update_fields=["shape"])


@pytest.mark.parametrize("code", ["zh-hans", "en"])
def test_every_text_of_the_book_stands_in_the_file(suzhou, tmp_path, code) -> None:
    a_figure(suzhou, 2017, "22800", qualifier=Qualifier.AT_MOST.value, word="近", document="[901]", note="")
    HandOverItem.objects.create(pairing=suzhou, kind="project", description="示例项目", note="示例说明")
    break_a_rule(suzhou)
    suzhou.note = "示例:柔性安排"
    suzhou.save(update_fields=["note"])
    with translation.override(code):
        text, values = text_of(printed(suzhou, tmp_path).data), book(suzhou).values
    unused = {"title", "giver.code", "receiver.code", "steps[].tier", "steps[].kind", "below[].kind"}
    unused |= {"below[].round", "below[].ending", "above[].round"}
    for name, value in every(values):
        assert name in unused or value in text, (name, value)
    assert "{{" not in text
    assert "{%" not in text


def every(values, under=""):
    for name, value in values.items():
        if isinstance(value, dict):
            yield from every(value, f"{under}{name}.")
        elif isinstance(value, list):
            for each in value:
                yield from every(each, f"{under}{name}[].")
        else:
            yield f"{under}{name}", value


def test_names_and_dates_are_in_the_language_of_the_reader(suzhou, tmp_path) -> None:
    suzhou.round.name_en = "Round of 2016"
    suzhou.round.save(update_fields=["name_en"])
    with translation.override("en"):
        text = text_of(printed(suzhou, tmp_path).data)
    assert "Round of 2016" in text
    assert "Dec 2016 – 2021" in text
    assert "2016年12月至2021年" in text_of(printed(suzhou, tmp_path).data)


def test_units_without_a_partner_are_named_on_both_sides(suzhou, tmp_path) -> None:
    """A3-5, A3-9: coverage is told for both sides, and nobody without a partner is left out."""
    report = coverage_below(ANONYMOUS, suzhou, date(2018, 6, 30))
    assert report is not None
    rows = book(suzhou).values["coverage"]
    assert [row["side"] for row in rows] == ["帮扶方", "受帮扶方"]
    for row, unpaired in zip(
        rows, (report.coverage.unpaired_givers, report.coverage.unpaired_receivers), strict=True
    ):
        assert row["unpaired"] == ("、".join(unit.name for unit in unpaired) or "无")
    assert report.coverage.unpaired_receivers
    text = text_of(printed(suzhou, tmp_path).data)
    assert all(unit.name in text for unit in report.coverage.unpaired_receivers)
    assert "双向覆盖" in text
    before = book(suzhou, date(2017, 6, 30)).values["coverage"]
    assert [row["paired"][0] for row in before] == ["0"] * len(before)


def test_what_breaks_a_rule_of_the_round_stands_in_the_book(suzhou, tmp_path) -> None:
    assert book(suzhou).values["findings"] == []
    assert "没有发现不符" in text_of(printed(suzhou, tmp_path).data)
    break_a_rule(suzhou)
    suzhou.refresh_from_db()
    assert [row["text"] for row in book(suzhou).values["findings"]] == ["形态写作“一对多”,实际为 一对一"]
    assert "形态写作" in text_of(printed(suzhou, tmp_path).data)


def test_what_came_after_the_day_is_left_out(suzhou) -> None:
    for year in (2016, 2017, 2019):
        a_figure(suzhou, year, "100")
    suzhou.end_reason = "round_ended"
    suzhou.save(update_fields=["end_reason"])
    early, late = book(suzhou, date(2017, 6, 30)).values, book(suzhou, date(2026, 1, 1)).values
    assert [row["when"] for row in early["figures"]] == ["2016年", "2017年"]
    assert early["below"] == []
    assert "终止原因" not in [fact["label"] for fact in early["facts"]]
    assert len(late["figures"]) == 3
    assert [row["receiver"] for row in late["below"]] == ["碧江区"]
    assert "本轮结束" in [fact["value"] for fact in late["facts"]]
    assert late["on"] == "2026年1月1日"


def test_a_day_before_it_began_is_read_as_its_first(suzhou) -> None:
    assert book(suzhou, date(1990, 1, 1)).on == date(2016, 12, 1)


def test_the_successor_stands_in_the_line_once_it_has_begun(told) -> None:
    second = told.pairings[1]
    assert [row["when"] for row in book(second, date(2015, 1, 1)).values["steps"]] == [
        "1996年8月至2013年2月",
        "2013年2月至2016年12月",
    ]
    assert len(book(second, date(2018, 1, 1)).values["steps"]) == 3


def test_figures_that_deny_one_another_say_so_and_rejected_ones_are_gone(suzhou) -> None:
    a_figure(suzhou, 2017, "100")
    a_figure(suzhou, 2017, "300", document="[902]")
    a_figure(suzhou, 2017, "900", document="[903]", status="rejected")
    rows = book(suzhou).values["figures"]
    assert [(row["value"], row["note"]) for row in rows] == [
        ("100万元", "与另一文献不一致"),
        ("300万元", "与另一文献不一致"),
    ]


def test_two_years_make_a_chart_and_the_adopted_figure_stands_for_its_year(suzhou) -> None:
    a_figure(suzhou, 2016, "100")
    assert charts(book(suzhou), "")["figures_chart"] == ""
    a_figure(suzhou, 2017, "100")
    assert charts(book(suzhou), "")["figures_chart"] != ""
    a_figure(suzhou, 2018, "100")
    adopted = a_figure(suzhou, 2018, "250", document="[902]", status="adopted")
    made = book(suzhou)
    longest = longest_series(made.claims)
    assert longest is not None
    assert list(years_of(longest)) == [2016, 2017, 2018]
    assert years_of(longest)[2018] == adopted
    assert isinstance(charts(made, "")["figures_chart"], Picture)


def test_the_same_book_printed_twice_is_the_same_file(suzhou, tmp_path) -> None:
    assert printed(suzhou, tmp_path) == printed(suzhou, tmp_path)


def test_the_footer_and_the_file_say_what_it_was_made_from(suzhou, tmp_path) -> None:
    result = printed(suzhou, tmp_path)
    facts = facts_of(docx.Document(io.BytesIO(result.data)))
    assert facts["as-of"] == "2018-06-30"
    assert facts["template"] == "pair-book/zh/shipped"
    assert facts["made"] == "2026-11-22T08:00:00+00:00"
    text = text_of(result.data)
    assert "数据截至 2018年6月30日" in text
    assert f"模板随软件提供 {facts['template-sha256'][:8]} · 印于 2026年11月22日 08:00" in text
    assert result.name == "苏州市—铜仁市结对手册 2018-06-30.docx"


def test_the_users_own_template_is_printed_with(suzhou, tmp_path, administrator) -> None:
    own = word(["本手册由示例办公室编印:{{ giver.name }}"], foot="{{ made.line }}")
    PAIR_BOOK.check(own, Language.CHINESE)
    PAIR_BOOK.shelf(tmp_path, Language.CHINESE).take(actor=administrator, data=own, name="自.docx", at=AT)
    text = text_of(printed(suzhou, tmp_path).data)
    assert "本手册由示例办公室编印:苏州市" in text
    assert "模板第 1 版" in text
    with translation.override("en"):
        assert "示例办公室" not in text_of(printed(suzhou, tmp_path).data)


def test_a_book_costs_as_many_queries_however_much_it_holds(
    suzhou, django_assert_num_queries, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(16) as first:
        book(suzhou)
    for year in range(2000, 2018):
        a_figure(suzhou, year, "100", document=f"[{year}]")
        HandOverItem.objects.create(pairing=suzhou, kind="project", description=f"示例{year}")
    with django_assert_num_queries(len(first.captured_queries) + 2):  # givers and receivers of figures
        book(suzhou)


def test_no_such_pairing_is_told(tmp_path) -> None:
    with pytest.raises(Pairing.DoesNotExist):
        print_book(actor=ANONYMOUS, pairing_id=999, on=date(2018, 1, 1), at=AT, home=tmp_path)
