"""Addresses of households. None holds a number or a name of theirs."""

from django.urls import path

from xieshou.web.households import (
    checking,
    details,
    events,
    helping,
    printing,
    quality,
    recording,
    sheets,
    views,
)

app_name = "households"
_HOUSEHOLD, _MEMBER = "<int:household_id>/", "people/<int:member_id>/"
urlpatterns = [
    path("", views.households, name="list"),
    path("quality/", quality.page, name="quality"),
    path("sheet/", sheets.sheet, name="sheet"),
    path("new/", recording.new, name="new"),
    path("check/", checking.check, name="check"),
    path(_HOUSEHOLD, details.household, name="detail"),
    path(f"{_HOUSEHOLD}file.docx", printing.file, name="file"),
    path(f"{_HOUSEHOLD}edit/", recording.edit, name="edit"),
    path(f"{_HOUSEHOLD}add-member/", recording.add_member, name="add-member"),
    path(f"{_HOUSEHOLD}change-head/", events.change_head, name="change-head"),
    path(f"{_HOUSEHOLD}split/", events.split, name="split"),
    path(f"{_HOUSEHOLD}merge/", events.merge, name="merge"),
    path(f"{_HOUSEHOLD}end/", events.end, name="end"),
    path(f"{_HOUSEHOLD}income/", helping.income, name="income"),
    path(f"{_HOUSEHOLD}income/check/", helping.income_check, name="income-check"),
    path(f"{_HOUSEHOLD}status/", helping.status, name="status"),
    path(f"{_HOUSEHOLD}status/undo/", helping.undo_status, name="undo-status"),
    path(f"{_HOUSEHOLD}monitoring/", helping.monitoring, name="monitoring"),
    path(f"{_HOUSEHOLD}measure/", helping.measure, name="measure"),
    path(f"{_HOUSEHOLD}measure/<int:measure_id>/end/", helping.end_measure, name="end-measure"),
    path(f"{_HOUSEHOLD}responsible/", helping.responsible, name="responsible"),
    path(f"{_HOUSEHOLD}visit/", helping.visit, name="visit"),
    path(_MEMBER, details.member, name="member"),
    path(f"{_MEMBER}edit/", recording.edit_member, name="edit-member"),
    path(f"{_MEMBER}leave/", events.leave, name="leave"),
    path(f"{_MEMBER}move/", events.move, name="move"),
    path(f"{_MEMBER}undo/", events.undo, name="undo"),
    path("photos/<int:photo_id>/", details.photo, name="photo"),
]
