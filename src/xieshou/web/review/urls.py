"""Addresses of review."""

from django.urls import path

from xieshou.web.review import views

app_name = "review"
urlpatterns = [
    path("", views.start, name="start"),
    path("<slug:kind>/", views.listing, name="list"),
    path("<slug:kind>/export.<str:form>", views.export, name="export"),
    path("<slug:kind>/decide/", views.decide, name="decide"),
]
