"""Addresses of the catalogue."""

from django.urls import path

from xieshou.web.indicators import views

app_name = "indicators"
urlpatterns = [
    path("indicators/", views.listing, name="list"),
    path("indicators/export.csv", views.export, name="export"),
    path("indicators/<slug:code>/", views.detail, name="detail"),
    path("indicators/<slug:code>/claims.csv", views.export_claims, name="export-claims"),
    path("schemes/", views.schemes, name="schemes"),
    path("schemes/export.csv", views.export_schemes, name="export-schemes"),
]
