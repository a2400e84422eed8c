"""The register tables' place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.web.registers.opening import opens
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, for those who may open them."""
    navigation.register(navigation.Entry("registers", _("登记管理"), "table", "admin:index", 900, opens))
