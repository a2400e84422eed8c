"""Everything that a printed pair book says, in words, as of a day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from xieshou.domain.bilingual import name_in_language
from xieshou.domain.evidence.models import Claim
from xieshou.domain.pairings import structure
from xieshou.domain.pairings.checks import findings_of
from xieshou.domain.pairings.models import Pairing, Tier
from xieshou.domain.pairings.printing.coverage import coverage_rows
from xieshou.domain.pairings.printing.figures import figures_between, rows_of
from xieshou.domain.pairings.queries import PartyOn, pairing, parties_on
from xieshou.domain.pairings.reading import day_within, last_counted
from xieshou.domain.pairings.wording import in_words
from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.kernel.period import PartialDate
from xieshou.kernel.period_words import format_date, format_period
from xieshou.kernel.quantity import Qualifier, Quantity, format_quantity, unit

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Contents:
    """The values of a book, and the records from which its pictures are drawn."""

    values: Row
    on: date
    giver: str
    receiver: str
    relation: structure.Relation
    claims: Sequence[Claim]


def contents(actor: Actor, pairing_id: int, on: date, today: date) -> Contents:
    """The book of one pairing as of ``on``, or of its first day where it had not begun by then.

    What came later is left out: pairings below that began or had ended, figures of later days, how it ended.
    Years are counted up to ``today`` at the most. A fixed number of queries, and one for each level below.

    Raises:
        Pairing.DoesNotExist: when there is none of this id that the actor may see.
    """
    of = pairing(actor, pairing_id)
    day = day_within(of.period, on)
    as_of = max(on, day)
    relation = structure.relation(actor, of, min(last_counted(of.period, on), today))
    chain = [step for step in structure.chain(actor, of) if step.pk != of.pk]
    top = structure.tree(actor, of, day)
    below = list(_flat(top.children))
    steps = [*relation.steps, *_begun(of.successor, as_of)]
    shown = [of, *steps, *chain, *(each for each, _ in below)]
    names = _names(actor, shown, of.start_on or day)
    giver, receiver = names[of.giver_id], names[of.receiver_id]
    claims = figures_between(actor, of, as_of)
    values: Row = {
        "title": f"{name_in_language(giver)} → {name_in_language(receiver)}",
        "giver": {"name": name_in_language(giver), "code": giver.code},
        "receiver": {"name": name_in_language(receiver), "code": receiver.code},
        "programme": of.get_programme_display(),
        "period": _period(of),
        "facts": _facts(of, as_of),
        "relation": _sentence(relation),
        "steps": [_row(step, names, as_of) for step in steps],
        "above": [_row(step, names, as_of) for step in chain],
        "kinds": [
            {"name": str(kind.label), "number": str(number)}
            for kind, number in structure.kinds_below(top).items()
        ],
        "below": [{**_row(each, names, as_of), "level": "　" * depth} for each, depth in below],
        "coverage": coverage_rows(actor, of, day),
        "findings": [{"text": in_words(finding)} for finding in findings_of(actor, of)],
        "figures": rows_of(claims),
        "sources": _sources(of),
        "hand_over": _hand_over(of),
        "on": format_date(PartialDate(as_of), _spoken()),
    }
    return Contents(
        values, as_of, str(values["giver"]["name"]), str(values["receiver"]["name"]), relation, claims
    )


def _spoken() -> Language:
    return Language.of(get_language() or "")


def _period(of: Pairing) -> str:
    return format_period(of.period, _spoken())


def _names(actor: Actor, shown: Collection[Pairing], on: date) -> dict[int, PartyOn]:
    return parties_on(actor, [party for each in shown for party in (each.giver, each.receiver)], on)


def _flat(nodes: Iterable[structure.Node], depth: int = 0) -> Iterable[tuple[Pairing, int]]:
    for node in nodes:
        yield node.pairing, depth
        yield from _flat(node.children, depth + 1)


def _facts(of: Pairing, as_of: date) -> list[Row]:
    distance = ""
    if of.distance_km is not None:
        kilometres = Quantity(of.distance_km.normalize(), unit("公里"), Qualifier(of.distance_qualifier))
        distance = format_quantity(kilometres, _spoken())
    facts = (
        (gettext("协作类型"), of.get_programme_display()),
        (gettext("层级"), Tier(of.tier).label),
        (gettext("结对种类"), of.get_kind_display()),
        (gettext("轮次"), name_in_language(of.round)),
        (gettext("起止"), _period(of)),
        (gettext("形式"), gettext("正式结对") if of.formal else gettext("柔性结对")),
        (gettext("形态"), of.get_shape_display()),
        (gettext("相距"), distance),
        (gettext("终止原因"), _ending(of, as_of)),
        (gettext("可信度"), of.get_certainty_display()),
        (gettext("说明"), of.note),
    )
    return [{"label": str(label), "value": str(value)} for label, value in facts if value]


def _sentence(relation: structure.Relation) -> str:
    told = {"years": relation.years, "hand_overs": relation.hand_overs}
    sentence = ngettext(
        "至此不间断地受帮扶 %(years)s 年,更换帮扶方 %(hand_overs)s 次。",
        "至此不间断地受帮扶 %(years)s 年,更换帮扶方 %(hand_overs)s 次。",
        len(relation.steps),
    )
    return sentence % told


def _begun(heir: Pairing | None, as_of: date) -> list[Pairing]:
    return [heir] if heir is not None and heir.start_on is not None and heir.start_on <= as_of else []


def _ending(of: Pairing, as_of: date) -> str:
    """Why it ended; nothing while it had not ended yet."""
    ended = of.end_on is not None and of.end_on <= as_of
    return str(of.get_end_reason_display()) if ended else ""


def _row(each: Pairing, names: dict[int, PartyOn], as_of: date) -> Row:
    return {
        "when": _period(each),
        "giver": name_in_language(names[each.giver_id]),
        "receiver": name_in_language(names[each.receiver_id]),
        "round": name_in_language(each.round),
        "tier": each.get_tier_display(),
        "kind": each.get_kind_display(),
        "ending": _ending(each, as_of),
    }


def _sources(of: Pairing) -> list[Row]:
    return [
        {
            "document": source.document.citation,
            "title": source.document.title,
            "start": source.stated_start or gettext("未载明"),
            "end": source.stated_end or gettext("未载明"),
            "certainty": source.get_certainty_display(),
            "note": source.note,
        }
        for source in of.sources.all()
    ]


def _hand_over(of: Pairing) -> list[Row]:
    return [
        {
            "kind": each.get_kind_display(),
            "what": each.description,
            "state": each.get_state_display(),
            "done": format_date(PartialDate(each.done_on), _spoken()) if each.done_on else "—",
            "note": each.note,
        }
        for each in of.hand_over.all()
    ]
