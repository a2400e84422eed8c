"""The place of 管理 in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.web.accounts.area import administrators
from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, for those who administer something."""
    navigation.register(
        navigation.Entry("management", _("管理"), "management", "management:page", 880, administrators)
    )
