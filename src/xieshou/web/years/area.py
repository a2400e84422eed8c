"""The closed years' place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left, for those who close years."""
    navigation.register(
        navigation.Entry("years", _("年度封账"), "lock", "years:list", 830, navigation.writers)
    )
