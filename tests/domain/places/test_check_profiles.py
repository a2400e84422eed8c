"""A2-2: 深度贫困村 ≤ 贫困村 ≤ 行政村; shares; autonomy as names show it."""

from decimal import Decimal

import pytest

from xieshou.domain.places.rules import Code, Figure, autonomy, check_autonomy, check_profile


def figures(**values: str) -> dict[str, Figure]:
    units = {"population": "人", "minority_share": "%"}
    return {name: Figure(Decimal(value), units.get(name, "个")) for name, value in values.items()}


def found(**values: str) -> list[Code]:
    return [finding.code for finding in check_profile("铜仁市", figures(**values))]


def test_the_figures_of_tongren_agree() -> None:
    """A2-2: 1565 poor villages of which 319 deeply poor, 70.5 % minorities."""
    assert (
        found(poor_villages="1565", deep_poor_villages="319", minority_share="70.5", population="4400000")
        == []
    )


@pytest.mark.parametrize(
    "values",
    [
        {"deep_poor_villages": "1566", "poor_villages": "1565"},
        {"poor_villages": "1565", "villages": "1500"},
        {"deep_poor_villages": "319", "villages": "300"},
    ],
)
def test_a_part_above_its_whole_is_found(values: dict[str, str]) -> None:
    """A2-2."""
    assert found(**values) == [Code.PART_ABOVE_WHOLE]


def test_an_approximate_whole_leaves_room() -> None:
    rough = {"poor_villages": Figure(Decimal(1565), "个"), "villages": Figure(Decimal(1500), "个", "≈")}
    assert check_profile("铜仁市", rough) == []


@pytest.mark.parametrize("share", ["-0.1", "100.1"])
def test_a_share_outside_0_to_100_is_found(share: str) -> None:
    assert found(minority_share=share) == [Code.SHARE_OUT_OF_RANGE]


def test_a_negative_count_and_a_wrong_unit_are_found() -> None:
    assert found(counties="-1") == [Code.NEGATIVE]
    assert [f.code for f in check_profile("铜仁市", {"population": Figure(Decimal(440), "万人")})] == [
        Code.WRONG_UNIT
    ]


def test_a_finding_reads_as_a_sentence_with_its_figures() -> None:
    text = str(check_profile("铜仁市", figures(deep_poor_villages="2", poor_villages="1"))[0])
    assert text == "part_above_whole: 铜仁市 (deep_poor_villages 2, poor_villages 1)"


@pytest.mark.parametrize(
    ("name", "peoples"),
    [
        ("黔东南苗族侗族自治州", "苗族、侗族"),
        ("内蒙古自治区", ""),
        ("龙胜各族自治县", ""),
        ("台江县", None),
        ("六龙山侗族土家族乡", None),
    ],
)
def test_autonomy_is_read_from_the_name(name: str, peoples: str | None) -> None:
    assert autonomy(name) == peoples


def test_a_flag_and_a_name_that_disagree_are_found() -> None:
    assert check_autonomy("x", "黔东南苗族侗族自治州", ["苗族、侗族"]) == []
    assert [f.code for f in check_autonomy("x", "台江县", ["苗族"])] == [Code.AUTONOMY_WITHOUT_NAME]
    assert [f.code for f in check_autonomy("x", "松桃苗族自治县", [])] == [Code.NAME_WITHOUT_AUTONOMY]
