"""Addresses of what administrators look after."""

from django.urls import path

from xieshou.web.management import keys, settings, views

app_name = "management"
urlpatterns = [
    path("", views.page, name="page"),
    path("settings/", settings.page, name="settings"),
    path("settings/export.csv", settings.export, name="export-settings"),
    path("keys/", keys.page, name="keys"),
]
