"""The map files over HTTP."""

from __future__ import annotations

import gzip
import json

import pytest

from xieshou.web.overview.mapfiles import address_of

pytestmark = pytest.mark.django_db
NATIONAL = "/maps/national.json"


def test_a_map_is_sent_plain_or_compressed(stranger, maps):
    plain = stranger.get(NATIONAL)
    packed = stranger.get(NATIONAL, headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    names = {feature["properties"]["name"] for feature in json.loads(plain.content)["features"]}
    assert {"贵州省", "台湾省", "海南省", "南海断续线"} <= names


def test_each_form_has_its_own_tag_and_is_not_sent_twice(stranger, maps):
    plain = stranger.get(NATIONAL)
    packed = stranger.get(NATIONAL, headers={"accept-encoding": "gzip"})
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    again = stranger.get(NATIONAL, headers={"if-none-match": plain.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    since = stranger.get(NATIONAL, headers={"if-modified-since": plain.headers["Last-Modified"]})
    assert since.status_code == 304


def test_under_its_hash_a_map_is_kept_for_a_year(stranger, maps):
    address = address_of("national.json")
    assert address.startswith(f"{NATIONAL}?v=")
    assert "immutable" in stranger.get(address).headers["Cache-Control"]
    assert "immutable" not in stranger.get(f"{NATIONAL}?v=old").headers["Cache-Control"]


def test_maps_of_provinces_and_prefectures_are_there_too(stranger, maps):
    assert stranger.get("/maps/provinces/520000.json").status_code == 200
    assert stranger.get("/maps/counties/522600.json").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "stamp.json",
        "../xieshou.sqlite3",
        "..%2f..%2fetc/passwd",
        "counties/../national.json",
        "national.json.gz",
    ],
)
def test_nothing_but_the_maps_is_served(stranger, maps, name):
    response = stranger.get(f"/maps/{name}")
    assert response.status_code == 404
    assert "没有这幅地图" in response.content.decode()


def test_before_the_maps_are_built_the_answer_says_what_to_run(stranger, settings, tmp_path):
    settings.XIESHOU_HOME = tmp_path
    response = stranger.get(NATIONAL)
    assert response.status_code == 404
    assert "先运行 xieshou load" in response.content.decode()
    assert "先运行 xieshou load" in stranger.get("/").content.decode()
