"""Registers of indicators, schemes, claims and what is found between claims: shown, never typed into.

A claim is recorded and decided on through its own pages, which go through the services; the rest is loaded or
worked out by the program.
"""

from django.contrib import admin
from django.urls import reverse
from unfold.contrib.filters.admin import (
    BooleanRadioFilter,
    ChoicesDropdownFilter,
    RelatedDropdownFilter,
)

from xieshou.domain.evidence.models import (
    Attachment,
    Claim,
    ClaimCheck,
    ClaimCheckTerm,
    ClaimRelation,
    Indicator,
    IndicatorAlias,
    Principle,
    Scheme,
    SchemeClass,
)
from xieshou.web.registers.base import ReadOnlyInline, ReadOnlyRegister, certainty


class AliasInline(ReadOnlyInline):
    """The other words under which an indicator is found."""

    model = IndicatorAlias
    fields = ("text",)


@admin.register(Indicator)
class IndicatorAdmin(ReadOnlyRegister):
    """The catalogue of measures."""

    list_display = ("code", "name", "name_en", "part", "unit", "nature", "direction", certainty)
    list_display_links = ("code", "name")
    list_filter = (("part", ChoicesDropdownFilter), ("nature", ChoicesDropdownFilter))
    search_fields = ("code", "name", "name_en", "aliases__text")
    inlines = (AliasInline,)

    def view_on_site(self, indicator: Indicator) -> str:
        """The indicator's page."""
        return reverse("indicators:detail", args=[indicator.code])


class ClassInline(ReadOnlyInline):
    """The classes of a scheme."""

    model = SchemeClass
    fields = ("position", "code", "name", "name_en")


@admin.register(Scheme)
class SchemeAdmin(ReadOnlyRegister):
    """Ways in which documents sort the work."""

    list_display = ("code", "name", "name_en", "document")
    list_select_related = ("document",)
    search_fields = ("code", "name", "name_en")
    inlines = (ClassInline,)


@admin.register(Principle)
class PrincipleAdmin(ReadOnlyRegister):
    """Phrases that documents state as guidance."""

    list_display = ("text", "kind", "document")
    list_filter = (("kind", ChoicesDropdownFilter),)
    list_select_related = ("document",)
    search_fields = ("text", "text_en", "code")


@admin.register(Claim)
class ClaimAdmin(ReadOnlyRegister):
    """Figures that documents state."""

    list_display = ("code", "surface", "indicator", "scope", "as_of_on", "programme", "tier", "status")
    list_display_links = ("code", "surface")
    list_filter = (
        ("status", ChoicesDropdownFilter),
        ("tier", ChoicesDropdownFilter),
        ("programme", ChoicesDropdownFilter),
        ("scope", ChoicesDropdownFilter),
        ("is_forecast", BooleanRadioFilter),
        ("document", RelatedDropdownFilter),
    )
    list_select_related = ("indicator",)
    search_fields = ("code", "surface", "label", "indicator__name", "document__title")

    def view_on_site(self, claim: Claim) -> str:
        """The claim's page, where it is decided on."""
        return reverse("claims:detail", args=[claim.pk])


@admin.register(ClaimRelation)
class ClaimRelationAdmin(ReadOnlyRegister):
    """How claims stand to one another."""

    list_display = ("kind", "claim", "other", "reason", "state")
    list_filter = (("kind", ChoicesDropdownFilter), ("state", ChoicesDropdownFilter))
    list_select_related = ("claim", "other")
    search_fields = ("claim__code", "other__code", "claim__surface", "other__surface")


class TermInline(ReadOnlyInline):
    """The claims that a check is made of."""

    model = ClaimCheckTerm
    fields = ("position", "role", "claim")


@admin.register(ClaimCheck)
class ClaimCheckAdmin(ReadOnlyRegister):
    """Arithmetic over claims, as it came out."""

    list_display = ("formula", "outcome", "result", "result_unit")
    list_filter = (("outcome", ChoicesDropdownFilter),)
    search_fields = ("formula", "key")
    inlines = (TermInline,)


@admin.register(Attachment)
class AttachmentAdmin(ReadOnlyRegister):
    """Kept texts, photos and files."""

    list_display = ("name", "kind", "document", "size", "public", "added_at")
    list_filter = (("kind", ChoicesDropdownFilter), ("public", BooleanRadioFilter))
    list_select_related = ("document",)
    search_fields = ("name", "document__code", "document__title", "caption")
