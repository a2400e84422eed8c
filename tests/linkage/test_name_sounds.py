"""How a name sounds, and what it is compared by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xieshou.linkage import key_of_name, sound_of


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("向明", "xiang ming"),
        ("单雄信", "shan xiong xin"),
        ("曾三妹", "zeng san mei"),
        ("仇英", "qiu ying"),
        ("解晓东", "xie xiao dong"),
        ("任长霞", "ren zhang xia"),
        ("尉迟恭", "yu chi gong"),
        ("吕布", "lv bu"),
        ("阿依古丽·买买提", "a yi gu li mai mai ti"),
        ("扎西 Dorje", "zha xi dorje"),
        ("ＴＥＮＺＩＮ·Dorje", "tenzin dorje"),
        ("", ""),
        ("·", ""),
    ],
)
def test_names_sound(name: str, sound: str) -> None:
    assert sound_of(name) == sound


@pytest.mark.parametrize(
    ("one", "other"), [("單雄信", "单雄信"), ("葉長樂", "叶长乐"), ("阿依古丽·买买提", "阿依古丽•买买提")]
)
def test_two_spellings_of_one_name_sound_alike(one: str, other: str) -> None:
    assert sound_of(one) == sound_of(other)
    assert key_of_name(one) == key_of_name(other)


def test_a_polyphone_sounds_the_same_wherever_it_stands() -> None:
    """Readings by phrase would give 长 two sounds in 长海 and 海长, and no order could be mended."""
    assert sorted(sound_of("李长海").split()) == sorted(sound_of("李海长").split())


@given(st.text(max_size=12))
def test_any_text_has_one_sound_without_idle_blanks(text: str) -> None:
    sound = sound_of(text)
    assert sound == " ".join(sound.split())
    assert key_of_name(key_of_name(text)) == key_of_name(text)
