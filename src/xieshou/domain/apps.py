"""Django's handle on the domain."""

from django.apps import AppConfig


class DomainConfig(AppConfig):
    """The one app that has models."""

    name = "xieshou.domain"
    label = "domain"
    verbose_name = "携手"
    default_auto_field = "django.db.models.BigAutoField"
