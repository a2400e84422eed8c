"""Review's place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.web.home import waiting
from xieshou.web.review.asking import reviewing
from xieshou.web.review.waiting import review
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left and what waits, for those who fill in or review."""
    navigation.register(navigation.Entry("review", _("审核"), "success", "review:start", 80, reviewing))
    waiting.register("review", review, order=200)
