"""Finds the parties that files of claims name by code or by an organisation's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xieshou.domain.parties.loading import organisations_by_name
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.kernel.actor import Actor

# The country, which is no division of the register: such a figure is nationwide.
COUNTRY = frozenset({"100000", "中国", "全国"})


class UnknownPartyError(LookupError):
    """No division ever had the code, or no single organisation has the name."""


class Placer:
    """Parties by code or name. Made for one load; parties are made only when they are asked for."""

    def __init__(self, actor: Actor, words: Iterable[str]) -> None:
        """``words`` are all that will be asked for, so that the divisions come with one query."""
        self._organisations = organisations_by_name(actor)
        self._divisions: dict[str, Division] = {}
        self._parties: dict[str, Party] = {}
        codes = sorted({word for word in words if _is_code(word)})
        versions = DivisionVersion.objects.filter(code__in=codes).select_related("division")
        # Files write today's codes beside figures of any year, so that of several holders the last is meant.
        for version in versions.order_by("start_on"):
            self._divisions[version.code] = version.division

    def check(self, words: Sequence[str]) -> None:
        """Can each word be placed?

        Raises:
            UnknownPartyError: naming the word that cannot.
        """
        for word in words:
            if word not in COUNTRY:
                self._unit(word)

    def parties(self, words: Sequence[str]) -> tuple[Party, ...]:
        """The parties of these words, each once; the country is none of them (see ``is_nationwide``)."""
        for word in words:
            if word not in COUNTRY and word not in self._parties:
                self._parties[word] = party_of(self._unit(word))
        found = {self._parties[word].pk: self._parties[word] for word in words if word not in COUNTRY}
        return tuple(found.values())

    def _unit(self, word: str) -> Division | Organisation:
        if _is_code(word):
            division = self._divisions.get(word)
            if division is None:
                raise UnknownPartyError(word)
            return division
        namesakes = self._organisations.get(word, [])
        if len(namesakes) != 1:
            raise UnknownPartyError(word)
        return namesakes[0]


def is_nationwide(words: Sequence[str]) -> bool:
    """Do the words name the country?"""
    return any(word in COUNTRY for word in words)


def _is_code(word: str) -> bool:
    return word.isascii() and word.isdigit()
