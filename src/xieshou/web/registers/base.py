"""What all register tables share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin, TabularInline

from xieshou.domain.access import seen_by
from xieshou.domain.dated import Dated
from xieshou.domain.recorded import acting
from xieshou.domain.recorded.sides import note_sides
from xieshou.web.registers.opening import request_changes, request_opens
from xieshou.web.shell import words
from xieshou.web.shell.actors import actor_of
from xieshou.web.templatetags.xieshou import certainty_badge

PERIOD_FIELDS = (("start_on", "start_precision"), ("end_on", "end_precision"))


class ByPermission:
    """Seen by who opens the registers, changed by who maintains them; rows as far as the actor reaches."""

    def get_queryset(self, request: HttpRequest) -> Any:
        """The rows that the actor sees."""
        return seen_by(actor_of(request), super().get_queryset(request))  # type: ignore[misc]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who opens the registers."""
        return request_opens(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who maintains them."""
        return request_changes(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who maintains them."""
        return request_changes(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who maintains them."""
        return request_changes(request)


class RegisterAdmin(ByPermission, ModelAdmin):
    """A register: lists are short and filters wait for a click."""

    list_per_page = 50
    list_filter_submit = True
    list_fullwidth = True
    compressed_fields = True
    warn_unsaved_form = True

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Adding and changing by hand, in the name of who is signed in."""
        with acting(actor_of(request), "登记表修改"):
            return super().changeform_view(request, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """What stands beside the record; the history keeps what its many-to-many fields lead to."""
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.keys() & {field.name for field in self.model._meta.many_to_many}:
            note_sides(self.model, [form.instance.pk])

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Deleting one record."""
        with acting(actor_of(request), "登记表删除"):
            return super().delete_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The list, whose actions may change many."""
        if request.method != "POST":
            return super().changelist_view(request, *args, **kwargs)
        with acting(actor_of(request), "登记表批量操作"):
            return super().changelist_view(request, *args, **kwargs)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Who opens the registers."""
        return request_opens(request)


def put_back(record: Any, columns: Mapping[str, Any], form: ModelForm) -> None:
    """What somebody records or changes by hand is a draft of theirs, as it is by any other way."""
    if form.has_changed() or record.pk is None:
        for column, value in columns.items():
            setattr(record, column, value)


class ReadOnlyRegister(RegisterAdmin):
    """A register that only loading changes: shown, searched and cited, never typed into."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes by hand."""
        return False


class ReadOnlyInline(ByPermission, TabularInline):
    """Rows that belong to a record and are only shown with it."""

    extra = 0
    can_delete = False
    show_change_link = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes by hand."""
        return False


@admin.display(description=_("起止"), ordering="start_on")
def period(record: Dated) -> str:
    """A list column: the period in words."""
    return words.period_in_words(record.period)


@admin.display(description=_("可信度"), ordering="certainty")
def certainty(record: Any) -> SafeString:
    """A list column: the certainty as shape and word."""
    return certainty_badge(record.certainty)
