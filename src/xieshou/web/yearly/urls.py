"""Addresses of the calendar."""

from django.urls import path

from xieshou.web.yearly import editing, views

app_name = "yearly"
urlpatterns = [
    path("", views.year, name="year"),
    path("export.csv", views.export, name="export"),
    path("items/new/", editing.new, name="new"),
    path("items/<int:item_id>/", views.item, name="item"),
    path("items/<int:item_id>/change/", editing.change, name="change"),
    path("items/<int:item_id>/duties/", editing.give_duty, name="give-duty"),
    path("items/<int:item_id>/duties/<int:duty_id>/end/", editing.end_duty, name="end-duty"),
    path("items/<int:item_id>/raise/", editing.raise_after, name="raise"),
]
