"""What was passed of late, for the first page of those who may read no history: leaders, evaluators."""

from __future__ import annotations

from django.utils.translation import gettext as _

from xieshou.domain.workflow.audit.queries import may_audit
from xieshou.domain.workflow.review.queries import passed_lately
from xieshou.kernel.actor import Actor
from xieshou.web.home.changes import Change
from xieshou.web.review.wording import page_of


def changes(actor: Actor, most: int) -> list[Change]:
    """The records in the actor's scopes that were passed last. A query for each kind, or none."""
    if actor.user_id is None or may_audit(actor):
        return []
    return [
        Change(
            each.at,
            each.by,
            _("%(kind)s审核通过") % {"kind": each.kind.title},
            each.line,
            page_of(each.kind.name, each.pk),
        )
        for each in passed_lately(actor, most)
    ]
