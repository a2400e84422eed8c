"""Where documents state pairings, to the character, and how many parties such a list names.

The number of cities that helped 贵州 in 2016 is typed nowhere: it is counted from the list of pairings that a
document gives, and kept as a claim of that document (origin COUNTED) beside what other documents say.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.evidence.claims.keeping import Draft, keep_claims
from xieshou.domain.evidence.models import Claim, ClaimOrigin, ClaimStatus, Indicator, Scope
from xieshou.domain.evidence.storing import Loaded
from xieshou.domain.pairings.models import Pairing, PairingSource, Tier
from xieshou.domain.parties.models import Party
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import BadDateError, PartialDate

SPANS = Path(__file__).parents[1] / "evidence" / "data" / "seed_pairings.jsonl"
_KEYS = ("doc", "giver_code", "receiver_code", "since", "start", "end")
# The side counted, the indicator that it is a figure of, the word for it in the claim's code, its label.
_COUNTED = (
    ("giver", "giver_cities", "paired_givers", "帮扶城市数"),
    ("receiver", "receiver_prefectures", "paired_receivers", "受援市州数"),
)
# The tiers on which cities (上海 among them) help prefectures.
_TIERS = (Tier.PREFECTURE, Tier.PROVINCE_PREFECTURE)


class BadSpanError(ValueError):
    """A row of a file of spans cannot be stored; the message names file, line and reason."""


@act("载入结对出处位置")
def load_spans(*, actor: Actor, path: Path = SPANS) -> Loaded:
    """Keep where documents state pairings: JSON, one object a line (doc, giver_code, receiver_code, since …).

    ``since`` is the start that the document gives; codes are today's. Pairings must be loaded first.

    Raises:
        BadSpanError: for a line that cannot be understood, or a pairing that the document is no source of.
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("载入结对出处位置"))
    lines = list(_lines(path))
    divisions = _divisions({raw[key] for _where, raw in lines for key in ("giver_code", "receiver_code")})
    sources = {
        (s.document.code, s.pairing.giver.division_id, s.pairing.receiver.division_id, s.stated_start): s
        for s in PairingSource.objects.select_related("document", "pairing__giver", "pairing__receiver")
    }
    changed = []
    for where, raw in lines:
        parties = (divisions.get(raw["giver_code"]), divisions.get(raw["receiver_code"]))
        source = sources.get((raw["doc"], *parties, raw["since"]))
        if source is None or None in parties:
            raise BadSpanError(
                f"{where}: "
                + _("%(doc)s 不是 %(giver)s→%(receiver)s(%(since)s 起)的出处")
                % {
                    "doc": raw["doc"],
                    "giver": raw["giver_code"],
                    "receiver": raw["receiver_code"],
                    "since": raw["since"],
                }
            )
        span = (raw["start"], raw["end"])
        if (source.span_start, source.span_end) != span:
            source.span_start, source.span_end = span
            changed.append(source)
    PairingSource.objects.bulk_update(changed, ["span_start", "span_end"])
    return Loaded(0, len(changed), len(lines) - len(changed))


def _lines(path: Path) -> Iterable[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        where = f"{path.name}, line {number}"
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            missing = [key for key in _KEYS if key not in raw]
        except (json.JSONDecodeError, TypeError) as problem:
            raise BadSpanError(f"{where}: {problem}") from None
        if missing:
            raise BadSpanError(f"{where}: " + _("缺少 %s") % ", ".join(missing))
        start, end = raw["start"], raw["end"]
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end):
            raise BadSpanError(
                f"{where}: " + _("止点 %(end)s 应大于起点 %(start)s") % {"start": start, "end": end}
            )
        yield where, raw


def _divisions(codes: set[str]) -> dict[str, int]:
    """The divisions of today's codes, whatever year is meant; of several holders, the last."""
    versions = DivisionVersion.objects.filter(code__in=sorted(codes)).order_by("start_on")
    return dict(versions.values_list("code", "division"))


@act("清点结对")
def count_stated(*, actor: Actor) -> Loaded:
    """Count the parties of every list of pairings that a document gives to the character, as claims.

    A list is what one document states from one date on of cities that help prefectures of one province; at
    least two pairings make one. Its span reaches from the first to the last.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    actor.require_write(_("清点结对"))
    indicators = Indicator.objects.in_bulk([code for _s, code, _w, _l in _COUNTED], field_name="code")
    if len(indicators) < len(_COUNTED):
        return Loaded(0, 0, 0)
    drafts = []
    for (_document, _since, province), listed in _lists().items():
        for side, code, word, label in _COUNTED:
            drafts.append(_draft(listed, side, indicators[code], word, label, province))
    return keep_claims(drafts)


def _lists() -> dict[tuple[int, str, str], list[PairingSource]]:
    """The sources with spans, by document, the date that it gives and the receivers' province."""
    found: dict[tuple[int, str, str], list[PairingSource]] = defaultdict(list)
    placed = PairingSource.objects.filter(
        pairing__tier__in=_TIERS,
        span_start__isnull=False,
        pairing__receiver__division__isnull=False,
        pairing__giver__division__isnull=False,
    )
    for source in placed.select_related("document", "pairing__receiver__division"):
        division = source.pairing.receiver.division
        if division is not None and source.stated_start:
            found[source.document_id, source.stated_start, f"{division.code[:2]}0000"].append(source)
    return {key: listed for key, listed in found.items() if len(listed) > 1}


def _draft(
    listed: Sequence[PairingSource], side: str, indicator: Indicator, word: str, label: str, province: str
) -> Draft:
    document, since = listed[0].document, listed[0].stated_start
    pairings: list[Pairing] = [source.pairing for source in listed]
    programmes = {pairing.programme for pairing in pairings}
    claim = Claim(
        code=f"{document.code}#{word}-{since}",
        document=document,
        indicator=indicator,
        label=label,
        origin=ClaimOrigin.COUNTED,
        value=len({getattr(pairing, f"{side}_id") for pairing in pairings}),
        unit=indicator.unit,
        scope=Scope.INSTANT,
        programme=programmes.pop() if len(programmes) == 1 else "",
        span_start=min(source.span_start or 0 for source in listed),
        span_end=max(source.span_end or 0 for source in listed),
        status=ClaimStatus.ACCEPTED,
        note=f"由文中所列 {len(pairings)} 对结对清点",
    )
    try:
        as_of = PartialDate.parse(since)
    except BadDateError:
        as_of = None
    if as_of is not None:
        claim.as_of_on, claim.as_of_precision = as_of.day, as_of.precision.value
    receiver = Division.objects.filter(code=province).first()
    receivers: tuple[Party, ...] = (party_of(receiver),) if receiver else ()
    return Draft(claim, (), receivers)
