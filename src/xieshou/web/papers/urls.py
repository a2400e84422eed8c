"""Addresses of the templates."""

from django.urls import path

from xieshou.web.papers import files, views

app_name = "papers"
_ONE = "<slug:code>/<slug:language>/"
urlpatterns = [
    path("", views.listing, name="list"),
    path(_ONE, views.detail, name="detail"),
    path(f"{_ONE}use/", views.use, name="use"),
    path(f"{_ONE}in-use.docx", files.in_use, name="in-use"),
    path(f"{_ONE}shipped.docx", files.shipped, name="shipped"),
    path(f"{_ONE}<int:number>.docx", files.version, name="version"),
    path(f"{_ONE}versions.csv", files.versions, name="versions"),
    path(f"{_ONE}names.csv", files.names, name="names"),
]
