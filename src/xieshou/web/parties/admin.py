"""Registers of organisations and parties. Accounts have pages of their own (web/accounts)."""

from django.contrib import admin
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.reviewed import when_changed, when_recorded
from xieshou.kernel.text import fold
from xieshou.web.registers.base import PERIOD_FIELDS, ReadOnlyRegister, RegisterAdmin, period, put_back
from xieshou.web.shell.actors import actor_of


@admin.register(Organisation)
class OrganisationAdmin(RegisterAdmin):
    """Bodies that act in the programme."""

    list_display = ("name", "kind", "side", "division", "parent", period)
    list_filter = (("kind", ChoicesDropdownFilter), ("side", ChoicesDropdownFilter))
    list_select_related = ("division", "parent")
    search_fields = ("name", "name_en", "name_key", "credit_code", "division__name")
    autocomplete_fields = ("division", "parent")
    fields = (
        ("name", "name_en"),
        ("kind", "side"),
        "credit_code",
        ("parent", "division"),
        *PERIOD_FIELDS,
        "source",
        "note",
    )

    def save_model(self, request, obj, form, change):
        """With the folded name by which search finds it; the service of this area keys by name and place."""
        obj.name_key = fold(obj.name)
        actor = actor_of(request)
        put_back(obj, when_changed(actor) if change else when_recorded(actor), form)
        super().save_model(request, obj, form, change)


@admin.register(Party)
class PartyAdmin(ReadOnlyRegister):
    """Divisions and organisations that stand in a pairing; rows arise with the pairings."""

    list_display = ("__str__", "division", "organisation")
    list_select_related = ("division", "organisation")
    search_fields = ("division__name", "division__code__startswith", "organisation__name")
