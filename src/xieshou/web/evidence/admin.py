"""Registers of documents and glossary entries."""

from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter

from xieshou.domain.evidence.models import Document, Term
from xieshou.domain.evidence.term_files import search_key
from xieshou.web.registers.base import ReadOnlyRegister, RegisterAdmin


@admin.register(Document)
class DocumentAdmin(ReadOnlyRegister):
    """Texts that records cite; their own pages record and change them, and see to numbers and reprints."""

    list_display = ("code", "title", "number", "issuer", "dated_on", "kind", "reliability")
    list_display_links = ("code", "title")
    list_filter = (("kind", ChoicesDropdownFilter), ("reliability", ChoicesDropdownFilter))
    search_fields = ("code", "title", "number", "issuer", "address")

    def view_on_site(self, document: Document) -> str:
        """The document's page."""
        return reverse("documents:detail", args=[document.pk])


@admin.register(Term)
class TermAdmin(RegisterAdmin):
    """Glossary entries in both languages."""

    list_display = ("name", "name_en", "term_class", "aliases")
    list_filter = (("term_class", ChoicesDropdownFilter),)
    search_fields = ("name", "name_en", "aliases", "search_key")
    prepopulated_fields = {"slug": ("name_en",)}
    fieldsets = (
        (None, {"fields": (("name", "name_en"), ("slug", "term_class"), "aliases", "sources")}),
        (_("中文"), {"fields": ("concept", "origin", "practice")}),
        ("English", {"fields": ("concept_en", "origin_en", "practice_en")}),
    )

    def save_model(self, request, obj, form, change):
        """With the folded text by which search finds it, and the mark that a person changed it."""
        obj.search_key = search_key(obj)
        obj.edited_at = timezone.now()
        super().save_model(request, obj, form, change)

    def view_on_site(self, term: Term) -> str:
        """The entry's page."""
        return reverse("glossary:detail", args=[term.slug])
