"""Pairings as they are reviewed."""

from django.utils.translation import gettext_lazy as _

from xieshou.domain.pairings.handover import PARTY_NAMES
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.workflow.review.registry import Reviewable, register

_UNIT = ("division", "organisation")


def declare() -> None:
    """Make them known to review; called when Django starts."""
    register(
        Reviewable(
            "pairings",
            Pairing,
            _("结对"),
            lambda rows: rows.select_related("round", *PARTY_NAMES),
            _line,
            (
                "giver", "receiver", "round", "programme", "tier", "kind", "period", "parent", "shape",
                "formal", "distance_km", "distance_qualifier", "end_reason", "successor", "certainty", "note",
            ),
            {"giver": _UNIT, "receiver": _UNIT, "parent": PARTY_NAMES, "successor": PARTY_NAMES},
        )
    )  # fmt: skip


def _line(pairing: Pairing) -> str:
    return f"{pairing} · {pairing.get_tier_display()} · {pairing.round.code}"
