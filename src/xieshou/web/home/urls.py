"""Address of the first page."""

from django.urls import path

from xieshou.web.home import views

app_name = "home"
urlpatterns = [path("", views.page, name="page")]
