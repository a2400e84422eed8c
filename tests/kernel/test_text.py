"""A31-7: search and import treat 遵義 as 遵义, full width as half width, 〔〕 as [] and ()."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.kernel.text import fold, is_han, same


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("遵義市", "遵义市"),
        ("銅仁地區", "铜仁地区"),
        ("畢節", "毕节"),
        ("東西部扶貧協作", "东西部扶贫协作"),
        ("５２０６０２", "520602"),
        ("中办发［２０１６］６９号", "中办发〔2016〕69号"),
        ("中辦發(2016)69號", "中办发〔2016〕69号"),
        ("貴州省　黔東南州", "贵州省黔东南州"),
        (" 黔 东 南 ", "黔东南"),
        ("「輸血式」", "“输血式”"),
        ("QDN", "qdn"),
        ("\ufeff台江县", "台江县"),
        ("乾安縣", "乾安县"),
        ("寧波甯海", "宁波宁海"),
    ],
)
def test_two_ways_of_writing_are_one(written: str, meant: str) -> None:
    """A31-7."""
    assert same(written, meant)


def test_names_that_only_look_alike_stay_apart() -> None:
    assert not same("延边州", "盐边县")
    assert not same("东乡县", "东鄉縣城")


def test_blanks_between_latin_words_stay() -> None:
    assert fold("Inner  Mongolia 自治区") == "inner mongolia自治区"


@given(st.text())
def test_folding_a_folded_text_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


_HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF))


@given(_HAN, _HAN)
def test_the_key_of_a_part_is_a_part_of_the_key(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


def test_han_is_told_from_latin() -> None:
    assert is_han("铜")
    assert not is_han("a")
