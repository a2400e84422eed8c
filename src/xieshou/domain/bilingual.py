"""Records that keep their name in Chinese and, where there is one, in English."""

from __future__ import annotations

from typing import Protocol

from django.utils.translation import get_language

from xieshou.kernel.language import Language


class Bilingual(Protocol):
    """Whatever has a name in both."""

    @property
    def name(self) -> str:
        """The Chinese name."""

    @property
    def name_en(self) -> str:
        """The English name, or nothing."""


def name_in_language(record: Bilingual) -> str:
    """The name in the language now spoken; the Chinese one where no English is kept."""
    english = Language.of(get_language() or "") is Language.ENGLISH
    return str((english and record.name_en) or record.name)
