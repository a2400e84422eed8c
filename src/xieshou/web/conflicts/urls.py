"""Addresses of the relations between claims."""

from django.urls import path

from xieshou.web.conflicts import arithmetic, deciding, views

app_name = "conflicts"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("arithmetic/", arithmetic.listing, name="arithmetic"),
    path("arithmetic/export.csv", arithmetic.export, name="export-arithmetic"),
    path("<int:relation_id>/decide/", deciding.decide, name="decide"),
]
