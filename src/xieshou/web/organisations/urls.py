"""Addresses of organisations."""

from django.urls import path

from xieshou.web.organisations import editing, views

app_name = "organisations"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("new/", editing.new, name="new"),
    path("<int:organisation_id>/", views.detail, name="detail"),
    path("<int:organisation_id>/edit/", editing.edit, name="edit"),
]
