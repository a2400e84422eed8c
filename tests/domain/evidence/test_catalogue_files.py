"""The catalogue of measures and our readings of the seed figures hang together (A1-4, A31-3, A31-8)."""

from __future__ import annotations

import csv
import gzip
import json
import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from xieshou.domain.certainty import Certainty
from xieshou.domain.evidence.citations import parse_citations
from xieshou.domain.pairings.models import Programme
from xieshou.kernel.quantity import UNITS, Kind, unit
from xieshou.kernel.quantity.qualifier import AFTER, BEFORE, INSIDE

EVIDENCE = files("xieshou.domain.evidence") / "data"
PAIRINGS = files("xieshou.domain.pairings") / "data"
PLACES = files("xieshou.domain.places") / "vendor"
PARTIES = files("xieshou.domain.parties") / "data"

PARTS = set(
    "organisation talent funds industry labour consumption pairing society education_health disabled "
    "tourism poverty revitalisation innovation place other".split()
)
SCOPES = {"annual", "cumulative", "instant", "unstated"}
# Words by which Chinese counts things of many sorts: 15个协议 are 15份协议.
COUNTERS = {Kind.PIECE, Kind.ITEM, Kind.FIRM, Kind.INSTITUTION, Kind.COPY, Kind.ENTRY, Kind.TEXT}
COUNTERS |= {Kind.BATCH, Kind.TIME}
EXTRA_KEYS = {"cadres_received", "cadres_exchanged", "talent_received", "talent_exchanged"}

Row = dict[str, str]


def _table(folder: Any, name: str) -> list[Row]:
    raw = (folder / name).read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    return list(csv.DictReader(raw.decode("utf-8").splitlines()))


@cache
def indicators() -> dict[str, Row]:
    return {row["code"]: row for row in _table(EVIDENCE, "indicators.csv")}


@cache
def families() -> set[str]:
    return {row["parent"] for row in indicators().values() if row["parent"]}


@cache
def documents() -> set[str]:
    return {row["code"] for row in _table(EVIDENCE, "documents.csv")}


