"""The tasks' place in the shell, and where what they point to is looked at."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xieshou.domain.workflow.tasks.subjects import CALENDAR_ITEM, PAIRING
from xieshou.kernel.actor import Actor
from xieshou.web.home import waiting
from xieshou.web.shell import navigation, search
from xieshou.web.tasks import links, pressing
from xieshou.web.tasks.finding import found_tasks


def register() -> None:
    """Add the entry on the left, the search provider, and what waits on the first page."""
    navigation.register(navigation.Entry("tasks", _("事项"), "task", "tasks:list", 60, signed_in))
    search.register("tasks", _("事项"), found_tasks, order=350)
    links.register(PAIRING, lambda key: reverse("pairings:detail", args=[key]))
    links.register(CALENDAR_ITEM, lambda key: reverse("yearly:item", args=[key]))
    waiting.register("tasks", pressing.waiting, order=200)


def signed_in(actor: Actor) -> bool:
    """Tasks are of people who signed in."""
    return actor.user_id is not None
