"""Addresses of the glossary."""

from django.urls import path

from xieshou.web.glossary import views

app_name = "glossary"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
