"""Chinese first, English complete: no text is left in the wrong language.

Mended by ``make messages`` and by filling in what it adds to src/xieshou/locale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType
from django.test import Client
from django.utils import translation

from tools import extraction

LOCALE = extraction.PACKAGE / "locale"
# Characters, and the full-width signs that stand between them.
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-z]|%[sdr]|%%|\{\w*(?::[^{}]*)?\}")
KEEPS_CHINESE = "keeps Chinese: "
ACT = re.compile(r"""@act\(\s*"([^"]+)"|\bacting\(\s*[^,"]+,\s*"([^"]+)\"""")
TRANSLATED = {"translate", "trans", "blocktranslate", "blocktrans"}


def entries(language: str) -> dict[tuple[str | None, str], polib.POEntry]:
    """The catalogue of a language."""
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
    return {(entry.msgctxt, entry.msgid): entry for entry in catalogue}


def forms(entry: polib.POEntry) -> list[str]:
    """An entry's translation: one text, or one for each plural form."""
    return [text for _, text in sorted(entry.msgstr_plural.items())] or [entry.msgstr]


def untranslated(messages: extraction.Messages, language: str) -> list[str]:
    """The messages without a finished translation, each with a file that shows it."""
    catalogue = entries(language)
    missing = []
    for key, message in messages.items():
        entry = catalogue.get(key)
        finished = entry is not None and not entry.fuzzy and all(text.strip() for text in forms(entry))
        if not finished or (message.plural and not entry.msgid_plural):
            missing.append(f"{message.text.strip()} ({min(message.files)})")
    return missing


def chinese_outside_tags(source: str) -> Iterator[tuple[int, str]]:
    """Line and text of what a template would show in Chinese whatever the language."""
    source = re.sub(r"<!--.*?-->", lambda found: "\n" * found[0].count("\n"), source, flags=re.DOTALL)
    inside = ""
    for token in Lexer(source).tokenize():
        word = token.contents.split(" ")[0] if token.contents else ""
        if token.token_type is TokenType.BLOCK and inside:
            inside = "" if word == f"end{inside}" else inside
        elif token.token_type is TokenType.BLOCK and word in {"blocktranslate", "blocktrans", "comment"}:
            inside = word
        elif token.token_type is TokenType.COMMENT or inside or word in TRANSLATED:
            continue
        else:
            shown = re.sub(r"_\(\s*(\"[^\"]*\"|'[^']*')\s*\)", "", token.contents)
            # A multi-line text starts at its token's line.
            for offset, line in enumerate(shown.split("\n")):
                if CHINESE.search(line):
                    yield token.lineno + offset, line.strip()


def files(*patterns: str) -> list[Path]:
    """Our own files of the package."""
    found = [path for pattern in patterns for path in extraction.PACKAGE.rglob(pattern)]
    return sorted(path for path in found if "vendor" not in path.parts)


def test_every_text_of_ours_has_an_english_translation() -> None:
    missing = untranslated(extraction.ours(), "en")
    assert not missing, f"{len(missing)} texts: " + "\n".join(missing)


def test_what_every_act_says_has_an_english_translation() -> None:
    """It is kept in Chinese with the act, and the pages of acts translate it."""
    sources = [path.read_text("utf-8") for path in files("*.py") if "migrations" not in path.parts]
    said = {first or second for source in sources for first, second in ACT.findall(source)}
    assert {"授予角色", "更正已封账年度", "登记表修改"} <= said
    catalogue = entries("en")
    assert sorted(text for text in said if (None, text) not in catalogue) == []


def test_every_text_of_the_admin_has_a_chinese_translation() -> None:
    """django-unfold ships no catalogues; what Django does not translate stands in ours."""
    assert untranslated(extraction.unfolds(), "zh_Hans") == []


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_catalogues_hold_nothing_that_is_not_shown(language: str) -> None:
    shown = extraction.ours() if language == "en" else extraction.unfolds()
    assert set(entries(language)) - set(shown) == set(), "run `make messages`"


def test_texts_of_ours_are_chinese() -> None:
    """An English text among them would stay English for those who read Chinese."""
    english = [
        f"{message.text} ({min(message.files)})"
        for message in extraction.ours().values()
        if re.search(r"[A-Za-z]{2}", PLACEHOLDER.sub("", message.text)) and not CHINESE.search(message.text)
    ]
    assert english == []


def test_english_translations_hold_no_chinese() -> None:
    """Unless the entry says why: ``#  keeps Chinese: …``."""
    wrong = [
        f"{entry.msgid} → {text}"
        for entry in entries("en").values()
        for text in forms(entry)
        if CHINESE.search(text) and not entry.tcomment.startswith(KEEPS_CHINESE)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_placeholders_agree(language: str) -> None:
    """A form for one thing may leave the number out; nothing may be added."""
    wrong = []
    for entry in entries(language).values():
        wanted = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural))
        for number, text in enumerate(forms(entry)):
            held = set(PLACEHOLDER.findall(text))
            singular = bool(entry.msgid_plural) and number == 0 and language == "en"
            if text and (held - wanted or (wanted - held and not singular)):
                wrong.append(f"{entry.msgid} → {text}")
    assert wrong == []


