"""Addresses of the ledgers."""

from django.urls import path

from xieshou.web.ledgers import acting, files, history, registers, uploads

app_name = "ledgers"
urlpatterns = [
    path("", registers.listing, name="list"),
    path("history/", history.listing, name="history"),
    path("history/export.csv", history.export, name="history-export"),
    path("uploads/<int:upload_id>/", uploads.detail, name="upload"),
    path("uploads/<int:upload_id>/marked.xlsx", uploads.marked, name="marked"),
    path("uploads/<int:upload_id>/file", uploads.original, name="original"),
    path("uploads/<int:upload_id>/apply/", acting.apply, name="apply"),
    path("uploads/<int:upload_id>/discard/", acting.discard, name="discard"),
    path("<slug:name>/", registers.detail, name="register"),
    path("<slug:name>/upload/", acting.receive, name="receive"),
    path("<slug:name>/template.xlsx", files.template_file, name="template"),
    path("<slug:name>/export.<str:ending>", files.export_file, name="export"),
]
