"""Addresses of the closed years."""

from django.urls import path

from xieshou.web.years import views

app_name = "years"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("close/", views.close, name="close"),
    path("<int:year>/reopen/", views.reopen, name="reopen"),
]
