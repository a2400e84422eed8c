"""The ledgers of places: out, in again, the same; and what a row may not say (A2-2)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.places.conftest import Atlas
from tests.support.exchanging import brought, examined, exported, out_and_in, said, tried_rows
from tests.workbooks.values import texts
from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import period_columns
from xieshou.domain.places.models import Division, DivisionFlag, FlagKind, Measure, ProfileFigure
from xieshou.domain.places.rules import UNITS
from xieshou.kernel.actor import ANONYMOUS, NotAllowedError
from xieshou.kernel.period import Period
from xieshou.workbooks.cells import NoteCode

pytestmark = pytest.mark.django_db
FLAGS = ["区划代码", "名称", "标签", "内容", "起始", "终止", "出处", "可信度"]
EXITS = ["code", "name", "region", "province", "prefecture", "exit_year"]


@pytest.fixture
def country(db: None) -> dict[str, Division]:
    """A province with counties that were renamed, recoded, merged, and two that were not."""
    atlas = Atlas()
    guizhou = atlas.add("贵州省", 1, "520000")
    zunyi = atlas.add("遵义市", 2, "520300", guizhou, "1997")
    qianxinan = atlas.add("黔西南布依族苗族自治州", 2, "522300", guizhou)
    yunnan = atlas.add("云南省", 1, "530000")
    wenshan = atlas.add("文山壮族苗族自治州", 2, "532600", yunnan)
    xingren = atlas.add("兴仁县", 3, "522322", qianxinan, None, "2018")
    atlas.version(xingren, "兴仁市", "522302", qianxinan, "2018")
    return {
        "湄潭县": atlas.add("湄潭县", 3, "520328", zunyi),
        "正安县": atlas.add("正安县", 3, "520324", zunyi),
        "文山市": atlas.add("文山市", 3, "532601", wenshan, "2010-12"),
        "兴仁": xingren,
    }


def everything(model: type[Any]) -> list[tuple[Any, ...]]:
    fields = [field.attname for field in model._meta.concrete_fields if not field.primary_key]
    return sorted(model.objects.values_list(*fields), key=repr)


def emptied_and_brought_back(register: str, model: type[Any], path: Path) -> None:
    before = everything(model)
    exported(register, path)
    model.objects.all().delete()
    brought(examined(register, path))
    assert everything(model) == before


names = st.sampled_from(["湄潭县", "正安县", "文山市", "兴仁"])
years = st.integers(1986, 2030).map(str)
words = st.just("") | texts.filter(lambda text: len(text) <= 60)
flags = st.fixed_dictionaries(
    {
        "place": names,
        "kind": st.sampled_from(FlagKind.values),
        "value": words,
        "dates": st.sampled_from([(None, None), ("2011", None), (None, "2018-09"), ("2011", "2020-11-23")]),
        "source": words,
        "certainty": st.sampled_from(Certainty.values),
        "note": words,
    }
)
figures = st.fixed_dictionaries(
    {
        "place": names,
        "measure": st.sampled_from(Measure.values),
        "value": st.decimals(0, 100, places=4),
        "qualifier": st.sampled_from(["=", "≈", "≥", "≤"]),
        "year": st.none() | st.integers(1949, 2030),
        "source": words,
        "certainty": st.sampled_from(Certainty.values),
        "note": words,
    }
)
QUICK = settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])


def store_flag(country: dict[str, Division], flag: dict[str, Any]) -> DivisionFlag:
    facts = {**flag}
    place, dates = facts.pop("place"), facts.pop("dates")
    return DivisionFlag.objects.create(
        division=country[place], **facts, **period_columns(Period.parse(*dates))
    )


@QUICK
@given(rows=st.lists(flags, min_size=1, max_size=5, unique_by=lambda f: (f["place"], f["kind"])))
def test_any_designation_comes_back_unchanged(
    country: dict[str, Division], tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    DivisionFlag.objects.all().delete()
    for row in rows:
        store_flag(country, row)
    assert out_and_in("place-flags", tmp_path / "out.xlsx") == only_unchanged(len(rows))
    emptied_and_brought_back("place-flags", DivisionFlag, tmp_path / "out.csv")


@QUICK
@given(rows=st.lists(flags, min_size=1, max_size=4, unique_by=lambda f: f["place"]))
def test_any_exit_comes_back_unchanged(
    country: dict[str, Division], tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    DivisionFlag.objects.all().delete()
    for row in rows:
        store_flag(country, {**row, "kind": FlagKind.NATIONAL_POVERTY_COUNTY.value, "value": ""})
    assert out_and_in("poverty-county-exits", tmp_path / "out.xlsx") == only_unchanged(len(rows))
    emptied_and_brought_back("poverty-county-exits", DivisionFlag, tmp_path / "out.csv")


@QUICK
@given(
    rows=st.lists(
        figures,
        min_size=1,
        max_size=5,
        unique_by=lambda f: (f["place"], f["measure"], f["year"]),
    )
)
def test_any_profile_figure_comes_back_unchanged(
    country: dict[str, Division], tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    ProfileFigure.objects.all().delete()
    for row in rows:
        facts = {**row}
        ProfileFigure.objects.create(
            division=country[facts.pop("place")], unit=UNITS[facts["measure"]], **facts
        )
    assert out_and_in("place-profiles", tmp_path / "out.xlsx") == only_unchanged(len(rows))


def only_unchanged(count: int) -> dict[str, int]:
    return {"new": 0, "changed": 0, "unchanged": count, "wrong": 0}


def test_a_figure_beyond_what_it_is_part_of_is_refused(country: dict[str, Division], tmp_path: Path) -> None:
    header = ["区划代码", "名称", "项目", "数值", "年份", "出处"]
    found = tried_rows(
        "place-profiles",
        tmp_path,
        header,
        ["520328", "湄潭县", "贫困村数", 60, 2019, "示例"],
        ["520328", "湄潭县", "深度贫困村数", 61, 2019, "示例"],
        ["520324", "正安县", "少数民族人口占比", 120, 2019, "示例"],
    )
    assert said(found) == [
        "D2 深度贫困村数 61 大于贫困村数 60:部分不能大于总数",
        "D3 深度贫困村数 61 大于贫困村数 60:部分不能大于总数",
        "D4 占比应在 0 与 100 之间",
    ]


def test_a_designation_that_ends_before_it_starts_or_stands_twice_is_refused(
    country: dict[str, Division], tmp_path: Path
) -> None:
    found = tried_rows(
        "place-flags",
        tmp_path,
        FLAGS,
        ["520328", "湄潭县", "片区", "示例区", "2018", "2011", "示例", "示例"],
        ["520324", "正安县", "片区", "示例区", "2011", None, "示例", "示例"],
        ["520324", "正安县", "片区", "示例区", "2011-01", None, "示例", "示例"],
    )
    assert said(found) == [
        "F2 终止早于起始(2011 < 2018)",
        "A4 与第 3 行是同一条标签:起始为同一日",
    ]


def a_list_as_found(folder: Path) -> Path:
    """A list of counties of the shape that people pass around: today's codes, names of any time, years."""
    path = folder / "贫困县.csv"
    path.write_text(
        "code,name,region,province,prefecture,exit_year\n"
        "520324,正安县,西部,贵州省,遵义市,2019\n"
        "520328,湄潭,西部,贵州省,遵义市,2017\n"
        "532600,文山市,西部,云南省,文山壮族苗族自治州,2019\n"
        "522302,兴仁县,西部,贵州省,黔西南布依族苗族自治州,2017\n"
        "522302,兴仁市,西部,贵州省,黔西南布依族苗族自治州,2019\n"
        "520399,示例行委,西部,贵州省,遵义市,2019\n",
        "utf-8",
    )
    return path


