"""算术核对: what went in, what came out, and whether it agrees."""

from __future__ import annotations

import csv
import io

import pytest

from tests.domain.evidence.building import a_claim, an_indicator
from tests.web.conflicts.test_list_relations import words_of
from xieshou.domain.evidence.models import ClaimCheck, ClaimCheckTerm

pytestmark = pytest.mark.django_db


@pytest.fixture
def rate(db):
    """A9-1: 291 of 305 projects, stated as 95.4%; and one that does not agree."""
    done, every = a_claim("291个"), a_claim("305个")
    stated = a_claim("95.4%", indicator=an_indicator("rate", "%"))
    holds = ClaimCheck.objects.create(
        key="1", formula="completion", outcome="holds", result="95.4098360656", result_unit="%"
    )
    fails = ClaimCheck.objects.create(key="2", formula="other", outcome="fails")
    for position, (role, claim) in enumerate(
        {"numerator": done, "denominator": every, "stated": stated}.items()
    ):
        ClaimCheckTerm.objects.create(check_of=holds, claim=claim, role=role, position=position)
    ClaimCheckTerm.objects.create(check_of=fails, claim=done, role="part")
    return holds


def test_what_does_not_agree_comes_first_with_shape_and_word(stranger, rate):
    text = words_of(stranger.get("/conflicts/arithmetic/"))
    assert text.index("≠ 不符", text.index("所用数字")) < text.index("✓ 相符", text.index("所用数字"))
    for part in ("分子 291个", "分母 305个", "文中所说 95.4%", "95.41%"):
        assert part in text


def test_one_outcome_can_be_chosen_and_taken_along(stranger, rate):
    assert [row.check for row in stranger.get("/conflicts/arithmetic/?outcome=holds").context["rows"]] == [
        rate
    ]
    answer = stranger.get("/conflicts/arithmetic/export.csv?outcome=holds")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["角色"], row["数字"]) for row in rows] == [
        ("分子", "291个"),
        ("分母", "305个"),
        ("文中所说", "95.4%"),
    ]
    assert stranger.get("/conflicts/arithmetic/?outcome=??").status_code == 400
    assert "没有这种结果的核对" in words_of(stranger.get("/conflicts/arithmetic/?outcome=unsure"))


def test_an_empty_page_says_what_to_do(stranger, db):
    assert "请管理员运行 xieshou load" in words_of(stranger.get("/conflicts/arithmetic/"))


def test_the_page_asks_few_questions(stranger, rate, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        stranger.get("/conflicts/arithmetic/")
