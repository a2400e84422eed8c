"""Registers of organisations, parties and accounts."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from xieshou.domain.parties.models import Organisation, Party, User
from xieshou.kernel.text import fold
from xieshou.web.registers.base import PERIOD_FIELDS, ReadOnlyRegister, RegisterAdmin, period


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
        super().save_model(request, obj, form, change)


@admin.register(Party)
class PartyAdmin(ReadOnlyRegister):
    """Divisions and organisations that stand in a pairing; rows arise with the pairings."""

    list_display = ("__str__", "division", "organisation")
    list_select_related = ("division", "organisation")
    search_fields = ("division__name", "division__code__startswith", "organisation__name")


@admin.register(User)
class UserAdmin(DjangoUserAdmin, RegisterAdmin):
    """Accounts. Only a superuser opens them, lest staff raise themselves."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "last_name", "first_name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("姓名与邮箱"), {"fields": (("last_name", "first_name"), "email")}),
        (_("权限"), {"fields": (("is_active", "is_staff", "is_superuser"),)}),
        (_("时间"), {"fields": (("last_login", "date_joined"),)}),
    )
    readonly_fields = ("last_login", "date_joined")

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Superusers alone."""
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers alone."""
        return request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Superusers alone."""
        return request.user.is_superuser

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers alone."""
        return request.user.is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Superusers alone."""
        return request.user.is_superuser
