"""Register of poverty lines."""

from django.contrib import admin
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from xieshou.domain.households.models import PovertyLine
from xieshou.web.registers.base import RegisterAdmin, certainty


@admin.register(PovertyLine)
class PovertyLineAdmin(RegisterAdmin):
    """Yuan per person and year, with where each is from."""

    list_display = ("year", "purpose", "place", "amount", "source", certainty)
    list_filter = (("purpose", ChoicesDropdownFilter), "year")
    autocomplete_fields = ("place",)
