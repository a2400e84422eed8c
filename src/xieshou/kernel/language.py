"""The two languages in which the kernel writes numbers and dates."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Chinese or English."""

    CHINESE = "zh"
    ENGLISH = "en"

    @classmethod
    def of(cls, code: str) -> Language:
        """From a language code such as zh-hans or en-gb; whatever is not English is written in Chinese."""
        return cls.ENGLISH if code.lower().split("-")[0] == "en" else cls.CHINESE
