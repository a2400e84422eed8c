"""The latest acts, for the first page of who may read them."""

from __future__ import annotations

from django.urls import reverse

from xieshou.domain.workflow.audit.queries import acts, may_audit
from xieshou.kernel.actor import Actor
from xieshou.web.audit.wording import act_in_words, actor_in_words
from xieshou.web.home.changes import Change


def changes(actor: Actor, most: int) -> list[Change]:
    """What others did of late to records whose history the actor may read. One query, or none."""
    if not may_audit(actor):
        return []
    by_others = acts(actor).exclude(user_id=actor.user_id)
    return [
        Change(act.at, actor_in_words(act), act.why, act_in_words(act), reverse("audit:act", args=[act.key]))
        for act in by_others[:most]
    ]
