"""After claims or documents change: relations and checks are worked out anew, so that pages tell today's."""

from __future__ import annotations

from django.db import transaction

from xieshou.domain.evidence.checking.running import run_checks
from xieshou.domain.evidence.relations.finding import find_relations
from xieshou.kernel.actor import Actor


@transaction.atomic
def compare_anew(*, actor: Actor) -> None:
    """Find the relations between claims and run the arithmetic again; what people decided stays.

    Every claim is looked at, because a new one can change what is said of others. About half a second for a
    few hundred claims.

    Raises:
        NotAllowedError: when the actor may not write.
    """
    find_relations(actor=actor)
    run_checks(actor=actor)
