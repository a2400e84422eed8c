"""Addresses of the places."""

from django.urls import path

from xieshou.web.places import exits, views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("export.csv", views.export_index, name="export-index"),
    path("exits/", exits.progress, name="exits"),
    path("exits/counties.csv", exits.export_counties, name="exits-counties"),
    path("exits/years.csv", exits.export_years, name="exits-years"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/<str:table>.csv", views.export, name="export"),
]
