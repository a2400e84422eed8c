"""URL roots."""

from django.urls import include, path

urlpatterns = [path("", include("xieshou.web.urls"))]

handler400 = "xieshou.web.shell.errors.bad_request"
handler403 = "xieshou.web.shell.errors.forbidden"
handler404 = "xieshou.web.shell.errors.not_found"
handler500 = "xieshou.web.shell.errors.server_error"
