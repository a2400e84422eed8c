"""Bring the catalogues up to date with code and templates: ``make messages``.

Translations are kept, new texts get an empty one, and those that nothing shows any more are removed. A line
``#  keeps Chinese: why`` above an entry allows Chinese characters in its English translation.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import polib

from tools import extraction
from tools.extraction import Messages

HEADER = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hans": "nplurals=1; plural=0;"}


def update(path: Path, language: str, messages: Messages) -> tuple[int, int]:
    """Rewrite the catalogue ``path``; how many entries it has and how many of them lack a translation."""
    old = {
        (entry.msgctxt, entry.msgid): entry for entry in (polib.pofile(str(path)) if path.exists() else [])
    }
    # No dates: a catalogue changes only when its texts do.
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {**HEADER, "Language": language, "Plural-Forms": PLURALS[language]}
    forms = 1 if language == "zh_Hans" else 2
    for message in sorted(messages.values(), key=lambda each: (min(each.files), each.text)):
        before = old.get(message.key)
        entry = polib.POEntry(
            msgid=message.text,
            msgctxt=message.context,
            # Files without line numbers, for the same reason.
            occurrences=[(file, "") for file in sorted(message.files)],
        )
        if before is not None:
            entry.tcomment = before.tcomment
            entry.flags = list(before.flags)
        if message.plural:
            entry.msgid_plural = message.plural
            kept = before.msgstr_plural if before is not None else {}
            entry.msgstr_plural = {form: kept.get(form, "") for form in range(forms)}
        elif before is not None:
            entry.msgstr = before.msgstr or before.msgstr_plural.get(forms - 1, "")
        catalogue.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".po.part")
    catalogue.save(str(aside))
    aside.replace(path)
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    return len(catalogue), len(catalogue.untranslated_entries())


def main() -> None:
    """Update both catalogues and say what is left to translate."""
    with tempfile.TemporaryDirectory(prefix="xieshou-messages-") as home:
        os.environ["XIESHOU_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "xieshou.config.settings"
        for language, messages in (("en", extraction.ours()), ("zh_Hans", extraction.unfolds())):
            path = extraction.PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"
            count, missing = update(path, language, messages)
            print(f"{path.relative_to(extraction.ROOT)}: {count} texts, {missing} without a translation")


if __name__ == "__main__":
    main()
