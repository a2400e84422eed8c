"""Division codes tell their level and their parents by arithmetic (A2-1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.kernel.codes import BadDivisionCodeError, DivisionCode, DivisionLevel, TownKind

parse = DivisionCode.parse


@st.composite
def _codes(draw: st.DrawFn) -> DivisionCode:
    tiers = [(2, 11, 65), (2, 1, 90), (2, 1, 99), (3, 1, 599), (3, 1, 599)]
    depth = draw(st.integers(1, 5))
    return parse("".join(str(draw(st.integers(low, high))).zfill(size) for size, low, high in tiers[:depth]))


codes = _codes()


@pytest.mark.parametrize(
    ("text", "usual", "level"),
    [
        ("52", "520000", DivisionLevel.PROVINCE),
        ("5206", "520600", DivisionLevel.PREFECTURE),
        ("520602", "520602", DivisionLevel.COUNTY),
        ("520602000000", "520602", DivisionLevel.COUNTY),
        ("520602101", "520602101", DivisionLevel.TOWN),
        ("520602101000", "520602101", DivisionLevel.TOWN),
        ("520602101201", "520602101201", DivisionLevel.VILLAGE),
    ],
)
def test_a_code_is_read_in_every_length(text: str, usual: str, level: DivisionLevel) -> None:
    """A2-1: 6, 9 and 12 digits."""
    code = parse(text)
    assert (code.text, code.level) == (usual, level)


@pytest.mark.parametrize(
    "bad", ["", "5", "52060", "52060210", "520002", "5200000001", "5206A2", "990000", "000000"]
)
def test_what_is_no_division_code_is_refused(bad: str) -> None:
    with pytest.raises(BadDivisionCodeError):
        parse(bad)


def test_a_code_that_skips_a_tier_is_refused() -> None:
    with pytest.raises(BadDivisionCodeError, match="left out"):
        parse("520000101000")


def test_parents_follow_by_arithmetic() -> None:
    code: DivisionCode | None = parse("520602101201")
    chain = []
    while code := code.parent if code else None:
        chain.append(code.text)
    assert chain == ["520602101", "520602", "520600", "520000"]


@pytest.mark.parametrize(
    ("county", "parent", "real"),
    [
        ("110101", "110100", "110000"),
        ("500230", "500200", "500000"),
        ("419001", "419000", "410000"),
        ("320583", "320500", "320500"),
    ],
)
def test_headings_of_the_standard_are_no_parents(county: str, parent: str, real: str) -> None:
    assert parse(county).parent == parse(parent)
    assert parse(county).real_parent == parse(real)


def test_the_heading_of_districts_is_told_from_a_county_level_city() -> None:
    assert parse("520601").is_placeholder
    assert not parse("522201").is_placeholder  # 铜仁市 of 铜仁地区, before 2011
    assert not parse("110101").is_placeholder


def test_zones_and_towns_are_told_apart() -> None:
    """A2-4: functional zones have no code of the standard."""
    assert parse("320571").is_statistical_zone
    assert not parse("320583").is_statistical_zone
    kinds = [parse(text).town_kind for text in ("520602001", "520602101", "520602203", "320583401")]
    assert kinds == [TownKind.SUBDISTRICT, TownKind.TOWN, TownKind.TOWNSHIP, TownKind.ZONE]
    assert parse("520602").town_kind is None


@given(codes)
def test_every_division_covers_itself_and_lies_in_its_parents(code: DivisionCode) -> None:
    assert code.covers(code)
    assert parse(code.long()) == code
    if code.parent:
        assert code.parent.covers(code)
        assert not code.covers(code.parent)
        assert code.parent.level == code.level - 1
        assert code.at(code.parent.level) == code.parent
    else:
        assert code.level is DivisionLevel.PROVINCE


def test_a_county_does_not_reach_down_to_a_town() -> None:
    with pytest.raises(BadDivisionCodeError):
        parse("520602").at(DivisionLevel.TOWN)
