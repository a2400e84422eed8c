"""Addresses of the claims."""

from django.urls import path

from xieshou.web.claims import deciding, recording, views

app_name = "claims"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("record/", recording.record, name="record"),
    path("record/figure/", recording.figure, name="read-figure"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/<slug:decision>/", deciding.decide, name="decide"),
]
