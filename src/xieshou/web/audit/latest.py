"""The latest acts, for the first page of who may read them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.audit.queries import Gist, acts, gists, may_audit
from xieshou.kernel.actor import Actor
from xieshou.web.audit.wording import act_in_words, actor_in_words
from xieshou.web.home.changes import Change


def changes(actor: Actor, most: int) -> list[Change]:
    """What others did of late to records whose history the actor may read, each by the record's name."""
    if not may_audit(actor):
        return []
    by_others = list(acts(actor).exclude(user_id=actor.user_id)[:most])
    known = gists(actor, by_others)
    return [
        Change(act.at, actor_in_words(act), _told(act), *_record(act, known.get(act.key)))
        for act in by_others
    ]


def _told(act: Act) -> str:
    return " · ".join(filter(None, (act_in_words(act), act.why)))


def _record(act: Act, gist: Gist | None) -> tuple[str, str]:
    """What is named, and where that leads: of one record to its history, of several to the act."""
    whole = reverse("audit:act", args=[act.key])
    if gist is None:
        return act_in_words(act), whole
    if gist.number == 1:
        return gist.label, reverse("audit:record", args=[gist.kind.name, gist.record])
    return _("%(record)s 等 %(n)s 条") % {"record": gist.label, "n": f"{gist.number:,}"}, whole