def test_a_list_of_poverty_counties_as_found_names_its_wrong_rows_and_what_to_write(
    country: dict[str, Division], tmp_path: Path
) -> None:
    found = examined("poverty-county-exits", a_list_as_found(tmp_path))
    assert found.counts == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 5}
    assert said(found) == [
        "B3 520328 在 2017-12-31 的名称是“湄潭县”,不是“湄潭”:请改为“湄潭县”",
        "A4 532600 在 2019-12-31 是云南省文山壮族苗族自治州;“文山市”是 532601 "
        "云南省文山壮族苗族自治州文山市:请填 532601 和“文山市”",
        "A5 与第 6 行重复:“区划代码”应各不相同",
        "A6 与第 5 行重复:“区划代码”应各不相同",
        "A7 在 2019-12-31 没有代码为 520399 的区划;没有名为“示例行委”的区划;"
        "遵义市辖有 520324 正安县、520328 湄潭县",
    ]
    assert found.reading is not None
    assert [heading.text for heading in found.reading.header.ignored] == ["region", "prefecture"]


def test_the_right_rows_of_such_a_list_alone_can_be_applied_and_then_change_nothing(
    country: dict[str, Division], tmp_path: Path
) -> None:
    path = a_list_as_found(tmp_path)
    assert brought(examined("poverty-county-exits", path), right_rows_only=True).new == 1
    flag = DivisionFlag.objects.get()
    assert (flag.division, flag.kind, str(flag.period)) == (
        country["正安县"],
        FlagKind.NATIONAL_POVERTY_COUNTY,
        "[…, 2019)",
    )
    assert flag.certainty == Certainty.MEMORY
    unchanged = {"new": 0, "changed": 0, "unchanged": 1, "wrong": 5}
    assert examined("poverty-county-exits", path).counts == unchanged