def test_templates_show_no_chinese_outside_translation_tags() -> None:
    wrong = [
        f"{path.relative_to(extraction.PACKAGE)}:{line}: {text}"
        for path in files("*.html", "*.txt")
        for line, text in chinese_outside_tags(path.read_text("utf-8"))
    ]
    assert wrong == []


def test_scripts_and_styles_hold_no_chinese() -> None:
    """Their texts come from the page, which translates them; comments are free."""
    wrong = []
    for path in files("*.js", "*.css"):
        source = re.sub(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", "", path.read_text("utf-8"), flags=re.DOTALL)
        wrong += [f"{path.name}: {found}" for found in CHINESE.findall(source)]
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("<p>结对</p>", [1]),
        ("<p>\n\n结对</p>", [3]),
        ('{% translate "结对" %}{# 注 #}{% comment %}注{% endcomment %}<!-- 注 -->', []),
        ("{% blocktranslate count n=n %}{{ n }} 对{% plural %}{{ n }} 对{% endblocktranslate %}结对", [1]),
        ('{% include "x.html" with title="结对" %}', [1]),
        ('{% include "x.html" with title=_("结对") %}', []),
        ('{{ name|default:"无" }}', [1]),
        ("<p>{{ name }}：</p>", [1]),
        ('{% term "轮次" %}', [1]),
    ],
)
def test_the_reader_of_templates_sees_what_is_shown(source: str, lines: list[int]) -> None:
    assert [line for line, _ in chinese_outside_tags(source)] == lines


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("_('甲' '乙')", [("甲乙", "", None)]),
        ("translation.pgettext_lazy('动词', '结对')", [("结对", "", "动词")]),
        ("ngettext('%d 个县', '%d 个县', n)", [("%d 个县", "%d 个县", None)]),
        ("f'{_(\"甲\")}:{n}'", [("甲", "", None)]),
        ("get('甲')", []),
        ("@act('登记结对')\ndef pair(actor): ...", [("登记结对", "", None)]),
        ("with acting(actor, '解除封账', '理由'): ...", [("解除封账", "", None)]),
        ("queries.act(actor, key)\nact()\nwith acting(actor, what): ...", []),
    ],
)
def test_the_reader_of_code_sees_every_text(source: str, texts: list[tuple[str, str, str | None]]) -> None:
    found = extraction.messages_of_code(source)
    assert [(message.text, message.plural, message.context) for message in found] == texts


def test_the_reader_of_templates_sees_every_text() -> None:
    source = """
        {% translate "甲" %} {{ _("乙") }} {% translate "丙" context "动词" %}
          {% blocktranslate count n=n trimmed %}
            {{ n }} 对
          {% plural %}
            {{ n }} 对
          {% endblocktranslate %}
    """
    found = {(m.text, m.plural, m.context) for m in extraction.messages_of_template(source, "a.html")}
    assert found == {
        ("甲", "", None),
        ("乙", "", None),
        ("丙", "", "动词"),
        ("%(n)s 对", "%(n)s 对", None),
    }


@pytest.mark.parametrize("source", ["_(name)", "_(f'{n} 对')", "ngettext('甲', n=3)"])
def test_a_text_that_cannot_be_translated_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="literal"):
        list(extraction.messages_of_code(source))


def test_chinese_needs_no_catalogue_of_ours() -> None:
    """The text in code is what is shown; Django's and the admin's own texts are Chinese too."""
    with translation.override("zh-hans"):
        assert translation.gettext("结对方") == "结对方"
        assert translation.ngettext("%d 个县", "%d 个县", 3) % 3 == "3 个县"
        assert translation.gettext("Log in") == "登录"
        assert translation.gettext("Reset filters") == "清除筛选"


def test_english_shows_english() -> None:
    with translation.override("en"):
        assert translation.gettext("Log in") == "Log in"
        assert translation.gettext("Reset filters") == "Reset filters"
        assert translation.gettext("受帮扶方") == entries("en")[None, "受帮扶方"].msgstr


@pytest.mark.urls("tests.support.ground_urls")
@pytest.mark.parametrize(
    ("chosen", "language"), [("", "zh-hans"), ("zh-hans", "zh-hans"), ("en", "en"), ("fr", "zh-hans")]
)
@pytest.mark.django_db
def test_a_reader_gets_the_language_chosen_or_chinese(client: Client, chosen: str, language: str) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = chosen
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert f'<html lang="{language}">' in page
