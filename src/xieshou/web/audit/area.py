"""The audit's place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.domain.workflow.audit.queries import may_audit
from xieshou.web.audit import latest
from xieshou.web.home import changes
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, for those who may read a history, and what changed to their first page."""
    navigation.register(navigation.Entry("audit", _("操作记录"), "history", "audit:list", 820, may_audit))
    changes.register("audit", latest.changes)
