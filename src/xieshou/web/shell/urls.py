"""Addresses of the shell itself."""

from django.contrib.auth.views import LoginView, LogoutView
from django.urls import path

from xieshou.web.shell import search, themes

app_name = "shell"
urlpatterns = [
    path("sign-in/", LoginView.as_view(template_name="web/shell/sign_in.html"), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("theme/", themes.choose, name="theme"),
    path("search/", search.results, name="search"),
]
