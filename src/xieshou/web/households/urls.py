"""Addresses of households. None holds a number or a name of theirs."""

from django.urls import path

from xieshou.web.households import details, quality, sheets, views

app_name = "households"
urlpatterns = [
    path("", views.households, name="list"),
    path("quality/", quality.page, name="quality"),
    path("sheet/", sheets.sheet, name="sheet"),
    path("<int:household_id>/", details.household, name="detail"),
    path("people/<int:member_id>/", details.member, name="member"),
    path("photos/<int:photo_id>/", details.photo, name="photo"),
]