@cache
def figures() -> list[dict[str, Any]]:
    text = (EVIDENCE / "seed_figures.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def readings() -> dict[tuple[str, int], Row]:
    return {(row["document"], int(row["span_start"])): row for row in _table(EVIDENCE, "readings.csv")}


@cache
def source_figures() -> list[Row]:
    return _table(EVIDENCE, "source_figures.csv")


@cache
def schemes() -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = tomllib.loads((EVIDENCE / "schemes.toml").read_text(encoding="utf-8"))[
        "scheme"
    ]
    return loaded


@cache
def known_parties() -> set[str]:
    names = {row["name"] for row in _table(PARTIES, "organisations.csv")}
    areas = {row["code"].ljust(6, "0") for row in _table(PLACES, "areas.csv")}
    cities = {row["code"].ljust(6, "0") for row in _table(PLACES, "cities.csv")}
    provinces = {row["code"].ljust(6, "0") for row in _table(PLACES, "provinces.csv")}
    towns = {row["code"] for row in _table(PLACES, "streets.csv")}
    with gzip.open((PLACES / "villages.csv.gz").open("rb"), "rt", encoding="utf-8") as lines:
        villages = {line[:12] for line in lines if line.startswith(("320583", "520602"))}
    return names | areas | cities | provinces | towns | villages | {"100000"}


def _listed(cell: str) -> list[str]:
    return cell.split("、") if cell else []


def _agree(claimed: str, indicator: str) -> bool:
    wanted = indicators()[indicator]["unit"]
    if not wanted or not claimed:
        return True
    kinds = {unit(claimed).kind, unit(wanted).kind}
    return len(kinds) == 1 or kinds <= COUNTERS


def test_every_code_name_and_alias_belongs_to_one_indicator() -> None:
    rows = _table(EVIDENCE, "indicators.csv")
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", row["code"]) for row in rows)
    said = Counter(
        word for row in rows for word in {row["code"], row["name"], *_listed(row["aliases"])} if word
    )
    assert [word for word, times in said.items() if times > 1] == []
    assert len({row["name_en"] for row in rows}) == len(rows)


def test_every_key_of_the_seed_figures_is_a_code_or_an_alias() -> None:
    known = {word for code, row in indicators().items() for word in (code, *_listed(row["aliases"]))}
    keys = {figure["key"] for figure in figures()}
    assert len(keys) == 56
    assert (keys | EXTRA_KEYS) - known == set()


def test_families_are_two_levels_deep_and_stand_before_their_members() -> None:
    place = {code: number for number, code in enumerate(indicators())}
    for code, row in indicators().items():
        if row["parent"]:
            assert place[row["parent"]] < place[code]
            assert not indicators()[row["parent"]]["parent"], code


def test_members_of_a_family_that_names_a_unit_share_its_kind() -> None:
    """A31-3."""
    for code, row in indicators().items():
        family = indicators().get(row["parent"])
        if family and family["unit"]:
            assert _agree(row["unit"], row["parent"]), code
        if not row["unit"]:
            assert code in families(), code


def test_every_indicator_says_what_it_counts_in_both_languages() -> None:
    for code, row in indicators().items():
        assert row["part"] in PARTS, code
        assert row["nature"] in {"flow", "stock", "rate"}, code
        assert row["direction"] in {"higher", "lower", "neutral"}, code
        assert not row["unit"] or row["unit"] in UNITS, code
        for column in ("name", "name_en", "definition", "definition_en", "counting_rule", "counting_rule_en"):
            assert row[column].strip() == row[column] != "", (code, column)
        for column in ("definition_en", "counting_rule_en", "name_en"):
            assert not re.search(r"[\u4e00-\u9fff]", row[column]), (code, column)


def test_shares_are_rates_and_only_rates_are_shares() -> None:
    """Percentages are never added."""
    for code, row in indicators().items():
        if row["unit"] == "%":
            assert row["nature"] == "rate", code


@pytest.mark.parametrize("unit_of_people", ["人", "人次", "户"])
def test_a_count_of_people_says_whether_it_counts_people_visits_or_households(unit_of_people: str) -> None:
    """A31-3."""
    word = {"人": "人", "人次": "人次", "户": "户"}[unit_of_people]
    for code, row in indicators().items():
        if row["unit"] == unit_of_people and code != "population":
            assert word in row["definition"] + row["counting_rule"], code


def test_every_source_is_a_document_and_what_has_none_is_from_memory() -> None:
    rows = [*indicators().items(), *((r["indicator"], r) for r in _table(PAIRINGS, "round_indicators.csv"))]
    for code, row in rows:
        cited = _listed(row["source"])
        assert set(cited) <= documents(), code
        assert list(parse_citations(row["source"]).codes) == cited, code
        assert row["certainty"] in Certainty.values, code
        assert bool(cited) == (row["certainty"] != Certainty.MEMORY), code
    named = [
        *schemes(),
        *tomllib.loads((EVIDENCE / "principles.toml").read_text(encoding="utf-8"))["principle"],
    ]
    assert {each["document"] for each in named} <= documents()
    assert {each["document"] for each in source_figures()} <= documents()


def test_each_of_the_195_figures_has_one_reading() -> None:
    at = [(figure["doc"], figure["start"]) for figure in figures()]
    assert len(at) == len(set(at)) == len(_table(EVIDENCE, "readings.csv")) == 195
    assert set(at) == set(readings())


def test_a_reading_names_a_measure_whose_unit_fits_the_figure() -> None:
    """A31-3."""
    for figure in figures():
        row = readings()[figure["doc"], figure["start"]]
        code = row["indicator"]
        assert code in indicators(), row
        assert _agree(figure["unit"], code), row
        assert code not in families() or code == "other", row
        assert row["scope"] in SCOPES, row
        assert row["programme"] in {"", *Programme.values}, row
        assert {row["forecast"], row["change"]} <= {"", "1"}, row
        assert set(_listed(row["givers"]) + _listed(row["receivers"])) <= known_parties(), row


def test_a_reading_stays_in_the_family_of_the_figures_key() -> None:
    owner = {word: code for code, row in indicators().items() for word in (code, *_listed(row["aliases"]))}
    for figure in figures():
        if figure["key"] == "other" or figure["tier"] == "noise":
            continue
        code = readings()[figure["doc"], figure["start"]]["indicator"]
        assert owner[figure["key"]] in {code, indicators()[code]["parent"]}, (figure["key"], code)


def test_noise_and_context_without_a_giver_belong_to_no_programme() -> None:
    """A31-8."""
    for figure in figures():
        row = readings()[figure["doc"], figure["start"]]
        if figure["tier"] == "noise":
            assert (row["indicator"], row["programme"]) == ("other", ""), row
        elif figure["tier"] == "context" and not figure["giver_code"]:
            assert row["programme"] == "", row


def test_figures_of_zhejiang_and_jilin_are_counterpart_cooperation() -> None:
    """A31-8: but what Ningbo gives Yanbian is east–west cooperation."""
    kinds = {
        (tuple(figure["giver_code"]), readings()[figure["doc"], figure["start"]]["programme"])
        for figure in figures()
        if {"220000", "222400"} & set(figure["receiver_code"]) and len(figure["receiver_code"]) == 1
    }
    assert kinds == {
        (("330000",), "counterpart_cooperation"),
        (("330200",), "east_west_poverty"),
        ((), "east_west_poverty"),
    }


def test_each_of_the_24_pairings_is_traced_to_its_characters() -> None:
    """A3-1, A3-2, A3-3."""
    text = (EVIDENCE / "seed_pairings.jsonl").read_text(encoding="utf-8")
    pairings = [json.loads(line) for line in text.splitlines()]
    assert Counter(each["since"] for each in pairings) == {"1996-08": 8, "2013-02": 8, "2016-12": 8}
    assert {each["doc"] for each in pairings} == {"[004]"}
    assert len({(each["start"], each["end"]) for each in pairings}) == 24
    # The shortest is 深圳市幫扶畢節市, the longest 廣州市幫扶黔南州和畢節市 and its like.
    assert all(8 <= each["end"] - each["start"] <= 14 for each in pairings)


def test_source_figures_fit_their_measures() -> None:
    for row in source_figures():
        code = row["indicator"]
        assert code in indicators(), row
        assert code not in families(), row
        assert unit(row["unit"]).symbol == row["unit"], row
        assert _agree(row["unit"], code), row
        assert float(row["value"]) >= 0, row
        assert row["word"] in {"", *BEFORE, *INSIDE, *AFTER}, row
        assert row["scope"] in SCOPES, row
        assert row["programme"] in {"", *Programme.values}, row
        for column in ("period_start", "as_of"):
            assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", row[column]), row
        assert set(_listed(row["givers"]) + _listed(row["receivers"])) <= known_parties(), row


def test_an_indicator_is_tagged_once_at_most_inside_one_scheme() -> None:
    """A1-4 K."""
    assert len({scheme["code"] for scheme in schemes()}) == len(schemes())
    for scheme in schemes():
        classes = scheme["class"]
        assert len({each["code"] for each in classes}) == len(classes)
        tags = Counter(code for each in classes for code in each["indicators"])
        assert [code for code, times in tags.items() if times > 1] == [], scheme["code"]
        assert set(tags) <= set(indicators()) - families(), scheme["code"]


def test_the_schemes_of_the_seeds_have_as_many_classes_as_their_names_say() -> None:
    """A1-4, B3."""
    sizes = {scheme["code"]: len(scheme["class"]) for scheme in schemes()}
    assert sizes == {
        "three_shifts": 3,
        "four_part_pattern": 4,
        "seven_focuses": 7,
        "five_channels": 5,
        "three_headings": 3,
        "six_mores": 6,
        "assessment_2017_east": 6,
        "assessment_2017_west": 6,
        "assessment_2016_subjects": 5,
    }


def test_principles_are_short_phrases_of_a_known_kind() -> None:
    """A1-3, A1-5."""
    rows = tomllib.loads((EVIDENCE / "principles.toml").read_text(encoding="utf-8"))["principle"]
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in {"definition", "guideline", "principle", "slogan"}
        assert row["text_en"]
        assert 0 < len(row["text"]) <= 40


def test_rounds_list_measures_that_exist_once_each() -> None:
    rows = _table(PAIRINGS, "round_indicators.csv")
    rounds = tomllib.loads((PAIRINGS / "rounds.toml").read_text(encoding="utf-8"))["round"]
    assert {row["round"] for row in rows} <= {each["code"] for each in rounds}
    assert {row["indicator"] for row in rows} <= set(indicators()) - families()
    assert len({(row["round"], row["indicator"]) for row in rows}) == len(rows)
