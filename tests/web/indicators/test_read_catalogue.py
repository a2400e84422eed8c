"""The catalogue, cut by part or by scheme, and the page of one indicator."""

from __future__ import annotations

import csv
import io

import pytest

from tests.domain.evidence.building import an_indicator
from tests.domain.pairings.building import a_round
from xieshou.domain.evidence.models import IndicatorAlias
from xieshou.domain.pairings.models import RoundIndicator

pytestmark = pytest.mark.django_db


def groups(client, **asked):
    return [
        (group.label, [row.indicator.code for row in group.rows])
        for group in client.get("/indicators/", asked).context["groups"]
    ]


def exported(client, path, **asked):
    text = client.get(path, asked).content.decode("utf-8")
    assert text[0] == "\ufeff"
    return list(csv.DictReader(io.StringIO(text[1:])))


def test_indicators_stand_under_their_parts(stranger, told):
    assert groups(stranger) == [("资金", ["funds", "projects"]), ("减贫", ["families", "reached"])]


def test_the_same_indicators_are_cut_by_a_scheme_each_once(stranger, scheme):
    """A1-4"""
    cut = groups(stranger, scheme="sample")
    assert cut == [
        ("示例money", ["funds"]),
        ("示例work", ["projects"]),
        ("不在此分类中", ["families", "reached"]),
    ]
    assert stranger.get("/indicators/?scheme=none").status_code == 400


def test_words_find_indicators_by_name_alias_and_code(stranger, told):
    IndicatorAlias.objects.create(indicator=told.funds.indicator, text="援助款", key="援助款")
    for words in ("財政", "援助款", "FUNDS"):
        assert groups(stranger, q=words) == [("资金", ["funds"])]
    assert "没有符合的指标" in stranger.get("/indicators/?q=xyz").content.decode()


def test_rounds_and_numbers_of_claims_stand_beside(stranger, told):
    RoundIndicator.objects.create(
        round=a_round("2016", "2016-12", "2021"), indicator=told.projects.indicator, certainty="sample"
    )
    rows = {
        row.indicator.code: row
        for group in stranger.get("/indicators/").context["groups"]
        for row in group.rows
    }
    assert [used.code for used in rows["projects"].rounds] == ["2016"]
    assert (rows["projects"].claims, rows["reached"].claims) == (4, 0)
    assert "/claims/?indicator=projects" in stranger.get("/indicators/").content.decode()


def test_an_indicator_is_defined_in_both_languages_beside_its_siblings(stranger, told):
    """A25-5"""
    page = stranger.get("/indicators/families/")
    assert [each.code for each in page.context["family"]] == ["reached", "families"]
    assert page.context["differs"]["unit"] is True
    assert "sample" in stranger.get("/indicators/projects/").content.decode()
    assert stranger.get("/indicators/funds/").context["family"] == []
    assert stranger.get("/indicators/nothing/").status_code == 404


def test_its_claims_stand_by_time_with_programmes_apart(stranger, told):
    """A31-8"""
    every = stranger.get("/indicators/projects/").context
    assert [figure.claim.surface for figure in every["figures"]] == ["1000个", "30余个", "305个", "872个"]
    assert [(each.value, number) for each, number in every["programmes"]] == [
        ("east_west_poverty", 2),
        ("counterpart_cooperation", 1),
    ]
    one = stranger.get("/indicators/projects/?programme=counterpart_cooperation").context
    assert [figure.claim.surface for figure in one["figures"]] == ["30余个"]
    assert stranger.get("/indicators/projects/?programme=poem").status_code == 400
    family = stranger.get("/indicators/reached/").context
    assert [figure.claim.surface for figure in family["figures"]] == ["16万户"]
    within = stranger.get("/indicators/projects/?scope=222400").context
    assert [figure.claim.surface for figure in within["figures"]] == ["30余个"]


def test_schemes_tell_what_they_cover_and_what_not(stranger, scheme):
    """A1-4"""
    ((_, classes, left, covered),) = stranger.get("/schemes/").context["cut"]
    assert [[row.indicator.code for row in group.rows] for group in classes] == [["funds"], ["projects"]]
    assert [row.indicator.code for row in left.rows] == ["families", "reached"]
    assert covered == 2
    assert "2 个指标不在此分类中" in stranger.get("/schemes/").content.decode()


def test_every_table_is_a_file_too(stranger, scheme):
    rows = exported(stranger, "/indicators/export.csv", scheme="sample")
    assert (rows[0]["分组"], rows[0]["编码"], rows[0]["单位"]) == ("示例money", "funds", "万元")
    rows = exported(stranger, "/schemes/export.csv")
    assert [(row["分类"], row["指标编码"]) for row in rows] == [
        ("示例money", "funds"),
        ("示例work", "projects"),
        ("不在此分类中", "families"),
        ("不在此分类中", "reached"),
    ]
    rows = exported(stranger, "/indicators/projects/claims.csv", programme="counterpart_cooperation")
    assert [row["原文数字"] for row in rows] == ["30余个"]


def test_pages_take_few_queries_however_many_there_are(stranger, scheme, django_assert_max_num_queries):
    for number in range(30):
        an_indicator(f"more{number}", "个")
    for path in ("/indicators/", "/indicators/?scheme=sample", "/indicators/projects/", "/schemes/"):
        with django_assert_max_num_queries(20):
            assert stranger.get(path).status_code == 200


def test_empty_pages_say_what_to_do_next(stranger, db):
    assert "xieshou load" in stranger.get("/indicators/").content.decode()
    assert "xieshou load" in stranger.get("/schemes/").content.decode()


def test_search_finds_an_indicator_by_code_name_and_alias(stranger, told):
    IndicatorAlias.objects.create(indicator=told.funds.indicator, text="援助款", key="援助款")
    for words in ("funds", "财政援助资金", "援助款"):
        assert "/indicators/funds/" in stranger.get("/search/", {"q": words, "stay": ""}).content.decode()
