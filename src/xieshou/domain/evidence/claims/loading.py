"""Loads the figures that ship with the product. Running it twice changes nothing.

Files are read and checked whole before the first row is written. What people decided on a claim stays, and no
claim is ever deleted by a load.
"""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from xieshou.domain.evidence.catalogue.words import indicators_by_word
from xieshou.domain.evidence.claims.cells import BadClaimError
from xieshou.domain.evidence.claims.figures import Known, ReadClaim, read_figures
from xieshou.domain.evidence.claims.keeping import Draft, keep_claims
from xieshou.domain.evidence.claims.placing import Placer, UnknownPartyError
from xieshou.domain.evidence.claims.sources import read_sources
from xieshou.domain.evidence.models import Document
from xieshou.domain.evidence.storing import Loaded
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor

__all__ = ["BadClaimError", "load_claims"]

DATA = Path(__file__).parents[1] / "data"
FIGURES = DATA / "seed_figures.jsonl"
READINGS = DATA / "readings.csv"
SOURCES = DATA / "source_figures.csv"


@act("载入文载数字")
def load_claims(
    *,
    actor: Actor,
    figures: Path = FIGURES,
    readings: Path = READINGS,
    sources: Path | None = SOURCES,
) -> Loaded:
    """Store the figures of the articles and of other sources as claims, keyed by code.

    ``figures`` and ``readings``: see ``figures.py``; ``sources``: see ``sources.py``. Documents, indicators,
    divisions and organisations must be loaded first. What is marked as noise is rejected, the rest accepted,
    unless somebody has decided otherwise.

    Raises:
        BadClaimError: for a row that cannot be stored; nothing is then changed.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入文载数字"))
    known = Known({document.code: document for document in Document.objects.all()}, indicators_by_word())
    read = read_figures(figures, readings, known)
    if sources is not None:
        read += read_sources(sources, known)
    return keep_claims(_placed(actor, read))


def _placed(actor: Actor, read: list[ReadClaim]) -> list[Draft]:
    placer = Placer(actor, [word for each in read for word in (*each.givers, *each.receivers)])
    for each in read:
        for column, words in (("givers", each.givers), ("receivers", each.receivers)):
            try:
                placer.check(words)
            except UnknownPartyError as unknown:
                reason = _("没有代码或名称为 %s 的地区或单位") % unknown
                raise BadClaimError(f"{each.where}, {column}: {reason}") from None
    return [Draft(each.claim, placer.parties(each.givers), placer.parties(each.receivers)) for each in read]
