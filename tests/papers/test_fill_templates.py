"""Filling a template: every value arrives, the same twice, and the paper says what it was made from."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers.building import PIXEL, VALUES, made, text_of, word
from xieshou.papers.pictures import Picture
from xieshou.papers.rendering import render
from xieshou.papers.stamping import facts_of

TEMPLATE = word(
    [
        "{{ title }}",
        "{{ giver.name }}({{ giver.code }})",
        "{%p if kinds %}",
        "有",
        "{%p else %}",
        "无",
        "{%p endif %}",
    ],
    rows=[
        "{%tr for step in steps %}",
        "{{ step.when }}:{% for part in step.parts %}{{ part.name }}、{% endfor %}",
        "{%tr endfor %}",
    ],
)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_every_value_arrives_in_its_place() -> None:
    text = text_of(render(TEMPLATE, VALUES, made()))
    assert "苏州市—铜仁市\n苏州市(320500)\n无\n" in text
    assert "1996年8月至2013年2月:甲、乙、\n2013年2月至今:\n" in text
    assert "数据截至 2018年6月30日 · 印于 07:30" in text
    assert "{" not in text


def test_the_same_twice_is_the_same_file() -> None:
    assert render(TEMPLATE, VALUES, made()) == render(TEMPLATE, VALUES, made())


def test_a_later_hour_changes_the_stamp_and_nothing_else() -> None:
    early = parts_of(render(TEMPLATE, VALUES, made()))
    late = parts_of(render(TEMPLATE, VALUES, made(datetime(2027, 1, 1, tzinfo=UTC))))
    differing = {name for name in early if early[name] != late[name]}
    assert differing == {"docProps/core.xml", "word/footer1.xml"}
    assert early.keys() == late.keys()


def test_the_file_says_what_it_was_made_from() -> None:
    core = docx.Document(io.BytesIO(render(TEMPLATE, VALUES, made()))).core_properties
    assert core.title == "示例手册"
    assert core.author == core.last_modified_by == "Xieshou 0.1.0"
    assert core.created == core.modified == datetime(2026, 11, 22, 7, 30, tzinfo=UTC)


def test_the_facts_can_be_read_back() -> None:
    printed = docx.Document(io.BytesIO(render(TEMPLATE, VALUES, made())))
    assert facts_of(printed) == {
        "as-of": "2018-06-30",
        "software": "Xieshou 0.1.0",
        "template": "sample/zh/shipped",
        "template-sha256": "ab" * 32,
        "made": "2026-11-22T07:30:00+00:00",
    }
    assert facts_of(docx.Document()) == {}


def test_tags_in_the_properties_of_a_template_are_not_filled() -> None:
    document = docx.Document(io.BytesIO(TEMPLATE))
    document.core_properties.comments = "{{ 9 ** 9999999 }}"
    buffer = io.BytesIO()
    document.save(buffer)
    assert (
        "数据截至"
        in docx.Document(io.BytesIO(render(buffer.getvalue(), VALUES, made()))).core_properties.comments
    )


@settings(max_examples=30)
@given(st.text(max_size=40))
def test_any_text_is_text(text: str) -> None:
    """Tags, angle brackets and control characters in a value change nothing but that value."""
    printed = text_of(render(word(["«{{ title }}»"]), {"title": text}, made()))
    kept = "".join(c for c in text if c.isprintable() and c not in "{}_%")
    shown = printed.split("«")[1].split("»")[0] if "»" not in text and "«" not in text else None
    if shown is not None:
        assert "".join(c for c in shown if c.isprintable() and c not in "{}_%") == kept


def test_a_value_is_not_read_as_a_template() -> None:
    printed = text_of(render(word(["{{ title }}"]), {"title": "{{ 7 * 7 }} <w:p> & {% if"}, made()))
    assert "{{ 7 * 7 }} <w:p> & {% if" in printed


def test_a_picture_stands_in_the_paper_with_its_words() -> None:
    printed = parts_of(render(word(["{{ chart }}"]), {"chart": Picture(PIXEL, 20, "柱状图")}, made()))
    assert PIXEL in printed.values()
    assert 'descr="柱状图"' in printed["word/document.xml"].decode()


@pytest.mark.parametrize("value", [1.5, object(), datetime(2026, 1, 1, tzinfo=UTC)])
def test_a_value_that_nobody_formatted_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="ready for the eye"):
        render(TEMPLATE, {**VALUES, "title": value}, made())


def test_a_name_that_no_template_could_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="items"):
        render(TEMPLATE, {**VALUES, "items": []}, made())
