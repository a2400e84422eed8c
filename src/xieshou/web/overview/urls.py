"""Addresses of the overview and of the map files."""

from django.urls import path

from xieshou.web.overview import mapfiles, views

app_name = "overview"
urlpatterns = [
    path("", views.overview, name="map"),
    path("overview/pairings.json", views.arcs, name="arcs"),
    path("maps/<path:name>", mapfiles.map_file, name="map-file"),
]
