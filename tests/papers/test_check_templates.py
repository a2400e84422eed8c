"""What is taken as a template, and what a bad one is told: code, thing, place."""

from __future__ import annotations

import pytest

from tests.papers.building import SAMPLE, changed, replaced, word
from xieshou.papers.checking import check_template
from xieshou.papers.faults import FaultCode, Part, TemplateRefusedError

BODY, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
GOOD = word(["{{ giver.name }}"])


def faults(data: bytes, required: tuple[str, ...] = ("made.line",)):
    with pytest.raises(TemplateRefusedError) as refused:
        check_template(data, SAMPLE, required)
    return refused.value.faults


def test_a_template_with_values_loops_conditions_and_pictures_is_taken() -> None:
    check_template(
        word(
            [
                "{{ title|upper }} {% if giver.code == '320500' and not title %}x{% else %}y{% endif %}",
                "{%p for step in steps %}",
                "{{ loop.index }} {{ step.when }} {% for part in step.parts %}{{ part.name }}、{% endfor %}",
                "{%p endfor %}",
                "{%p if chart %}",
                "{{ chart }}",
                "{%p endif %}",
                "{{ kinds|length }} {{ giver.name or '—' if title else '' }}",
            ],
            rows=["{%tr for step in steps %}", "{{ step.when }}", "{%tr endfor %}"],
        ),
        SAMPLE,
        ("made.line",),
    )


def rel(kind: str, target: str, mode: str = "External") -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/>'


def field(code: str) -> str:
    return f'<w:p><w:fldSimple w:instr="{code}"/></w:p><w:sectPr'


