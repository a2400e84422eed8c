"""Registers of places. Divisions come from loading alone; flags and profile figures may be typed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from xieshou.domain.places.models import Division, DivisionFlag, DivisionVersion, ProfileFigure, Succession
from xieshou.web.registers.base import (
    PERIOD_FIELDS,
    ReadOnlyInline,
    ReadOnlyRegister,
    RegisterAdmin,
    certainty,
    period,
)


class VersionInline(ReadOnlyInline):
    """Which code, name and parent it had when."""

    model = DivisionVersion
    fk_name = "division"
    fields = ("code", "name", "name_en", "parent", period, "source", certainty)
    readonly_fields = (period, certainty)

    def get_queryset(self, request):
        """With the parents, in order of time."""
        return super().get_queryset(request).select_related("parent").order_by("start_on")


class FlagInline(ReadOnlyInline):
    """What it was designated as."""

    model = DivisionFlag
    fields = ("kind", "value", period, "source", certainty)
    readonly_fields = (period, certainty)


@admin.register(Division)
class DivisionAdmin(ReadOnlyRegister):
    """All divisions, by code or any name they ever bore."""

    list_display = ("code", "name", "name_en", "level")
    list_display_links = ("code", "name")
    list_filter = (("level", ChoicesDropdownFilter),)
    search_fields = (
        "code__startswith",
        "name",
        "name_en",
        "versions__name_key",
        "versions__initials__istartswith",
    )
    search_help_text = _("代码开头、现名、曾用名或拼音首字母")
    show_full_result_count = False
    inlines = (VersionInline, FlagInline)


@admin.register(Succession)
class SuccessionAdmin(ReadOnlyRegister):
    """Which division came out of which."""

    list_display = ("on", "predecessor", "kind", "successor", "whole", "source", certainty)
    list_display_links = ("predecessor",)
    list_filter = (("kind", ChoicesDropdownFilter), ("certainty", ChoicesDropdownFilter))
    list_select_related = ("predecessor", "successor")
    search_fields = ("predecessor__name", "successor__name", "source")
    date_hierarchy = "on"


@admin.register(DivisionFlag)
class DivisionFlagAdmin(RegisterAdmin):
    """Designations of places over periods."""

    list_display = ("division", "kind", "value", period, "source", certainty)
    list_filter = (("kind", ChoicesDropdownFilter), ("certainty", ChoicesDropdownFilter))
    list_select_related = ("division",)
    search_fields = ("division__name", "division__code__startswith", "value", "source")
    autocomplete_fields = ("division",)
    fields = ("division", ("kind", "value"), *PERIOD_FIELDS, ("source", "certainty"), "note")


@admin.register(ProfileFigure)
class ProfileFigureAdmin(RegisterAdmin):
    """Figures of a place's profile, each as its source states it."""

    list_display = ("division", "measure", "year", "qualifier", "value", "unit", "source", certainty)
    list_filter = (("measure", ChoicesDropdownFilter), ("certainty", ChoicesDropdownFilter))
    list_select_related = ("division",)
    search_fields = ("division__name", "division__code__startswith", "source")
    autocomplete_fields = ("division",)
    fields = (
        "division",
        ("measure", "year"),
        ("qualifier", "value", "unit"),
        ("source", "certainty"),
        "note",
    )