def test_a_county_is_written_as_it_was_when_it_left(country: dict[str, Division], tmp_path: Path) -> None:
    rows = [["522322", "兴仁县", "西部", "贵州省", "黔西南布依族苗族自治州", 2017]]
    assert tried_rows("poverty-county-exits", tmp_path, EXITS, *rows).counts["new"] == 1
    now = [["522302", "兴仁县", "西部", "贵州省", "黔西南布依族苗族自治州", 2017]]
    assert "请填 522322 和“兴仁县”" in said(tried_rows("poverty-county-exits", tmp_path, EXITS, *now))[0]
    elsewhere = [["522322", "兴仁县", "西部", "云南省", "", 2017]]
    assert said(tried_rows("poverty-county-exits", tmp_path, EXITS, *elsewhere)) == [
        "D2 522322 兴仁县属贵州省:请填“贵州省”"
    ]


def poor(country: dict[str, Division], end: str) -> DivisionFlag:
    return store_flag(
        country,
        {
            "place": "正安县",
            "kind": FlagKind.NATIONAL_POVERTY_COUNTY.value,
            "value": "",
            "dates": ("2011", end),
            "source": "S60",
            "certainty": "source",
            "note": "原说明",
        },
    )


def test_a_year_does_not_replace_the_day_that_is_on_record(
    country: dict[str, Division], tmp_path: Path
) -> None:
    poor(country, "2019-04-24")
    row = ["520324", "正安县", "西部", "贵州省", "遵义市", 2019]
    found = tried_rows("poverty-county-exits", tmp_path, EXITS, row)
    assert found.problems == ()
    assert found.counts == only_unchanged(1)
    assert [(note.field, note.code, note.count, note.text, note.taken_as) for note in found.notes] == [
        ("exit", NoteCode.FINER_ON_RECORD, 1, "2019", "2019-04-24")
    ]
    brought(found)
    assert str(DivisionFlag.objects.get().period) == "[2011, 2019-04-24)"


def test_a_day_updates_the_year_that_is_on_record_and_another_year_is_another_exit(
    country: dict[str, Division], tmp_path: Path
) -> None:
    poor(country, "2019")
    for written, kept in (("2019-04", "2019-04"), ("2019-04-24", "2019-04-24"), ("2019-04", "2019-04-24")):
        row = ["520324", "正安县", "西部", "贵州省", "遵义市", written]
        brought(tried_rows("poverty-county-exits", tmp_path, EXITS, row))
        assert str(DivisionFlag.objects.get().period.end) == kept
    found = tried_rows("poverty-county-exits", tmp_path, EXITS, [*row[:5], "2019-05"])
    assert (found.counts["changed"], found.notes) == (1, ())


def test_a_year_under_the_code_of_another_time_does_not_replace_the_day_either(
    country: dict[str, Division], tmp_path: Path
) -> None:
    atlas, zunyi = Atlas(), Division.objects.get(code="520300")
    county = atlas.add("示例县", 3, "520398", zunyi, None, "2018-09-01")
    atlas.version(county, "示例市", "520397", zunyi, "2018-09-01")
    DivisionFlag.objects.create(
        division=county,
        kind=FlagKind.NATIONAL_POVERTY_COUNTY,
        certainty=Certainty.SOURCE,
        **period_columns(Period.parse("", "2018-03")),
    )
    row = ["520397", "示例市", "西部", "贵州省", "遵义市", 2018]
    assert said(tried_rows("poverty-county-exits", tmp_path, EXITS, row)) == [
        "F2 台账已记到 2018-03,比 2018 更准:请填 2018-03,或删去本行"
    ]


def test_a_source_does_not_vouch_for_an_exit_that_it_did_not_state(
    country: dict[str, Division], tmp_path: Path
) -> None:
    poor(country, "2020-11-23")
    row = ["520324", "正安县", "西部", "贵州省", "遵义市", 2019]
    brought(tried_rows("poverty-county-exits", tmp_path, EXITS, row))
    flag = DivisionFlag.objects.get()
    assert (str(flag.period), flag.source, flag.certainty) == ("[2011, 2019)", "", Certainty.MEMORY)
    assert flag.note == "此前记为 2020-11-23,出处 S60。原说明"
    assert tried_rows("poverty-county-exits", tmp_path, EXITS, row).counts == only_unchanged(1)


def test_only_those_who_may_write_can_apply(country: dict[str, Division], tmp_path: Path) -> None:
    found = examined("poverty-county-exits", a_list_as_found(tmp_path))
    assert found.changes is not None
    with pytest.raises(NotAllowedError):
        found.register.apply(ANONYMOUS, found.changes)
    assert not DivisionFlag.objects.exists()
