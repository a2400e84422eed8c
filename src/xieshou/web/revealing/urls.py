"""Addresses of what was shown in clear, and of a reason: it names a record and a field, never a value."""

from django.urls import path

from xieshou.web.revealing import listing, views

app_name = "revealing"
urlpatterns = [
    path("revelations/", listing.listing, name="list"),
    path("revelations/export.<str:form>", listing.export, name="export"),
    path("reveal/<slug:kind>/<int:record_id>/<slug:field>/", views.reveal, name="reveal"),
]
