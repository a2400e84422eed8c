"""Addresses of the map files."""

from django.urls import path

from xieshou.web.overview import mapfiles

app_name = "overview"
urlpatterns = [path("<path:name>", mapfiles.map_file, name="map-file")]
