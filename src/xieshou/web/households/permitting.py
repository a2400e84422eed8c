"""For whom there may be households at all."""

from __future__ import annotations

from xieshou.kernel.actor import Actor, Permission


def entitled(actor: Actor) -> bool:
    """Does the actor see or record households of some place?"""
    if actor.user_id is None:
        return False
    reaches = (actor.reach(Permission.VIEW), actor.reach(Permission.RECORD))
    return any(reach.everywhere or reach.codes for reach in reaches)
