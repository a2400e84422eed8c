"""Flags and profile figures from files. A2-2, A2-3, A24-4."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from xieshou.domain.places import queries
from xieshou.domain.places.checks import autonomy_findings, profile_findings
from xieshou.domain.places.designations import (
    FLAG_COLUMNS,
    PROFILE_COLUMNS,
    BadPlaceRowError,
    load_flags,
    load_profile,
)
from xieshou.domain.places.models import Division, DivisionFlag, FlagKind, Measure, ProfileFigure
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError

from .conftest import Atlas

pytestmark = pytest.mark.usefixtures("country")


def flag_file(folder: Path, *rows: str) -> Path:
    path = folder / "flags.csv"
    path.write_text("\n".join([",".join(FLAG_COLUMNS), *rows]), encoding="utf-8")
    return path


def profile_file(folder: Path, *rows: str) -> Path:
    path = folder / "profile.csv"
    path.write_text("\n".join([",".join(PROFILE_COLUMNS), *rows]), encoding="utf-8")
    return path


POOR = "522201,2010-01-01,铜仁市,national_poverty_county,,2011,2018-09,[002],seed,"
VILLAGES = "520600,2019-11-30,铜仁市,poor_villages,1565,个,=,,[002],seed,"


def test_a_flag_stays_with_its_division_under_a_later_code_and_name(tmp_path: Path) -> None:
    load_flags(actor=SYSTEM, path=flag_file(tmp_path, POOR))
    bijiang = Division.objects.get(code="520602")
    on = [f.kind for f in queries.flags_on(ANONYMOUS, bijiang, date(2018, 8, 31))]
    assert on == [FlagKind.NATIONAL_POVERTY_COUNTY]
    assert not queries.flags_on(ANONYMOUS, bijiang, date(2018, 9, 30)).exists()


def test_autonomy_comes_from_the_name_for_the_time_of_the_name(tmp_path: Path, atlas: Atlas) -> None:
    """A2-2: the flag 民族自治."""
    guizhou = Division.objects.get(code="520000")
    yuping = atlas.add("玉屏县", 3, "522223", Division.objects.get(code="520600"), None, "1983-09-07")
    atlas.version(yuping, "玉屏侗族自治县", "522223", guizhou, "1983-09-07", "2011-10-22")
    atlas.version(yuping, "玉屏侗族自治县", "520622", guizhou, "2011-10-22")
    load_flags(actor=SYSTEM, path=flag_file(tmp_path))
    flag = DivisionFlag.objects.get(division=yuping)
    assert (flag.value, flag.start_on, flag.end_on) == ("侗族", date(1983, 9, 7), None)
    assert autonomy_findings(ANONYMOUS) == []
    flag.delete()
    assert len(autonomy_findings(ANONYMOUS)) == 2


def test_loading_twice_changes_nothing_and_a_correction_changes_one_row(tmp_path: Path) -> None:
    load_flags(actor=SYSTEM, path=flag_file(tmp_path, POOR))
    again = load_flags(actor=SYSTEM, path=flag_file(tmp_path, POOR))
    assert (again.created, again.changed) == (0, 0)
    corrected = load_flags(actor=SYSTEM, path=flag_file(tmp_path, POOR.replace("2018-09", "2018-09-25")))
    assert (corrected.created, corrected.changed) == (0, 1)
    load_profile(actor=SYSTEM, path=profile_file(tmp_path, VILLAGES))
    twice = load_profile(actor=SYSTEM, path=profile_file(tmp_path, VILLAGES))
    assert (twice.created, twice.changed, twice.unchanged) == (0, 0, 1)


def test_a_profile_figure_keeps_unit_source_and_an_unstated_year(tmp_path: Path) -> None:
    """A2-2."""
    load_profile(actor=SYSTEM, path=profile_file(tmp_path, VILLAGES))
    figure = queries.profile(ANONYMOUS, Division.objects.get(code="520600")).get()
    assert (figure.measure, figure.value, figure.unit, figure.year, figure.source) == (
        Measure.POOR_VILLAGES,
        1565,
        "个",
        None,
        "[002]",
    )


def test_figures_of_one_source_that_cannot_be_are_found(tmp_path: Path) -> None:
    """A2-2: 深度贫困村 ≤ 贫困村."""
    deep = VILLAGES.replace("poor_villages,1565", "deep_poor_villages,{}")
    load_profile(actor=SYSTEM, path=profile_file(tmp_path, VILLAGES, deep.format(319)))
    assert profile_findings(ANONYMOUS) == []
    load_profile(actor=SYSTEM, path=profile_file(tmp_path, VILLAGES, deep.format(1566)))
    assert [f.subject for f in profile_findings(ANONYMOUS)] == ["铜仁市 [002]"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (POOR.replace("522201", "999999"), "999999"),
        (POOR.replace("2010-01-01", "2015-01-01"), "522201"),
        (POOR.replace("铜仁市", "江口县"), "江口县"),
        (POOR.replace("national_poverty_county", "rich_county"), "rich_county"),
        (POOR.replace("2018-09", "2018-13"), "2018-13"),
        (POOR.replace("seed", "sure"), "sure"),
    ],
)
def test_a_bad_row_stores_nothing_and_names_its_line(tmp_path: Path, row: str, reason: str) -> None:
    with pytest.raises(BadPlaceRowError, match=rf"(?s)flags\.csv.*3.*{reason}"):
        load_flags(actor=SYSTEM, path=flag_file(tmp_path, POOR, row))
    assert not DivisionFlag.objects.exists()


def test_a_figure_in_another_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadPlaceRowError, match="个"):
        load_profile(actor=SYSTEM, path=profile_file(tmp_path, VILLAGES.replace("个", "户")))
    assert not ProfileFigure.objects.exists()


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "profile.csv"
    path.write_text("code,name\n", encoding="utf-8")
    with pytest.raises(BadPlaceRowError, match="measure"):
        load_profile(actor=SYSTEM, path=path)


def test_only_those_who_may_write_load() -> None:
    with pytest.raises(NotAllowedError):
        load_flags(actor=ANONYMOUS)
    with pytest.raises(NotAllowedError):
        load_profile(actor=ANONYMOUS)
