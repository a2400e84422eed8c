"""Django's handle on the domain."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DomainConfig(AppConfig):
    """The one app that has models."""

    name = "xieshou.domain"
    label = "domain"
    verbose_name = _("携手")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let every area say how its indicators are computed from its records."""
        from xieshou.domain.pairings import indicators

        indicators.register()
