"""The jobs' place in the shell."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xieshou.domain.workflow.jobs import upkeep
from xieshou.kernel.actor import Actor
from xieshou.web.jobs import results
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, and where to look at what the jobs on places brought."""
    navigation.register(navigation.Entry("jobs", _("任务"), "job", "jobs:list", 800, signed_in))
    results.register(upkeep.GEOMETRY, _("查看地图"), lambda job: reverse("overview:map"))
    results.register(upkeep.VILLAGES, _("查看地区"), lambda job: reverse("places:index"))


def signed_in(actor: Actor) -> bool:
    """Only accounts have jobs."""
    return actor.user_id is not None
