"""Addresses of the audit."""

from django.urls import path

from xieshou.web.audit import views

app_name = "audit"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.<str:form>", views.export, name="export"),
    path("acts/<uuid:key>/", views.act, name="act"),
    path("<slug:kind>/<int:record>/", views.record, name="record"),
]
