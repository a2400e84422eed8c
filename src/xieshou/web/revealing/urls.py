"""The address of a reason: it names a record and a field, never a value."""

from django.urls import path

from xieshou.web.revealing import views

app_name = "revealing"
urlpatterns = [path("<slug:kind>/<int:record_id>/<slug:field>/", views.reveal, name="reveal")]
