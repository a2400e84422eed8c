"""The conflicts' place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left; the claims themselves are found by their own area's search."""
    navigation.register(navigation.Entry("conflicts", _("冲突"), "conflict", "conflicts:list", 410))
