from __future__ import annotations

import pytest

from xieshou.domain.evidence.models import TermClass
from xieshou.domain.evidence.queries import (
    document_by_code,
    documents,
    search_terms,
    sources_of,
    term_by_slug,
    term_named,
    terms,
)
from xieshou.kernel.actor import ANONYMOUS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("evidence")]


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("东西部扶贫协作", "east-west-poverty-cooperation"),
        ("東西部扶貧協作", "east-west-poverty-cooperation"),
        ("對口幫扶", "counterpart-help"),
        ("消费扶贫", "consumption-assistance"),
        ("６２２分红", "profit-sharing-622"),
        ("ONE-TO-ONE", "one-to-one"),
        ("gb/t 2260", "division-code"),
    ],
)
def test_a_term_is_found_by_name_or_alias_in_either_script_width_and_case(typed: str, slug: str) -> None:
    """A1-6, A31-7"""
    found = term_named(ANONYMOUS, typed)
    assert found is not None
    assert found.slug == slug
    assert search_terms(ANONYMOUS, typed, limit=1) == [found]


def test_a_word_that_is_only_mentioned_names_no_term() -> None:
    assert term_named(ANONYMOUS, "蓝莓") is None
    assert "profit-sharing-622" in {term.slug for term in search_terms(ANONYMOUS, "藍莓")}


def test_the_term_of_that_name_comes_before_those_that_mention_it() -> None:
    assert search_terms(ANONYMOUS, "结对")[0].slug == "pairing"
    assert search_terms(ANONYMOUS, "pairing")[0].slug == "pairing"


def test_every_word_typed_must_occur() -> None:
    both = {term.slug for term in search_terms(ANONYMOUS, "深圳 毕节")}
    assert both == {"counterpart-help"}


def test_blank_text_finds_nothing_to_rank_and_all_to_list() -> None:
    assert search_terms(ANONYMOUS, "  ") == []
    assert term_named(ANONYMOUS, "　") is None
    assert terms(ANONYMOUS, text="").count() == terms(ANONYMOUS).count()


def test_no_more_than_the_limit_come_back() -> None:
    assert len(search_terms(ANONYMOUS, "协作", limit=5)) == 5


def test_a_class_limits_the_list() -> None:
    listed = terms(ANONYMOUS, term_class=TermClass.PARTY)
    assert listed
    assert {term.term_class for term in listed} == {TermClass.PARTY}
    assert not terms(ANONYMOUS, term_class=TermClass.PARTY, text="飞地")


def test_a_term_is_found_by_its_slug() -> None:
    found = term_by_slug(ANONYMOUS, "round")
    assert found is not None
    assert found.name == "轮次"
    assert term_by_slug(ANONYMOUS, "no-such") is None


def test_the_documents_that_an_entry_cites_come_in_its_order() -> None:
    found = term_named(ANONYMOUS, "三率一度")
    assert found is not None
    assert [document.code for document in sources_of(ANONYMOUS, found)] == ["S52", "S56", "S57", "S60"]


def test_documents_are_found_by_code_number_or_title_in_either_script() -> None:
    assert document_by_code(ANONYMOUS, " S24 ") is not None
    assert document_by_code(ANONYMOUS, "S999") is None
    assert documents(ANONYMOUS, text="s24").get().code == "S24"
    assert "[003]" in {document.code for document in documents(ANONYMOUS, text="黔東南州工作紀實")}
    assert documents(ANONYMOUS, text="中办发[2016]69号").get().code == "P2016-69"
