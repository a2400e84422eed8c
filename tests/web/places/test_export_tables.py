"""Every table of a place's page as a file."""

import csv
import io

import pytest


def rows_of(answer) -> list[list[str]]:
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:])))


def test_pairings_come_with_the_names_of_their_first_days(stranger, tongren):
    header, *rows = rows_of(stranger.get("/places/520600/pairings.csv"))
    assert header[:3] == ["帮扶方", "帮扶方代码", "受帮扶方"]
    assert [(row[0], row[2], row[6], row[7]) for row in rows] == [
        ("青岛市", "铜仁地区", "1996-08", "2013-02"),
        ("苏州市", "铜仁市", "2013-02", "2016-12"),
        ("苏州市", "铜仁市", "2016-12", "2021"),
    ]


def test_parts_come_with_their_helpers_of_the_day(stranger, tongren):
    assert rows_of(stranger.get("/places/520600/parts.csv?on=2018"))[1:] == [
        ["520602", "碧江区", "县级", "昆山市", ""],
        ["520621", "江口县", "县级", "", ""],
    ]


def test_provinces_come_with_their_side(stranger, tongren):
    rows = rows_of(stranger.get("/places/export.csv?on=2018"))
    assert ["520000", "贵州省", "受帮扶", "1", "2", "2", "0"] in rows


@pytest.mark.parametrize("path", ["/places/520600/nonsense.csv", "/places/999999/parts.csv"])
def test_what_does_not_exist_is_not_exported(stranger, tongren, path):
    assert stranger.get(path).status_code == 404
