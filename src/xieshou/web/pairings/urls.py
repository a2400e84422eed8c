"""Addresses of the pairings."""

from django.urls import path

from xieshou.web.pairings import claims, editing, ending, printing, views

app_name = "pairings"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("tree/", views.forest, name="tree"),
    path("coverage/", views.coverage, name="coverage"),
    path("rounds/", views.rounds, name="rounds"),
    path("<int:pairing_id>/", views.detail, name="detail"),
    path("<int:pairing_id>/claims.csv", claims.export, name="claims"),
    path("<int:pairing_id>/book.docx", printing.book, name="book"),
    path("<int:pairing_id>/edit/", editing.edit, name="edit"),
    path("<int:pairing_id>/end/", ending.end, name="end"),
    path("<int:pairing_id>/hand-over/", ending.hand_over, name="hand-over"),
]
