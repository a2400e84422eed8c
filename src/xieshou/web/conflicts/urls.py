"""Addresses of the relations between claims."""

from django.urls import path

from xieshou.web.conflicts import deciding, views

app_name = "conflicts"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("<int:relation_id>/decide/", deciding.decide, name="decide"),
]
