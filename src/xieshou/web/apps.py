"""Django's handle on the pages."""

from importlib import import_module

from django.apps import AppConfig

# Each has an ``area`` module that registers its navigation entry and its search provider.
AREAS = [
    "home", "registers", "overview", "places", "pairings", "households",
    "claims", "conflicts", "documents", "organisations", "people", "indicators", "glossary", "ledgers",
    "tasks", "yearly", "jobs", "review", "audit", "years", "accounts", "management",
]  # fmt: skip


class WebConfig(AppConfig):
    """Templates, static files and the admin registrations; no models."""

    name = "xieshou.web"
    label = "web"

    def ready(self) -> None:
        """Let every area register itself with the shell."""
        for area in AREAS:
            import_module(f"{self.name}.{area}.area").register()
