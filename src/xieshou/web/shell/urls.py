"""Addresses of the shell itself."""

from django.urls import path

from xieshou.web.accounts.signing_in import SignInView, SignOutView
from xieshou.web.shell import search, themes

app_name = "shell"
urlpatterns = [
    path("sign-in/", SignInView.as_view(), name="sign-in"),
    path("sign-out/", SignOutView.as_view(), name="sign-out"),
    path("theme/", themes.choose, name="theme"),
    path("search/", search.results, name="search"),
]
