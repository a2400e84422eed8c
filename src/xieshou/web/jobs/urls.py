"""Addresses of the jobs."""

from django.urls import path

from xieshou.web.jobs import acting, views

app_name = "jobs"
urlpatterns = [
    path("", views.listing, name="list"),
    path("export.csv", views.export, name="export"),
    path("start/<str:kind>/", acting.start, name="start"),
    path("<int:job_id>/", views.detail, name="detail"),
    path("<int:job_id>/bar/", views.bar, name="bar"),
    path("<int:job_id>/file/", views.result_file, name="file"),
    path("<int:job_id>/cancel/", acting.cancel, name="cancel"),
    path("<int:job_id>/retry/", acting.retry, name="retry"),
]
