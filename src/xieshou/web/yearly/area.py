"""The calendar's place in the shell."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from xieshou.domain.workflow.calendar import working
from xieshou.web.jobs import results
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, and where to look at what the daily job made."""
    navigation.register(navigation.Entry("calendar", _("年历"), "calendar", "yearly:year", 350))
    results.register(
        working.RAISE, _("查看事项"), lambda job: reverse("tasks:list") + "?source=calendar&open=yes"
    )