FILES = {
    "nothing": (b"", FaultCode.EMPTY),
    "a text": ("结对手册".encode(), FaultCode.NOT_WORD),
    "an old .doc or one with a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        FaultCode.OLD_OR_LOCKED,
    ),
    "more than ten megabytes": (bytes(10_000_001), FaultCode.TOO_LARGE),
    "half a file": (GOOD[: len(GOOD) // 2], FaultCode.DAMAGED),
    "a flipped byte": (GOOD[:900] + bytes([GOOD[900] ^ 0xFF]) + GOOD[901:], FaultCode.DAMAGED),
    "a zip of something else": (changed(GOOD, lambda n, c: None if n == BODY else c), FaultCode.NOT_WORD),
    "a bomb": (changed(GOOD, word__media__a=b"\0" * 60_000_001), FaultCode.TOO_LARGE),
    "no XML": (replaced(GOOD, BODY, "</w:body>", "</w:bodi>"), FaultCode.DAMAGED),
    "macros": (changed(GOOD, **{"word__vbaProject.bin": b"x"}), FaultCode.MACRO),
    "macros by type": (
        replaced(GOOD, TYPES, "document.main+xml", "document.macroEnabled.main+xml"),
        FaultCode.MACRO,
    ),
    "a .dotx": (replaced(GOOD, TYPES, "document.main+xml", "template.main+xml"), FaultCode.WORD_TEMPLATE),
    "an embedded workbook": (changed(GOOD, **{"word__embeddings__a.xlsx": b"x"}), FaultCode.EMBEDDED),
    "a control": (changed(GOOD, **{"word__activeX__a.bin": b"x"}), FaultCode.EMBEDDED),
    "a linked picture": (
        replaced(GOOD, RELS, "</Relationships>", rel("image", "file:///etc/passwd") + "</Relationships>"),
        FaultCode.LINKED,
    ),
    "a remote template": (
        replaced(
            GOOD,
            RELS,
            "</Relationships>",
            rel("attachedTemplate", "http://127.0.0.1/x.dotm") + "</Relationships>",
        ),
        FaultCode.LINKED,
    ),
    "an outer entity": (
        replaced(
            GOOD, BODY, "<w:document", '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><w:document'
        ),
        FaultCode.ENTITY,
    ),
    "a field that includes a file": (
        replaced(GOOD, BODY, "<w:sectPr", field("INCLUDETEXT a.docx")),
        FaultCode.FIELD,
    ),
    "a field that starts a program": (
        replaced(GOOD, BODY, "<w:sectPr", field("ddeauto cmd x")),
        FaultCode.FIELD,
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_could_act_or_cannot_be_read_is_refused(name: str) -> None:
    data, code = FILES[name]
    assert code in [fault.code for fault in faults(data)], faults(data)


def test_a_hyperlink_may_stay() -> None:
    link = rel("hyperlink", "https://example.cn/") + "</Relationships>"
    check_template(replaced(GOOD, RELS, "</Relationships>", link), SAMPLE)


TAGS = {
    "{{ giver.name }": (FaultCode.UNFINISHED_TAG, "{{"),
    "giver.name }}": (FaultCode.UNFINISHED_TAG, "}}"),
    "{% if title": (FaultCode.UNFINISHED_TAG, "{%"),
    "{{ a {{ b }} }}": (FaultCode.UNFINISHED_TAG, "{{"),
    "{% for step in steps %}{{ step.when }}": (FaultCode.UNCLOSED, "{% for step in steps %}"),
    "{% if title %}甲": (FaultCode.UNCLOSED, "{% if title %}"),
    "甲{% endif %}": (FaultCode.UNOPENED, "{% endif %}"),
    "{% for step in steps %}{% endif %}{% endfor %}": (FaultCode.UNOPENED, "{% endif %}"),
    "{% else %}": (FaultCode.UNOPENED, "{% else %}"),
    "{% foreach step in steps %}": (FaultCode.UNKNOWN_TAG, "{% foreach step in steps %}"),
    "{% set a = 1 %}": (FaultCode.UNKNOWN_TAG, "{% set a = 1 %}"),
    "{% include 'a' %}": (FaultCode.UNKNOWN_TAG, "{% include 'a' %}"),
    "{% macro a() %}": (FaultCode.UNKNOWN_TAG, "{% macro a() %}"),
    "{{ giver name }}": (FaultCode.UNREADABLE_TAG, "name"),
    "{% if %}甲{% endif %}": (FaultCode.UNREADABLE_TAG, ""),
    "{{ giver.nmae }}": (FaultCode.UNKNOWN_NAME, "giver.nmae"),
    "{{ reciever }}": (FaultCode.UNKNOWN_NAME, "reciever"),
    "{{ step.when }}": (FaultCode.UNKNOWN_NAME, "step"),
    "{% if false_name %}甲{% endif %}": (FaultCode.UNKNOWN_NAME, "false_name"),
    "{% for step in steps %}{{ step.kind }}{% endfor %}": (FaultCode.UNKNOWN_NAME, "step.kind"),
    "{{ title.anything }}": (FaultCode.UNKNOWN_NAME, "title.anything"),
    "{{ giver }}": (FaultCode.NO_TEXT, "giver"),
    "{{ steps }}": (FaultCode.NO_TEXT, "steps"),
    "{% for c in title %}{{ c }}{% endfor %}": (FaultCode.NO_LIST, "title"),
    "{% for a in steps %}{% for b in kinds %}{{ b.name }}{% endfor %}{% endfor %}": (
        FaultCode.LOOP_APART,
        "kinds",
    ),
}


@pytest.mark.parametrize("text", TAGS)
def test_a_tag_that_cannot_be_filled_is_told_with_its_place(text: str) -> None:
    code, what = TAGS[text]
    [fault, *_] = faults(word(["第一段", f"在此:{text}"]))
    assert (fault.code, fault.part) == (code, Part.BODY)
    assert what in fault.what
    assert fault.near.startswith("在此:")


def test_the_name_that_was_meant_is_guessed() -> None:
    [fault] = faults(word(["{{ giver.nmae }}"]))
    assert fault.advice == "giver.name"


def test_a_wrong_name_in_the_footer_is_said_to_be_there() -> None:
    [fault] = faults(word(["{{ title }}"], foot="{{ made.line }} {{ mad.line }}"))
    assert (fault.code, fault.part, fault.what) == (FaultCode.UNKNOWN_NAME, Part.FOOTER, "mad")
    assert fault.advice == "made"


def test_all_wrong_names_are_told_at_once() -> None:
    found = faults(word(["{{ one }} {{ two }}", "{{ three }}"]))
    assert [fault.what for fault in found] == ["one", "two", "three"]


def test_a_template_must_say_what_its_paper_is_made_from() -> None:
    [fault] = faults(word(["{{ title }}"], foot="第 1 页"))
    assert (fault.code, fault.what) == (FaultCode.MISSING_NAME, "made.line")


def test_a_loop_that_tears_a_table_apart_is_refused() -> None:
    torn = word(["{% for step in steps %}"], rows=["{{ step.when }}{% endfor %}"])
    assert faults(torn)[0].code is FaultCode.BROKEN_LAYOUT


def test_a_tag_cut_into_runs_by_word_is_read_whole() -> None:
    cut = replaced(
        GOOD, BODY, "{{ giver.name }}", "{{ gi</w:t></w:r><w:r><w:t>ver.na</w:t></w:r><w:r><w:t>me }}"
    )
    check_template(cut, SAMPLE, ("made.line",))
