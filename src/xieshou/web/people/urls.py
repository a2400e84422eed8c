"""Addresses of people. None holds a number of theirs."""

from django.urls import path

from xieshou.web.people import editing, views

app_name = "people"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("new/", editing.new, name="new"),
    path("<int:person_id>/", views.detail, name="detail"),
    path("<int:person_id>/edit/", editing.edit, name="edit"),
]
