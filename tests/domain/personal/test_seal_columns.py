"""Whole columns sealed, masked and compared: the same as record by record."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.domain.personal.bulk import blind_column, equal_column, mask_column, seal_column
from xieshou.domain.personal.sealed import MaskedTextError, Sealed
from xieshou.domain.personal.sealing import Column, blind
from xieshou.kernel.masking import PersonalKind

NUMBERS = st.sampled_from(
    ["110101199001011237", "11010119900101123x", " 110101-19900101 1237 ", "１１０１０１",
     "13800001234", "+86 138 0000 1234", "0086-13800001234", "010-62345678", "chronic", "患有大病", "", "a b"]
)  # fmt: skip
WRITTEN = st.lists(
    NUMBERS | st.text(st.characters(exclude_categories=("Cs",), exclude_characters="*＊")), max_size=8
)


@given(WRITTEN, st.sampled_from(PersonalKind))
def test_a_column_has_what_each_record_would_have(texts: list[str], kind: PersonalKind) -> None:
    column = Column("test.column", kind)
    made = seal_column(texts, column, indexed=True)
    alone = [Sealed.of(text, column) for text in texts]
    opened = [Sealed(token, column) for token in made.tokens]
    assert [one.unseal() for one in opened] == [one.unseal() for one in alone]
    assert made.indexes == [blind(one.unseal(), column) for one in alone]
    assert blind_column(texts, column) == made.indexes
    assert mask_column(made.tokens, column) == [str(one) for one in alone]
    assert equal_column(made.tokens, texts, column) == [True] * len(texts)


def test_no_two_tokens_share_a_nonce() -> None:
    made = seal_column(["chronic"] * 500, Column("test.column", PersonalKind.TEXT), indexed=False)
    assert len(set(made.tokens)) == 500
    assert made.indexes == []


@pytest.mark.parametrize("mask", ["110101********1237", "138****1234", "******", "＊＊＊＊＊＊"])
def test_a_mask_is_not_sealed(mask: str) -> None:
    with pytest.raises(MaskedTextError):
        seal_column(["1", mask], Column("test.column", PersonalKind.ID_NUMBER), indexed=True)


def test_a_token_of_another_column_equals_nothing_and_says_so() -> None:
    made = seal_column(["13800001234"], Column("test.other", PersonalKind.PHONE), indexed=False)
    column = Column("test.column", PersonalKind.PHONE)
    assert equal_column(made.tokens, ["13800001234"], column) == [False]
    assert mask_column(made.tokens, column) == ["无法解密"]
