"""Addresses of the tasks."""

from django.urls import path

from xieshou.web.tasks import acting, views

app_name = "tasks"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("record/", acting.record, name="record"),
    path("<int:task_id>/", views.detail, name="detail"),
    path("<int:task_id>/change/", acting.change, name="change"),
    path("<int:task_id>/take-up/", acting.take_up, name="take-up"),
    path("<int:task_id>/close/", acting.close, name="close"),
    path("<int:task_id>/reopen/", acting.reopen, name="reopen"),
]
