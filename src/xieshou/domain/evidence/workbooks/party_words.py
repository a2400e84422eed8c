"""The words by which ledgers name parties: 铜仁市(520600), a code, a name of any time, an organisation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from xieshou.domain.evidence.claims.placing import COUNTRY
from xieshou.domain.parties.loading import organisations_by_name
from xieshou.domain.parties.models import Organisation
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.domain.places.resolving import resolve
from xieshou.kernel.actor import Actor
from xieshou.kernel.text import fold

WHOLE_COUNTRY = "全国"
# After the name of an organisation whose place is not on record; another of the name may have one.
NOWHERE = "(无所在地)"
_CODED = re.compile(r"(?P<name>.*?)[((]?(?P<code>\d{12}|\d{9}|\d{6})[))]?")
_SHOWN = 5


class NotPlacedError(LookupError):
    """A word names no party, or more than one; ``zh`` and ``en`` say which may be meant."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


def word_for(unit: Division | Organisation) -> str:
    """The word that leads back to the unit: its name, with the code of its place where that is needed."""
    if isinstance(unit, Division):
        return f"{unit.name}({unit.code})"
    return f"{unit.name}({unit.division.code})" if unit.division else f"{unit.name}{NOWHERE}"


class PartyWords:
    """Units by the words of one file; ``words`` are all that will be asked for."""

    def __init__(self, actor: Actor, words: Iterable[str]) -> None:
        self._actor = actor
        self._organisations = organisations_by_name(actor)
        self._placed: dict[tuple[str, date | None], Division | Organisation | NotPlacedError] = {}
        self._holders: dict[str, dict[Division, set[str]]] = {}
        codes = {found["code"] for word in words if (found := _CODED.fullmatch(word))}
        versions = DivisionVersion.objects.filter(code__in=codes).select_related("division")
        for version in versions.order_by("start_on"):
            names = self._holders.setdefault(version.code, {}).setdefault(version.division, set())
            names |= {fold(version.name), fold(version.division.name)}
        for division in Division.objects.filter(code__in=codes):
            self._holders.setdefault(division.code, {}).setdefault(division, {fold(division.name)})

    def unit(self, word: str, on: date | None) -> Division | Organisation:
        """The unit that the word names, as names were on that day where it is known.

        Raises:
            NotPlacedError: when it names none, or more than one.
        """
        if (word, on) not in self._placed:
            try:
                self._placed[word, on] = self._find(word, on)
            except NotPlacedError as problem:
                self._placed[word, on] = problem
        found = self._placed[word, on]
        if isinstance(found, NotPlacedError):
            raise found
        return found

    def settled(self, words: Sequence[str], on: date | None) -> tuple[str, ...]:
        """The words as ``word_for`` writes them, each once and in one order; what has no place stays."""
        found = set()
        for word in words:
            try:
                found.add(WHOLE_COUNTRY if word in COUNTRY else word_for(self.unit(word, on)))
            except NotPlacedError:
                found.add(word)
        return tuple(sorted(found))

    def _find(self, word: str, on: date | None) -> Division | Organisation:
        if coded := _CODED.fullmatch(word):
            return self._of_code(coded["name"].strip(), coded["code"])
        namesakes = self._organisations.get(word.removesuffix(NOWHERE), [])
        if word.endswith(NOWHERE):
            namesakes = [each for each in namesakes if each.division is None]
        if len(namesakes) == 1:
            return namesakes[0]
        if namesakes:
            raise _several(word, [word_for(each) for each in namesakes])
        found = resolve(self._actor, word)
        if found.only is None and on is not None:
            found = resolve(self._actor, word, on=on)
        if found.only is not None:
            return Division.objects.get(pk=found.only.division_id)
        if found.ambiguous:
            raise _several(word, [f"{match.name}({match.code})" for match in found.matches])
        near = "、".join([*(each.name for each in found.near), *found.near_names][:_SHOWN])
        raise NotPlacedError(
            f"没有名称或代码为“{word}”的地区或单位" + (f";是否为 {near}?" if near else ""),
            f"no place or organisation is called “{word}”" + (f"; is it {near}?" if near else ""),
        )

    def _of_code(self, name: str, code: str) -> Division | Organisation:
        seated = [each for each in self._organisations.get(name, []) if _sits_in(each, code)]
        if len(seated) == 1:
            return seated[0]
        holders = self._holders.get(code, {})
        if not holders:
            raise NotPlacedError(f"没有代码为 {code} 的区划", f"no division has the code {code}")
        if not name:
            return list(holders)[-1]  # of several holders the last, as files of figures mean it
        fitting = [division for division, names in holders.items() if fold(name) in names]
        if not fitting:
            held = "、".join(division.name for division in holders)
            raise NotPlacedError(f"代码 {code} 是 {held},不是 {name}", f"{code} is {held}, not {name}")
        return fitting[-1]


def _sits_in(organisation: Organisation, code: str) -> bool:
    return organisation.division is not None and organisation.division.code == code


def _several(word: str, meant: Sequence[str]) -> NotPlacedError:
    listed = "、".join(meant[:_SHOWN])
    return NotPlacedError(
        f"“{word}”可指 {listed}:请写其中之一", f"“{word}” may be {listed}: write one of them"
    )
