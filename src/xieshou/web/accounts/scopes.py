"""Roles over scopes as people type and read them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.pairings.models import Pairing
from xieshou.domain.pairings.queries import pairing as pairing_of
from xieshou.domain.parties.accounts.granting import Held, Scope
from xieshou.domain.parties.models import RoleChoice, ScopeKind
from xieshou.domain.parties.queries import organisations_named
from xieshou.kernel.actor import Actor, Role
from xieshou.web.places.asking import UnclearPlaceError, place_named


class UnclearScopeError(ValueError):
    """What was typed names no scope, or several. The message tells the user what to write."""


def read_scope(actor: Actor, kind: ScopeKind, where: str) -> Scope:
    """The scope that is meant.

    Raises:
        UnclearScopeError: when ``where`` names nothing of that kind, or more than one thing.
    """
    if kind is ScopeKind.EVERYWHERE:
        return Scope(kind)
    if not where:
        raise UnclearScopeError(_("请写明是哪一个:地区的名称或代码、单位名称、结对编号"))
    match kind:
        case ScopeKind.DIVISION:
            try:
                return Scope(kind, division=place_named(actor, where))
            except UnclearPlaceError as unclear:
                raise UnclearScopeError(str(unclear)) from None
        case ScopeKind.ORGANISATION:
            found = organisations_named(actor, where)
            if len(found) != 1:
                problem = (
                    _("有几个单位叫“%(text)s”,不能确定是哪一个") if found else _("没有叫“%(text)s”的单位")
                )
                raise UnclearScopeError(problem % {"text": where[:40]})
            return Scope(kind, organisation=found[0])
        case _:
            return Scope(kind, pairing=_pairing(actor, where).pk)


def scope_in_words(actor: Actor, scope: Scope) -> str:
    """``地区:黔东南州``; of a pairing both sides, where the reader may see it."""
    match scope.kind:
        case ScopeKind.DIVISION:
            return str(scope.division)
        case ScopeKind.ORGANISATION:
            return str(scope.organisation)
        case ScopeKind.PAIRING:
            try:
                return str(pairing_of(actor, scope.pairing or 0))
            except Pairing.DoesNotExist:
                return _("结对 %(number)s") % {"number": scope.pairing}
        case _:
            return str(ScopeKind.EVERYWHERE.label)


def held_in_words(actor: Actor, held: Held) -> str:
    """``填报 · 贵州省``."""
    role, scope = held
    return f"{RoleChoice(role.value).label} · {scope_in_words(actor, scope)}"


def _pairing(actor: Actor, where: str) -> Pairing:
    number = where.strip().lstrip("#")
    try:
        return pairing_of(actor, int(number)) if number.isascii() and number.isdigit() else _none(where)
    except (Pairing.DoesNotExist, OverflowError):
        return _none(where)


def _none(where: str) -> Pairing:
    raise UnclearScopeError(
        _("没有编号为“%(text)s”的结对;编号在结对页的网址中,如 /pairings/12/") % {"text": where[:20]}
    )


class GrantForm(forms.Form):
    """A role, and over what. An empty one grants nothing."""

    role = forms.ChoiceField(
        label=gettext_lazy("角色"),
        choices=[("", gettext_lazy("请选择")), *RoleChoice.choices],
        required=False,
    )
    kind = forms.ChoiceField(label=gettext_lazy("范围"), choices=ScopeKind.choices, initial="division")
    where = forms.CharField(
        label=gettext_lazy("哪一个"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("地区的名称或代码、单位名称、结对编号;范围为全部时不填"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        """Both or nothing: a place without a role is a slip."""
        given = super().clean() or {}
        given["held"] = None
        if given.get("role") and given.get("kind"):
            try:
                scope = read_scope(self.actor, ScopeKind(given["kind"]), given.get("where", "").strip())
            except UnclearScopeError as unclear:
                self.add_error("where", str(unclear))
            else:
                given["held"] = (Role(given["role"]), scope)
        elif given.get("where"):
            self.add_error("role", _("请选择角色"))
        return given


GrantForms = formset_factory(GrantForm, extra=2, max_num=2)


def held_in(forms_: BaseFormSet) -> list[Held]:
    """What the forms grant, once they are valid."""
    return [form.cleaned_data["held"] for form in forms_ if form.cleaned_data.get("held")]
