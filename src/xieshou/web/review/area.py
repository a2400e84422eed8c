"""Review's place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.web.home import changes, waiting
from xieshou.web.review import latest
from xieshou.web.review.asking import reviewing
from xieshou.web.review.waiting import review
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, what waits and what was passed to people's first page."""
    navigation.register(navigation.Entry("review", _("审核"), "success", "review:start", 80, reviewing))
    waiting.register("review", review, order=200)
    changes.register("review", latest.changes)
