"""The words by which indicators are called: code, names in both languages, aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xieshou.domain.evidence.models import Indicator, IndicatorAlias
from xieshou.kernel.text import fold

SEPARATOR = "、"


class WordTakenError(ValueError):
    """One word would lead to two indicators."""

    def __init__(self, word: str, first: str, second: str) -> None:
        self.word, self.first, self.second = word, first, second
        super().__init__(f"{word}: {first}, {second}")


def key_of(word: str) -> str:
    """The key of a word: folded, so that script, width, case and blanks do not matter."""
    return fold(word)


def by_word(named: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """The code that each folded word leads to, out of codes and the words of each.

    Raises:
        WordTakenError: when a word belongs to two codes.
    """
    codes: dict[str, str] = {}
    for code, words in named:
        for word in filter(None, words):
            holder = codes.setdefault(key_of(word), code)
            if holder != code:
                raise WordTakenError(word, holder, code)
    return codes


def stored_words(but: Iterable[str] = ()) -> dict[str, list[str]]:
    """Every stored indicator's words by its code, without those named in ``but``. Two queries."""
    passed = set(but)
    words = {
        code: [code, name, name_en]
        for code, name, name_en in Indicator.objects.values_list("code", "name", "name_en")
        if code not in passed
    }
    for code, text in IndicatorAlias.objects.values_list("indicator__code", "text"):
        if code in words:
            words[code].append(text)
    return words


def indicators_by_word() -> Mapping[str, Indicator]:
    """Every indicator under each of its folded words, for files that name many. Three queries."""
    stored = Indicator.objects.in_bulk(field_name="code")
    return {key: stored[code] for key, code in by_word(stored_words().items()).items()}
