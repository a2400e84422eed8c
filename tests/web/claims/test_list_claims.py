"""The list of claims: filters, programmes apart, order, pages, file."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.conf import settings

from tests.domain.evidence.building import a_claim

pytestmark = pytest.mark.django_db


def shown(client, **asked) -> set[str]:
    return {figure.claim.surface for figure in client.get("/claims/", asked).context["figures"]}


@pytest.mark.parametrize(
    ("asked", "surfaces"),
    [
        ({}, {"872个", "305个", "近2.28亿元", "16万户", "30余个", "1000个"}),
        ({"place": "恩施州"}, {"872个", "305个", "16万户"}),
        ({"place": "湖北省"}, set()),
        ({"place": "湖北省", "below": "1"}, {"872个", "305个", "16万户"}),
        ({"scope": "420000"}, {"872个", "305个", "16万户"}),
        ({"giver": "杭州市", "indicator": "funds"}, {"近2.28亿元"}),
        ({"receiver": "延边州"}, {"30余个"}),
        ({"indicator": "reached"}, {"16万户"}),
        ({"indicator": "財政援助資金"}, {"近2.28亿元"}),
        ({"part": "poverty"}, {"16万户"}),
        ({"programme": "counterpart_cooperation"}, {"30余个"}),
        ({"document": "[乙]"}, {"305个", "30余个", "1000个"}),
        ({"tier": "noise"}, {"3个"}),
        ({"status": "adopted"}, {"近2.28亿元"}),
        ({"flag": "forecast"}, {"1000个"}),
        ({"year": "2019"}, {"30余个"}),
        ({"text": "扶貧項目"}, {"872个"}),
    ],
)
def test_a_filter_keeps_what_it_names(stranger, told, asked, surfaces):
    assert shown(stranger, **asked) == surfaces


def test_figures_stand_as_their_source_wrote_them(stranger, told):
    """A31-1"""
    page = stranger.get("/claims/").content.decode()
    assert "近2.28亿元</a>" in page
    assert "30余个</a>" in page
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "nearly 228 million yuan</a>" in stranger.get("/claims/").content.decode()


def test_programmes_are_counted_apart_and_nothing_is_summed(stranger, told):
    """A31-8"""
    context = stranger.get("/claims/", {"document": "[乙]"}).context
    assert [(each.value, number) for each, number in context["programmes"]] == [
        ("east_west_poverty", 1),
        ("counterpart_cooperation", 1),
    ]
    assert (context["of_no_programme"], context["of_all_programmes"]) == (1, 3)
    chosen = stranger.get("/claims/", {"programme": "counterpart_cooperation"})
    assert [number for _, number in chosen.context["programmes"]] == [4, 1]
    assert re.search(r'aria-current="true">[^<]*对口合作', chosen.content.decode())


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"place": "没有的地方"}, "没有的地方"),
        ({"giver": "延吉"}, "延吉"),
        ({"status": "maybe"}, "maybe"),
        ({"indicator": "happiness"}, "happiness"),
        ({"document": "[丙]"}, "[丙]"),
        ({"year": "去年"}, "去年"),
        ({"sort": "value"}, "value"),
        ({"flag": "red"}, "red"),
        ({"text": "a\0b"}, "无法识别"),
    ],
)
def test_what_no_filter_has_is_said_so(stranger, told, asked, says):
    answer = stranger.get("/claims/", asked)
    assert answer.status_code == 400
    assert says in answer.content.decode()


def test_rows_are_sorted_by_what_the_head_says(stranger, told):
    days = [
        figure.claim.as_of_on
        for figure in stranger.get("/claims/?sort=-as_of&tier=ledger").context["figures"]
    ]
    known = [day for day in days if day]
    assert known == sorted(known, reverse=True)
    assert [figure.claim.pk for figure in stranger.get("/claims/?tier=ledger").context["figures"]] == [
        figure.claim.pk for figure in stranger.get("/claims/?sort=-as_of&tier=ledger").context["figures"]
    ]


def test_a_long_list_is_paged_and_takes_few_queries(stranger, told, django_assert_max_num_queries):
    for number in range(60):
        a_claim(f"{number + 10}个", document=told.rival.document, indicator=told.rival.indicator)
    with django_assert_max_num_queries(20):
        stranger.get("/claims/?place=恩施州&giver=杭州市&indicator=reached&document=[甲]")
    with django_assert_max_num_queries(20):
        page = stranger.get("/claims/?page=2")
    assert len(page.context["figures"]) == 16
    assert "共 66 条" in page.content.decode()


def test_an_empty_list_says_what_to_do_next(stranger, db):
    assert "xieshou load" in stranger.get("/claims/").content.decode()
    assert "清除条件" in stranger.get("/claims/?text=xyz").content.decode()


def exported(client, path="/claims/export.csv", **asked):
    text = client.get(path, asked).content.decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_the_file_holds_the_rows_of_the_list_with_units_and_qualifiers_apart(stranger, told):
    rows = exported(stranger, indicator="funds")
    assert [(r["原文数字"], r["限定"], r["约数词"], r["数值"], r["单位"], r["口径"]) for r in rows] == [
        ("近2.28亿元", "≤", "近", "2.28", "亿元", "累计")
    ]
    assert [(r["帮扶方"], r["受帮扶方"], r["起于"], r["截至"], r["状态"]) for r in rows] == [
        ("杭州市", "黔东南州", "2013", "2017", "采用")
    ]
    whole = [row["编号"] for row in exported(stranger, sort="-status")]
    page = stranger.get("/claims/?sort=-status").context["figures"]
    assert whole == [figure.claim.code for figure in page]


def test_the_page_leads_to_the_file_of_what_it_shows(stranger, told):
    page = stranger.get("/claims/?status=adopted&page=1").content.decode()
    assert 'href="/claims/export.csv?status=adopted"' in page


def test_search_finds_a_claim_by_its_figure(stranger, told):
    page = stranger.get("/search/", {"q": "872"}).content.decode()
    assert f"/claims/{told.projects.pk}/" in page
