"""The glossary's pages (A1-6)."""

import pytest

from xieshou.domain.evidence.models import Term, TermClass


@pytest.fixture
def linkage(db):
    texts = dict.fromkeys(("concept", "origin", "practice"), "示例")
    texts |= {f"{name}_en": "Sample" for name in ("concept", "origin", "practice")}
    return Term.objects.create(
        slug="joint",
        name="联席会议",
        name_en="Joint conference",
        term_class="party",
        search_key="联席会议",
        **texts,
    )


def test_terms_stand_under_their_classes_with_counts(stranger, round_term, linkage):
    answer = stranger.get("/terms/")
    assert [(group, [term.slug for term in terms]) for group, terms in answer.context["groups"]] == [
        (TermClass.STRATEGY, ["round"]),
        (TermClass.PARTY, ["joint"]),
    ]
    assert dict(answer.context["classes"])[TermClass.PARTY] == 1


def test_one_class_or_some_words_narrow_the_list(stranger, round_term, linkage):
    assert "联席会议" not in stranger.get("/terms/?class=strategy").content.decode().split('id="terms"')[1]
    narrowed = stranger.get("/terms/", {"q": "联席"}).context
    assert narrowed["total"] == 1
    assert stranger.get("/terms/?class=nonsense").context["total"] == 2


def test_an_empty_list_says_what_to_do(stranger, db):
    assert "xieshou load" in stranger.get("/terms/").content.decode()
    assert "清除条件" in stranger.get("/terms/?q=zzz").content.decode()


def test_an_entry_has_its_three_parts_in_the_readers_language(stranger, round_term):
    page = stranger.get("/terms/round/").content.decode()
    for words in ("概念内涵", "缘由演进", "实践成效", "示例缘由", "又称 新一轮"):
        assert words in page
    stranger.cookies["django_language"] = "en"
    english = stranger.get("/terms/round/").content.decode()
    assert "Sample origin" in english
    assert "示例缘由" not in english


def test_pages_need_few_queries(stranger, round_term, linkage, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        stranger.get("/terms/")
    with django_assert_max_num_queries(3):
        stranger.get("/terms/round/")


def test_the_root_leads_somewhere(stranger, db):
    assert stranger.get("/", follow=True).status_code == 200
