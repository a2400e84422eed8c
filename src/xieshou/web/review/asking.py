"""Which list the address asks for, and which records a form ticks."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _

from xieshou.domain.workflow.review.queries import Wanted
from xieshou.domain.workflow.review.registry import Reviewable, UnknownKindError, kind_named
from xieshou.domain.workflow.review.rules import Step
from xieshou.kernel.actor import Actor, NotAllowedError, Permission
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import UnreadableRequestError

MOST_TICKED = 2_000


@dataclass(frozen=True, slots=True)
class Ticked:
    """A step with the records ticked: the version of each that was looked at, by primary key."""

    step: Step
    seen: dict[int, int | None]
    reason: str


def reviewing(actor: Actor) -> bool:
    """Has the actor anything to do with review?"""
    return actor.may(Permission.RECORD) or actor.may(Permission.REVIEW)


def worker(request: HttpRequest) -> Actor:
    """Who asks, if they fill in or review.

    Raises:
        NotAllowedError: for everybody else.
    """
    actor = actor_of(request)
    if not reviewing(actor):
        raise NotAllowedError(_("填报和审核人员可以查看待审的记录"))
    return actor


def kind_asked(name: str) -> Reviewable:
    """The kind of the address, or a page that says there is none."""
    try:
        return kind_named(name)
    except UnknownKindError:
        raise Http404(_("没有这一类记录")) from None


def list_asked(request: HttpRequest, actor: Actor) -> Wanted:
    """The list of the address; else what one is here for."""
    asked = request.GET.get("list", "")
    if not asked:
        return Wanted.REVIEW if actor.may(Permission.REVIEW) else Wanted.FILL
    try:
        return Wanted(asked)
    except ValueError:
        raise UnreadableRequestError(_("没有“%(list)s”这个列表") % {"list": asked[:40]}) from None


def ticked(sent: QueryDict) -> Ticked:
    """What a form asks for: ``step``, ``record`` as key:version for each record, and ``reason``.

    Raises:
        UnreadableRequestError: for what no form of ours sends.
    """
    try:
        step = Step(sent.get("step", ""))
        pairs = [each.partition(":") for each in sent.getlist("record")]
        seen: dict[int, int | None] = {int(key): int(version) for key, _colon, version in pairs}
        if any(not 0 < key < 2**63 for key in seen):
            raise ValueError
    except ValueError:
        raise UnreadableRequestError(_("没有看懂要做什么:请回到列表,勾选后再选通过或退回")) from None
    if len(seen) > MOST_TICKED:
        raise UnreadableRequestError(_("一次最多 %(most)s 条") % {"most": f"{MOST_TICKED:,}"})
    return Ticked(step, seen, sent.get("reason", "")[:300])
