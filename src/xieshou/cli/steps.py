"""The steps of a load: each does its work and says in a few words what came of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

# Whose villages come by default: the counties whose villages the pairings and the articles name.
VILLAGE_COUNTIES = (
    "320583", "520602", "522601", "522626", "522631", "522633", "522634", "522636", "513429",
)  # fmt: skip
UNCHANGED = "无变化 / unchanged"

Steps = dict[str, Callable[[], str]]


class Counted(Protocol):
    """What loaders of files report, in rows."""

    @property
    def created(self) -> int:
        """Rows that were not there."""

    @property
    def changed(self) -> int:
        """Rows that were otherwise."""

    @property
    def unchanged(self) -> int:
        """Rows that were so already."""


class Renewed(Counted, Protocol):
    """What searches report that take away what no longer holds."""

    @property
    def removed(self) -> int:
        """Rows that are gone."""


def of_everything() -> Steps:
    """All that ships, in the order in which one thing needs the other."""
    from django.conf import settings

    from xieshou.domain.evidence import loading as evidence
    from xieshou.domain.households import loading as households
    from xieshou.domain.pairings import loading as pairings
    from xieshou.domain.parties import loading as parties
    from xieshou.domain.workflow.calendar import loading as calendar
    from xieshou.kernel.actor import SYSTEM

    def linked() -> str:
        done = pairings.load_pairings(actor=SYSTEM)
        return f"{done.pairings:,} 结对, {done.sources:,} 处出处"

    def related() -> str:
        from xieshou.domain.evidence.relations.finding import find_relations

        return renewed(find_relations(actor=SYSTEM))

    def checked() -> str:
        from xieshou.domain.evidence.checking.running import run_checks

        return renewed(run_checks(actor=SYSTEM))

    def drawn() -> str:
        from xieshou.domain.places.geometry import build_geometry

        done = build_geometry(settings.XIESHOU_HOME / "geometry")
        size = f"{sum(done.units.values()):,} 区域, {sum(done.gzipped.values()) / 1e6:.1f} MB"
        return size if done.built else f"{size}, {UNCHANGED}"

    return {
        "文献 / documents": lambda: rows(evidence.load_documents(actor=SYSTEM)),
        "词条 / terms": lambda: rows(evidence.load_terms(actor=SYSTEM)),
        **of_places(),
        "单位 / organisations": lambda: f"{parties.load_organisations(actor=SYSTEM):,}",
        "轮次 / rounds": lambda: f"{pairings.load_rounds(actor=SYSTEM):,}",
        "结对 / pairings": linked,
        "规则 / rules": lambda: f"{pairings.load_rules(actor=SYSTEM):,}",
        **of_claims(),
        "数字关系 / relations": related,
        "算术核对 / checks": checked,
        "贫困线 / poverty lines": lambda: rows(households.load_poverty_lines(actor=SYSTEM)),
        "年历 / calendar": lambda: rows(calendar.load_calendar(actor=SYSTEM)),
        "地图 / maps": drawn,
    }


def of_places(*, all_villages: bool = False) -> Steps:
    """Divisions, villages (of the usual counties, or all), flags and profiles."""
    from xieshou.domain.places import designations
    from xieshou.domain.places import loading as places
    from xieshou.kernel.actor import SYSTEM

    def divisions() -> str:
        done = places.load_divisions(actor=SYSTEM)
        size = f"{done.divisions:,} 区划, {done.successions:,} 变更"
        return ", ".join((size, difference(done.created, done.changed, done.removed)))

    def villages() -> str:
        added = places.load_villages(None if all_villages else VILLAGE_COUNTIES, actor=SYSTEM)
        return difference(added)

    return {
        "区划沿革 / divisions": divisions,
        "村级 / villages": villages,
        "地区标签 / flags": lambda: rows(designations.load_flags(actor=SYSTEM)),
        "地区概况 / profiles": lambda: rows(designations.load_profile(actor=SYSTEM)),
    }


def of_claims() -> Steps:
    """The catalogue of indicators, its schemes, and what documents state: after parties and pairings."""
    from xieshou.domain.evidence.catalogue import loading as catalogue
    from xieshou.domain.evidence.claims import loading as claims
    from xieshou.domain.pairings import asked, stated
    from xieshou.kernel.actor import SYSTEM

    return {
        "指标 / indicators": lambda: rows(catalogue.load_indicators(actor=SYSTEM)),
        "分类体系 / schemes": lambda: rows(catalogue.load_schemes(actor=SYSTEM)),
        "方针原则 / principles": lambda: rows(catalogue.load_principles(actor=SYSTEM)),
        "轮次指标 / indicators of rounds": lambda: rows(asked.load_round_indicators(actor=SYSTEM)),
        "文载数字 / claims": lambda: rows(claims.load_claims(actor=SYSTEM)),
        "结对出处 / places of pairings": lambda: rows(stated.load_spans(actor=SYSTEM)),
        "结对清点 / counted pairings": lambda: rows(stated.count_stated(actor=SYSTEM)),
    }


def rows(done: Counted) -> str:
    """How many rows there are now, and what changed."""
    left = getattr(done, "left", 0)
    total = done.created + done.changed + done.unchanged + left
    kept = f", 保留人工更改 {left:,}" if left else ""
    return f"{total:,}, {difference(done.created, done.changed)}{kept}"


def renewed(done: Renewed) -> str:
    """The same of what is worked out anew at every load, and may go again."""
    total = done.created + done.changed + done.unchanged
    return f"{total:,}, {difference(done.created, done.changed, done.removed)}"


def difference(created: int, changed: int = 0, removed: int = 0) -> str:
    """What is new, other and gone: ``新增 142``, or that nothing is."""
    counts = (("新增", created), ("更改", changed), ("移除", removed))
    return " ".join(f"{word} {count:,}" for word, count in counts if count) or UNCHANGED
