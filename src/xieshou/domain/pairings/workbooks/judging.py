"""Rows held against the rules of their rounds, as they stand once all of them are stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from xieshou.domain.pairings.checks import below_parents, capacity_findings, parties_valid
from xieshou.domain.pairings.handover import PARTY_NAMES, link_of
from xieshou.domain.pairings.models import Pairing, RoundRule, RuleKind
from xieshou.domain.pairings.rules import Code, check_nesting
from xieshou.domain.pairings.services import children_after
from xieshou.domain.pairings.structure import DEEPEST
from xieshou.domain.pairings.workbooks.storing import Refusal
from xieshou.domain.pairings.workbooks.wording import FIELDS, in_words
from xieshou.kernel.actor import Actor
from xieshou.kernel.finding import Finding

Over = frozenset[tuple[str, str]]
"""Units over the capacity of a rule: code and subject of the finding."""
Judged = tuple[list[tuple[int, Refusal]], Over]


def findings_by_row(actor: Actor, stored: Mapping[int, Pairing], before: Judged | None = None) -> Judged:
    """What the pairings of these rows break, by row; and all units over capacity, old ones too."""
    found: list[tuple[int, Refusal]] = []
    own_rows = Pairing.objects.unscoped("the rows of the file itself, stored or not yet seen by anybody")
    pairings = {
        each.pk: each
        for each in own_rows.filter(pk__in=[each.pk for each in stored.values()]).select_related(
            "round", *PARTY_NAMES, *(f"parent__{name}" for name in PARTY_NAMES)
        )
    }
    rows = {row: pairings[each.pk] for row, each in stored.items()}
    doubtful = {f.subject for f in parties_valid(list(rows.values())) + below_parents(list(rows.values()))}
    for row, pairing in rows.items():
        own = _of_its_own(actor, pairing)
        if str(pairing) in doubtful:
            own += parties_valid([pairing]) + below_parents([pairing])
        found += [(row, _refusal(finding)) for finding in own]
    over, known = set(), before[1] if before else frozenset()
    for rule in RoundRule.objects.filter(kind=RuleKind.CAPACITY).select_related("round"):
        for finding in capacity_findings(actor, rule, beyond_reach=True):
            key = (str(finding.code), f"{rule.pk} {finding.subject}")
            over.add(key)
            if key not in known:
                found += [(row, _refusal(finding)) for row in _at_fault(rule, finding, rows)]
    return found, frozenset(over)


def _of_its_own(actor: Actor, pairing: Pairing) -> list[Finding]:
    parent = pairing.parent
    found = check_nesting(link_of(pairing), link_of(parent) if parent else None, pairing.round.period)
    if pairing.period.end is not None:
        found += children_after(actor, pairing, pairing.period.end)
    every = Pairing.objects.unscoped("no pairing twice, seen or not; both parties stand in the row")
    same = every.filter(
        round=pairing.round_id,
        programme=pairing.programme,
        kind=pairing.kind,
        giver=pairing.giver_id,
        receiver=pairing.receiver_id,
    ).exclude(pk=pairing.pk)
    for other in same.select_related(*PARTY_NAMES):
        if other.period.overlaps(pairing.period):
            found.append(Finding(Code.ALREADY_RECORDED, str(other), (("own", str(other.period)),)))
    if _comes_round(pairing):
        found.append(Finding(Code.PARENT_CIRCLE, str(pairing)))
    return found


def _comes_round(pairing: Pairing) -> bool:
    above = pairing.parent
    for _step in range(DEEPEST):
        if above is None:
            return False
        if above.pk == pairing.pk:
            return True
        above = above.parent
    return True


def _at_fault(rule: RoundRule, finding: Finding, rows: Mapping[int, Pairing]) -> Collection[int]:
    """The rows that stand in the round and tier of the rule with the unit that is over its capacity."""
    name = finding.subject.removeprefix(f"{rule.round.code} ")
    return [
        row
        for row, each in rows.items()
        if each.round_id == rule.round_id
        and rule.tier in ("", each.tier)
        and name == str(each.giver if finding.code == Code.GIVER_CAPACITY else each.receiver)
    ]


def _refusal(finding: Finding) -> Refusal:
    return Refusal(FIELDS.get(Code(finding.code), "giver"), *in_words(finding))
