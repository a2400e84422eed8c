"""The list of documents: filtered, sorted, paged, exported; open to everybody (A1-2)."""

from __future__ import annotations

import csv
import io

import pytest

from tests.support import sample_document
from xieshou.domain.evidence.models import Principle

pytestmark = pytest.mark.django_db


def listed(client, **asked):
    answer = client.get("/documents/", asked)
    assert answer.status_code == 200
    return [document.code for document in answer.context["page"]]


@pytest.fixture
def shelf():
    original = sample_document.build("E1").document
    reprint = sample_document.document("E2", title="转载的纪实", reprint_of=original)
    policy = {"title": "貴州示例意見", "number": "示办发〔2016〕69号", "kind": "policy"}
    sample_document.document("E3", reliability="weak", dated_on="2016-01-01", **policy)
    return original, reprint


def test_an_empty_list_says_what_to_do(stranger, administrator_client):
    assert "请管理员运行 xieshou load" in stranger.get("/documents/").content.decode()
    page = administrator_client.get("/documents/").content.decode()
    assert "登记一份文献,或运行 xieshou load" in page
    assert "/documents/new/" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["E1", "E3"]),
        ({"text": "贵州"}, ["E3"]),
        ({"text": "示办发[2016]69号"}, ["E3"]),
        ({"text": "转载"}, ["E1"]),
        ({"kind": "policy"}, ["E3"]),
        ({"reliability": "weak"}, ["E3"]),
        ({"has_text": "yes"}, []),
        ({"has_text": "no"}, ["E1", "E3"]),
        ({"sort": "code"}, ["E1", "E3"]),
        ({"sort": "-code"}, ["E3", "E1"]),
        ({"sort": "-claims"}, ["E1", "E3"]),
    ],
)
def test_a_stranger_finds_documents(stranger, shelf, asked, found):
    assert listed(stranger, **asked) == found


def test_nothing_found_offers_to_clear_the_conditions(stranger, shelf):
    page = stranger.get("/documents/?text=没有这样的").content.decode()
    assert "没有符合条件的文献" in page
    assert "清除条件" in page


@pytest.mark.parametrize("asked", ["kind=novel", "reliability=x", "has_text=maybe", "sort=size"])
def test_a_filter_that_is_none_is_named(stranger, asked):
    answer = stranger.get(f"/documents/?{asked}")
    assert answer.status_code == 400
    assert "无法识别" in answer.content.decode()


def test_the_export_follows_the_filters_and_lists_reprints(stranger, shelf):
    answer = stranger.get("/documents/export.csv", {"text": "纪实"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["编号"], row["数字"], row["转载自"]) for row in rows] == [("E1", "4", ""), ("E2", "0", "E1")]


def test_a_list_takes_few_queries_however_long(stranger, shelf, django_assert_num_queries):
    """Documents, their number, reprints, and the scopes of the top bar; nothing per row."""
    for number in range(20):
        sample_document.build(f"F{number}")
    with django_assert_num_queries(4):
        stranger.get("/documents/")


def test_search_over_everything_finds_documents(stranger, shelf):
    page = stranger.get("/search/?q=贵州示例意见").content.decode()
    assert "貴州示例意見" in page


def test_guiding_principles_are_quoted_with_their_source(stranger, shelf):
    """A1-3, A1-5, A30-5."""
    assert "还没有方针原则" in stranger.get("/documents/principles/").content.decode()
    Principle.objects.create(code="p", kind="guideline", text="示例互助", document=shelf[0])
    page = stranger.get("/documents/principles/").content.decode()
    assert "示例互助" in page
    assert "来源:" in page
    assert f'href="/documents/{shelf[0].pk}/"' in page
    rows = stranger.get("/documents/principles/export.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith("方针,示例互助,")
