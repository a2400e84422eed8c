from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.evidence.citations import Citations, parse_citations


@pytest.mark.parametrize(
    ("text", "codes", "remark"),
    [
        ("[001] S24", ("[001]", "S24"), ""),
        ("[004] S4", ("[004]", "S4"), ""),
        ("S10", ("S10",), ""),
        ("S3 (table for 2001–2010), S1, S2", ("S3", "S1", "S2"), "table for 2001–2010"),
        ("[002]; year ◐S33", ("[002]", "S33"), "year ◐S33"),
        ("seed; year ◐S33", ("S33",), "seed; year ◐S33"),
        ("— (8↔10 count agrees with S7)", ("S7",), "8↔10 count agrees with S7"),
        (
            "S19 says 厦门 helps 甘肃; prefecture from memory",
            ("S19",),
            "S19 says 厦门 helps 甘肃; prefecture from memory",
        ),
        ("S94 (一区六地州)", ("S94",), "一区六地州"),
        ("S94(一区六地州),［001］", ("S94", "[001]"), "一区六地州"),
        ("S4, S4 ✔S2", ("S4", "S2"), ""),
        ("P2016-69 P1996", ("P2016-69", "P1996"), ""),
        ("", (), ""),
        ("—", (), ""),
        ("from memory", (), "from memory"),
        ("GS24 S24x [12]", (), "GS24 S24x [12]"),
    ],
)
def test_codes_and_words_are_told_apart(text: str, codes: tuple[str, ...], remark: str) -> None:
    assert parse_citations(text) == Citations(codes, remark)


@given(
    st.lists(st.sampled_from(["[000]", "[004]", "S1", "S121", "P2013-11"]), unique=True),
    st.sampled_from(" ,;、"),
)
def test_a_list_of_codes_comes_back_whole_in_order(codes: list[str], separator: str) -> None:
    assert parse_citations(separator.join(codes)) == Citations(tuple(codes), "")


@given(st.text())
def test_no_text_is_too_odd(text: str) -> None:
    parse_citations(text)
