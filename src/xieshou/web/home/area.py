"""The first page's place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.kernel.actor import Actor
from xieshou.web.home import providers, waiting
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, and what waits of the areas below."""
    navigation.register(navigation.Entry("home", _("首页"), "home", "home:page", 50, signed_in))
    waiting.register("uploads", providers.uploads, order=100)
    waiting.register("jobs", providers.jobs, order=300)
    waiting.register("conflicts", providers.conflicts, order=400)


def signed_in(actor: Actor) -> bool:
    """A first page of one's own is for those who signed in; others have the overview."""
    return actor.user_id is not None
