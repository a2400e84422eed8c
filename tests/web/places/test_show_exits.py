"""摘帽进度: the years and provinces counted from the ledger's records, the counties asked for, files."""

from __future__ import annotations

import csv
import io

import pytest

from tests.domain.places.conftest import Atlas
from tests.domain.places.test_count_exits import poor

pytestmark = pytest.mark.django_db


@pytest.fixture
def counties(db):
    atlas = Atlas()
    guizhou = atlas.add("贵州省", 1, "520000")
    tongren = atlas.add("铜仁市", 2, "520600", guizhou)
    poor(atlas.add("碧江区", 3, "520602", tongren), "2011", "2018")
    poor(atlas.add("江口县", 3, "520621", tongren), "2011", "2018-09-25")
    poor(atlas.add("沿河县", 3, "520627", tongren), "2011", "2020-11-23")
    yunnan = atlas.add("云南省", 1, "530000")
    poor(atlas.add("镇雄县", 3, "530627", yunnan), "2011", "")


def rows_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_an_empty_register_says_where_to_import_the_list(stranger):
    page = stranger.get("/places/exits/").content.decode()
    assert "还没有贫困县的记录" in page
    assert 'href="/ledgers/poverty-county-exits/"' in page
    assert "exit-slider" not in page


def test_the_page_counts_by_year_and_province(stranger, counties):
    answer = stranger.get("/places/exits/")
    page = answer.content.decode()
    assert [(each.year, each.left, each.by_then, each.remaining) for each in answer.context["years"]] == [
        (2018, 2, 2, 2),
        (2019, 0, 2, 2),
        (2020, 1, 3, 1),
    ]
    assert [(row.name, row.total, row.remaining) for row in answer.context["provinces"]] == [
        ("贵州省", 3, 0),
        ("云南省", 1, 1),
    ]
    assert 'href="?province=520000&amp;year=2018#counties"' in page
    assert 'href="/places/520621/?at=2018-09-25"' in page
    assert "/ledgers/poverty-county-exits/export.xlsx" not in page


def test_a_year_a_province_and_those_still_listed_can_be_asked_for(stranger, viewer_client, counties):
    for asked, names in (
        ("year=2018", ["碧江区", "江口县"]),
        ("year=still", ["镇雄县"]),
        ("province=520000&year=2020", ["沿河县"]),
        ("scope=530000", ["镇雄县"]),
    ):
        listed = viewer_client.get(f"/places/exits/?{asked}", headers={"HX-Request": "true"})
        assert [row["name"] for row in listed.context["rows"]] == names, asked
        assert b"<html" not in listed.content
        files = rows_of(viewer_client, f"/places/exits/counties.csv?{asked}")
        assert [row[1] for row in files[1:]] == names
        page = listed.content.decode()
        link = page.partition('href="/ledgers/poverty-county-exits/export.xlsx')[2].partition('"')[0]
        ledger = viewer_client.get(
            f"/ledgers/poverty-county-exits/export.csv{link.replace('&amp;', '&')}"
        ).getvalue()
        assert len(ledger.decode("utf-8-sig").splitlines()) == len(names) + 1, asked
        viewer_client.get("/places/exits/?scope=")


def test_the_table_as_a_file_says_what_the_page_says(stranger, counties):
    assert rows_of(stranger, "/places/exits/years.csv") == [
        ["代码", "省份", "2018", "2019", "2020", "未退出", "合计"],
        ["520000", "贵州省", "2", "0", "1", "0", "3"],
        ["530000", "云南省", "0", "0", "0", "1", "1"],
        ["", "全部", "2", "0", "1", "1", "4"],
        ["", "累计退出", "2", "2", "3", "", ""],
        ["", "尚未退出", "2", "2", "1", "", ""],
    ]


@pytest.mark.parametrize("asked", ["year=红", "year=20188", "province=贵州"])
def test_what_cannot_be_read_is_refused_in_words(stranger, counties, asked):
    answer = stranger.get(f"/places/exits/?{asked}")
    assert answer.status_code == 400
    assert "无法识别" in answer.content.decode()


def test_the_ledger_and_what_was_imported_lead_to_the_page(administrator_client, stranger, counties):
    assert (
        'href="/places/exits/"' in administrator_client.get("/ledgers/poverty-county-exits/").content.decode()
    )
    assert 'href="/places/exits/"' not in administrator_client.get("/ledgers/terms/").content.decode()
    assert 'href="/places/exits/"' in stranger.get("/places/").content.decode()


def test_the_page_takes_few_queries_however_many_counties(stranger, counties, django_assert_max_num_queries):
    stranger.get("/places/exits/")
    with django_assert_max_num_queries(12):
        stranger.get("/places/exits/")
