"""Finds the relations between all claims anew and stores them, leaving alone what people decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import ClaimRelation, RelationState
from xieshou.domain.evidence.relations.reading import statements
from xieshou.domain.evidence.relations.rules import Verdict, judge
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor

_Key = tuple[frozenset[int], str]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it, in relations. ``unchanged`` counts those that a person decided on, too."""

    created: int
    changed: int
    removed: int
    unchanged: int


@act("查找数字关系")
def find_relations(*, actor: Actor) -> Found:
    """Store what the rules find now: new relations, other reasons; drop what no longer holds.

    Running it again changes nothing. A pair on which a person decided is left as it is, whatever the rules
    say now: confirmed, dismissed and retyped relations stay, and no second one joins them. So does a doubt
    about one claim, for each kind of doubt.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("查找数字关系"))
    difference = _difference()
    ClaimRelation.objects.filter(pk__in=[each.pk for each in difference.gone]).delete()
    ClaimRelation.objects.bulk_update(difference.changed, list(_COLUMNS))
    ClaimRelation.objects.bulk_create(difference.created)
    return Found(len(difference.created), len(difference.changed), len(difference.gone), difference.unchanged)


def stale() -> list[str]:
    """The relations whose record is not what the rules find now: none after ``find_relations``."""
    found = _difference()
    return sorted(str(relation) for relation in (*found.created, *found.changed, *found.gone))


@dataclass(frozen=True, slots=True)
class _Difference:
    created: list[ClaimRelation]
    changed: list[ClaimRelation]
    gone: list[ClaimRelation]
    unchanged: int


def _difference() -> _Difference:
    """What the rules find now beside what is stored; nothing is written."""
    stored = list(ClaimRelation.objects.select_related("claim", "other"))
    decided = {_key(each) for each in stored if each.state != RelationState.FOUND}
    known = {_key(each): each for each in stored if each.state == RelationState.FOUND}
    created, changed, unchanged = [], [], len(stored) - len(known)
    for verdict in judge(statements()):
        key = (verdict.pair, "" if verdict.other else str(verdict.kind))
        if key in decided:
            continue
        relation = known.pop(key, None)
        if relation is None:
            created.append(ClaimRelation(**_columns(verdict)))
        elif _told(relation) != _columns(verdict):
            for name, value in _columns(verdict).items():
                setattr(relation, name, value)
            changed.append(relation)
        else:
            unchanged += 1
    return _Difference(created, changed, list(known.values()), unchanged)


_COLUMNS = ("claim_id", "other_id", "kind", "reason", "facts")


def _key(relation: ClaimRelation) -> _Key:
    """The pair, whichever stands first; a doubt about one claim goes by its kind."""
    if relation.other_id is None:
        return frozenset({relation.claim_id}), relation.kind
    return frozenset({relation.claim_id, relation.other_id}), ""


def _columns(verdict: Verdict) -> dict[str, object]:
    other = verdict.other.id if verdict.other else None
    told = (verdict.claim.id, other, str(verdict.kind), str(verdict.reason), dict(verdict.facts))
    return dict(zip(_COLUMNS, told, strict=True))


def _told(relation: ClaimRelation) -> dict[str, object]:
    return {name: getattr(relation, name) for name in _COLUMNS}
