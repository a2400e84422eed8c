"""The overview's place in the shell."""

from django.utils.translation import gettext_lazy as _

from xieshou.web.shell import navigation


def register() -> None:
    """Add the entry on the left; what the map shows is found by the search of places and of pairings."""
    navigation.register(navigation.Entry("overview", _("总览"), "overview", "overview:map", 100))
