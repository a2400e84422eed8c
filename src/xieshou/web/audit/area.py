"""The audit's place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.domain.workflow.audit.queries import may_audit
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, for those who may read a history."""
    navigation.register(navigation.Entry("audit", _("操作记录"), "history", "audit:list", 820, may_audit))
