"""Django's handle on the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and the admin registrations; no models."""

    name = "xieshou.web"
    label = "web"
