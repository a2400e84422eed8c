"""From a name as people write it to the division they mean, on a date: one, or the candidates, never a guess.

A name is tried as: the full name valid on the day; a short form valid on the day (黔东南, 恩施州, 六龙山乡);
a full name of another time; a short form of another time; the bare name of a town; of a village. The first of
these that answers wins. A name of another time answers with what that division was on the day, or with those
that took over from it. Without a date today's names come first, and an old name answers with its bearer.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Q
from django.utils.translation import gettext as _

from xieshou.domain.places import lineage
from xieshou.domain.places.lineage import Lineage
from xieshou.domain.places.models import Division, DivisionVersion, Succession
from xieshou.domain.places.names import TOWN, name_key, possible_stems, short_forms
from xieshou.domain.places.resolution import Match, Resolution, Tier, UnknownDivisionError
from xieshou.domain.places.suggesting import near_names
from xieshou.kernel.actor import Actor

_CODE = re.compile(r"\d{6}|\d{9}|\d{12}")
_SMALLEST = re.compile(r"(?P<village>.+(?:村|社区|居委会|委员会|嘎查))\w{1,5}组")
_LONGEST = 60
# Names without the word for their kind: these an ordinary word may be.
_BARE = (Tier.SHORT, Tier.OLD_SHORT, Tier.TOWN, Tier.VILLAGE)

_Found = tuple[Tier, DivisionVersion]


@cache
def _ordinary_words() -> dict[str, str]:
    path = Path(__file__).with_name("data") / "ordinary_words.csv"
    with path.open(encoding="utf-8") as file:
        return {row["word"]: row["why"] for row in csv.DictReader(file)}


def resolve(
    actor: Actor, name: str, *, on: date | None = None, within: str | Division | None = None
) -> Resolution:
    """The division that a name, a path of names or a code means.

    Args:
        actor: who asks.
        name: full, short or old name in either script (``黔东南``, ``銅仁地區``), a path
            (``张浦镇七桥村``), or a code of 6, 9 or 12 digits.
        on: the day on which the name is meant; None for any time, today first.
        within: a division, its code (of any time) or its name; it must lie above the answer on that day.

    At most four queries, more when ``within`` is a name, and one more when nothing is found.

    Raises:
        UnknownDivisionError: ``within`` is no code of any division, or no name of exactly one.
    """
    question = name_key(name)
    if isinstance(within, str) and not _CODE.fullmatch(name_key(within)):
        within = _named(actor, within, on)
    asked = _Question(question, name.strip(), on, within)
    if not question or len(question) > _LONGEST:
        return Resolution(asked.written, on, note=_("请填写地名或代码"))
    versions = list(asked.named())
    asked.settle_within(versions)
    found = list(asked.sorted_into_tiers(versions))
    if not asked.is_code and not asked.within_id and (why := _ordinary_words().get(question)):
        bare = [v for tier, v in found if tier in _BARE]
        found = [(tier, v) for tier, v in found if v not in bare]
        if not found:
            return asked.refused(bare, why)
    answer = asked.answer(found)
    if answer.matches or answer.note:
        return answer
    return asked.walked() or asked.unknown(actor)


def _named(actor: Actor, within: str, on: date | None) -> Division:
    only = resolve(actor, within, on=on).only
    if only is None:
        raise UnknownDivisionError(_("“%(name)s”不是唯一的区划,请写代码") % {"name": within})
    return Division.objects.get(pk=only.division_id)


class _Question:
    """One question to ``resolve`` on its way to an answer."""

    def __init__(self, key: str, written: str, on: date | None, within: str | Division | None) -> None:
        self.key, self.written, self.on, self.within = key, written, on, within
        self.within_code = name_key(within) if isinstance(within, str) else None
        self.within_id = within.pk if isinstance(within, Division) else None
        self.is_code = bool(_CODE.fullmatch(key))
        self.code = key.removesuffix("000000") if len(key) == 12 else key

    def named(self) -> Iterable[DivisionVersion]:
        """Every version that the text may name, and those of the code of ``within``. One query."""
        if self.is_code:
            which = Q(code=self.code)
        else:
            which = Q(name_key=self.key) | Q(stem__in=possible_stems(self.key))
        if self.within_code is not None:
            which |= Q(code=self.within_code)
        return DivisionVersion.objects.filter(which).select_related("division")

    def settle_within(self, versions: list[DivisionVersion]) -> None:
        """Find the division whose code ``within`` is: the one of that day before those of other times."""
        if self.within_code is None:
            return
        of_code = [v for v in versions if v.code == self.within_code]
        if not of_code:
            raise UnknownDivisionError(_("没有代码为 %(code)s 的区划") % {"code": self.within_code})
        best = max(of_code, key=lambda v: (self.in_force(v), v.start_on or date.min))
        self.within_id = best.division_id

    def in_force(self, version: DivisionVersion) -> bool:
        """On the day asked, or today when none was."""
        return version.end_on is None if self.on is None else version.period.covers(self.on)

    def sorted_into_tiers(self, versions: Iterable[DivisionVersion]) -> Iterator[_Found]:
        """How the text names each version; those that it does not name are left out."""
        for version in versions:
            valid = self.in_force(version)
            level = version.division.level
            if self.is_code:
                if version.code == self.code:
                    yield (Tier.FULL if valid else Tier.OLD_FULL), version
            elif version.name_key == self.key:
                yield (Tier.FULL if valid else Tier.OLD_FULL), version
            elif self.key in short_forms(version.name, level):
                if level >= TOWN and self.key == version.stem:
                    yield (Tier.TOWN if level == TOWN else Tier.VILLAGE), version
                else:
                    yield (Tier.SHORT if valid else Tier.OLD_SHORT), version

    def answer(self, found: list[_Found], around: Lineage | None = None) -> Resolution:
        """The first tier that has an answer, its matches today's first. Two queries."""
        around = around or lineage.load(v.division_id for _, v in found)
        for tier in Tier:
            matches: dict[int, Match] = {}
            for version in (v for t, v in found if t is tier):
                for match in self.matches(version, tier, around):
                    # Of several versions of one division the latest speaks, unless a surer one came before.
                    known = matches.get(match.division_id)
                    if known is None or (match.certain, _begin(match)) > (known.certain, _begin(known)):
                        matches[match.division_id] = match
            if matches:
                ordered = sorted(matches.values(), key=lambda m: (m.period.end is not None, m.level, m.code))
                return Resolution(self.written, self.on, tuple(ordered), tier)
        return self.nothing_then(found, around)

    def matches(self, version: DivisionVersion, tier: Tier, around: Lineage) -> Iterator[Match]:
        """What one version comes to on the day, where ``within`` allows it."""
        if self.in_force(version) or self.on is None:
            yield from self.within_only(version, around, tier.words)
            return
        later = around.on(version.division_id, self.on)
        if later:
            yield from self.within_only(later, around, _("曾用名或曾用代码:%(old)s") % {"old": version.name})
            return
        for heir, change in around.heirs(version.division_id, self.on):
            yield from self.within_only(heir, around, _why(version, change))

    def within_only(self, version: DivisionVersion, around: Lineage, reason: str) -> Iterator[Match]:
        chain = around.chain(version, self.on)
        if self.within_id is None or any(v.division_id == self.within_id for v in chain):
            yield Match.of(version, chain, self.on, reason)

    def nothing_then(self, found: list[_Found], around: Lineage) -> Resolution:
        """Known, but not on that day: not yet founded, or ended without a known successor."""
        near = []
        for tier, version in found:
            near += list(self.within_only(version, around, tier.words)) if tier < Tier.TOWN else []
        if not near or self.on is None:
            return Resolution(self.written, self.on)
        note = _("“%(name)s”当日尚未设立,或已撤销而去向不详") % {"name": self.written}
        return Resolution(self.written, self.on, near=tuple(near), note=note)

    def refused(self, bare: list[DivisionVersion], why: str) -> Resolution:
        """An ordinary word is no place until somebody says where."""
        around = lineage.load(v.division_id for v in bare if v.division.level < TOWN)
        near = {
            v.division_id: Match.of(v, around.chain(v, self.on), self.on, Tier.SHORT.words)
            for v in bare
            if v.division.level < TOWN and self.in_force(v)
        }
        words = _("方位或城区通称") if why == "position" else _("常用词")
        note = _("“%(name)s”是%(what)s,请写全称或指定上级地区") % {"name": self.written, "what": words}
        return Resolution(self.written, self.on, near=tuple(near.values()), note=note)

    def walked(self) -> Resolution | None:
        """Read the text as a path: its end names a division, what stands before names divisions above it.

        One query here and two in ``answer``.
        """
        if self.is_code or len(self.key) < 4:
            return None
        ends = [self.key[at:] for at in range(2, len(self.key) - 1)]
        stems = {stem for end in ends for stem in possible_stems(end)}
        named = DivisionVersion.objects.filter(Q(name_key__in=ends) | Q(stem__in=stems)).select_related(
            "division"
        )
        candidates = [(v, starts) for v in named if (starts := self.starts_before(v))]
        if not candidates:
            return None
        around = lineage.load(v.division_id for v, _ in candidates)
        found = [
            (self.tier_at_end(v, start), v)
            for v, starts in candidates
            for start in starts
            if _reads(start, around.chain(v, self.on))
        ]
        answer = self.answer(found, around) if found else None
        return answer if answer and (answer.matches or answer.note) else None

    def starts_before(self, version: DivisionVersion) -> list[str]:
        """What stands before the version's name, for each form of the name that the text ends with."""
        forms = {version.name_key, *short_forms(version.name, version.division.level)}
        return [
            self.key[: -len(form)] for form in forms if len(form) < len(self.key) and self.key.endswith(form)
        ]

    def tier_at_end(self, version: DivisionVersion, start: str) -> Tier:
        full = self.key == start + version.name_key
        if self.in_force(version):
            return Tier.FULL if full else Tier.SHORT
        return Tier.OLD_FULL if full else Tier.OLD_SHORT

    def unknown(self, actor: Actor) -> Resolution:
        """Nothing of that name: say so, with the names that come near."""
        smallest = _SMALLEST.fullmatch(self.key)
        if smallest:
            above = resolve(actor, smallest["village"], on=self.on, within=self.within)
            note = (
                _("村民小组不在区划库中;其所在村(社区)见候选")
                if above.matches
                else _("村民小组不在区划库中,其所在村(社区)也没有载入")
            )
            return Resolution(self.written, self.on, near=above.matches, note=note)
        note = _("没有名为“%(name)s”的区划") % {"name": self.written}
        return Resolution(self.written, self.on, note=note, near_names=near_names(self.key))


def _begin(match: Match) -> date:
    return match.period.start.day if match.period.start else date.min


def _why(old: DivisionVersion, change: Succession) -> str:
    return _("%(old)s%(year)s年%(kind)s") % {
        "old": old.name,
        "year": change.on.year,
        "kind": change.get_kind_display(),
    }


def _reads(start: str, chain: list[DivisionVersion]) -> bool:
    """Is ``start`` nothing but names of the divisions in the chain, from above downward, some left out?"""
    reached = {0}
    for version in chain:
        forms = {version.name_key, *short_forms(version.name, version.division.level)}
        reached |= {at + len(form) for at in reached for form in forms if start.startswith(form, at)}
    return len(start) in reached
