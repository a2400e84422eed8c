"""Registers of rounds and pairings."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from unfold.admin import StackedInline, TabularInline
from unfold.contrib.filters.admin import (
    BooleanRadioFilter,
    ChoicesDropdownFilter,
    RelatedDropdownFilter,
)

from xieshou.domain.pairings.models import (
    HandOverItem,
    Pairing,
    PairingSource,
    Round,
    RoundIndicator,
    RoundRule,
)
from xieshou.domain.reviewed import when_changed
from xieshou.web.pairings.admin_form import NewPairingForm
from xieshou.web.registers.base import (
    PERIOD_FIELDS,
    ByPermission,
    ReadOnlyInline,
    RegisterAdmin,
    certainty,
    period,
    put_back,
)
from xieshou.web.shell.actors import actor_of


class RuleInline(ByPermission, StackedInline):
    """The rules of a round."""

    model = RoundRule
    extra = 0
    tab = True
    autocomplete_fields = ("area", "parent")
    fields = (
        ("kind", "tier"),
        ("area", "parent"),
        ("max_receivers", "max_givers"),
        ("subject", "operator", "value", "unit"),
        "grades",
        ("source", "certainty"),
        "note",
    )


class IndicatorInline(ReadOnlyInline):
    """The indicators that a round asks for."""

    model = RoundIndicator
    tab = True
    fields = ("indicator", "source", "certainty")


@admin.register(Round)
class RoundAdmin(RegisterAdmin):
    """Rounds with their documents and rules."""

    list_display = ("code", "name", "name_en", period)
    list_display_links = ("code", "name")
    search_fields = ("code", "name", "name_en")
    autocomplete_fields = ("documents",)
    fields = ("code", ("name", "name_en"), *PERIOD_FIELDS, "summary", "summary_en", "documents")
    inlines = (RuleInline, IndicatorInline)


class SourceInline(ByPermission, TabularInline):
    """The documents that state a pairing."""

    model = PairingSource
    extra = 0
    tab = True
    autocomplete_fields = ("document",)


class HandOverInline(ByPermission, TabularInline):
    """What the giver leaves to its successor."""

    model = HandOverItem
    extra = 0
    tab = True


@admin.register(Pairing)
class PairingAdmin(RegisterAdmin):
    """Pairings at every tier."""

    list_display = ("pair", "round", "programme", "tier", "kind", period, "formal", certainty)
    list_filter = (
        ("round", RelatedDropdownFilter),
        ("programme", ChoicesDropdownFilter),
        ("tier", ChoicesDropdownFilter),
        ("kind", ChoicesDropdownFilter),
        ("formal", BooleanRadioFilter),
        ("certainty", ChoicesDropdownFilter),
    )
    list_select_related = (
        "round",
        "giver__division",
        "giver__organisation",
        "receiver__division",
        "receiver__organisation",
    )
    search_fields = (
        "giver__division__name",
        "giver__organisation__name",
        "receiver__division__name",
        "receiver__organisation__name",
    )
    autocomplete_fields = ("round", "parent")
    # Who, when and under what are settled by the services that check them; the rest may be mended here.
    settled = (
        "giver",
        "receiver",
        "round",
        "programme",
        "tier",
        "kind",
        "parent",
        period,
        "end_reason",
        "successor",
    )
    fieldsets = (
        (_("双方"), {"fields": (("giver", "receiver"), ("round", "programme"), ("tier", "kind"), "parent")}),
        (_("期间"), {"fields": (period, ("end_reason", "successor"))}),
        (
            _("形态与依据"),
            {"fields": (("shape", "formal"), ("distance_km", "distance_qualifier"), "certainty", "note")},
        ),
    )
    new_fieldsets = (
        (
            _("双方"),
            {
                "fields": (
                    ("giver_division", "giver_organisation"),
                    ("receiver_division", "receiver_organisation"),
                    ("round", "programme"),
                    "parent",
                )
            },
        ),
        (_("期间"), {"fields": PERIOD_FIELDS}),
        (_("形态与依据"), {"fields": (("shape", "formal"), "certainty", "note")}),
    )
    inlines = (SourceInline, HandOverInline)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """A new pairing has a form of its own, which knows who asks."""
        if obj is not None:
            return super().get_form(request, obj, change=change, **kwargs)
        form = super().get_form(request, obj, change=change, form=NewPairingForm, **kwargs)
        form.actor = actor_of(request)
        return form

    def get_fieldsets(self, request, obj=None):
        """Tier and kind are not asked: they follow from the parties."""
        return self.fieldsets if obj else self.new_fieldsets

    def get_readonly_fields(self, request, obj=None):
        """Nothing is settled before the first save."""
        return self.settled if obj else ()

    def save_model(self, request, obj, form, change):
        """A new pairing is recorded by the service, which checks the round's rules."""
        if change:
            put_back(obj, when_changed(actor_of(request)), form)
            super().save_model(request, obj, form, change)
            return
        kept = form.record()
        obj.__dict__.update(kept.__dict__)

    @admin.display(description=pgettext_lazy("单数", "结对"), ordering="giver__division__code")
    def pair(self, pairing: Pairing) -> str:
        """Giver and receiver in the two sides' colours, the arrow between them saying the direction."""
        return format_html(
            '<span class="badge badge-east">{}</span> → <span class="badge badge-west">{}</span>',
            pairing.giver,
            pairing.receiver,
        )


@admin.register(HandOverItem)
class HandOverItemAdmin(RegisterAdmin):
    """All hand-over items, to work off the open ones."""

    list_display = ("description", "kind", "pairing", "state", "done_on")
    list_filter = (("state", ChoicesDropdownFilter), ("kind", ChoicesDropdownFilter))
    list_select_related = (
        "pairing__giver__division",
        "pairing__giver__organisation",
        "pairing__receiver__division",
        "pairing__receiver__organisation",
    )
    search_fields = ("description", "note")
    autocomplete_fields = ("pairing",)
