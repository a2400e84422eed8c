"""Addresses of the places."""

from django.urls import path

from xieshou.web.places import views

app_name = "places"
urlpatterns = [
    path("", views.index, name="index"),
    path("export.csv", views.export_index, name="export-index"),
    path("<str:code>/", views.detail, name="detail"),
    path("<str:code>/<str:table>.csv", views.export, name="export"),
]
