"""Addresses of the documents."""

from django.urls import path

from xieshou.web.documents import attaching, editing, pasting, serving, tables, views

app_name = "documents"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", tables.export, name="export"),
    path("principles/", views.principles, name="principles"),
    path("principles/export.csv", tables.export_principles, name="export-principles"),
    path("new/", editing.new, name="new"),
    path("<int:document_id>/", views.detail, name="detail"),
    path("<int:document_id>/claims.csv", tables.export_claims, name="export-claims"),
    path("<int:document_id>/edit/", editing.edit, name="edit"),
    path("<int:document_id>/reprint/", editing.reprint, name="reprint"),
    path("<int:document_id>/text/", attaching.text, name="attach-text"),
    path("<int:document_id>/paste/", pasting.paste, name="paste"),
    path("<int:document_id>/photo/", attaching.photo, name="attach-photo"),
    path("<int:document_id>/file/", attaching.file, name="attach-file"),
    path("attachments/<int:attachment_id>/", serving.serve, name="attachment"),
    path("attachments/<int:attachment_id>/edit/", attaching.edit, name="edit-attachment"),
    path("attachments/<int:attachment_id>/remove/", attaching.remove, name="remove-attachment"),
    path("attachments/<int:attachment_id>/reference/", attaching.reference, name="reference"),
]
