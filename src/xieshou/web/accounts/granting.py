"""Giving an account roles over scopes, and taking them back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xieshou.domain.parties.accounts import granting, queries
from xieshou.web.accounts.managing import asked_account
from xieshou.web.accounts.scopes import GrantForm, held_in_words
from xieshou.web.shell.actors import actor_of


@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, user_id: int) -> HttpResponse:
    """Give one role over one scope."""
    user, actor = asked_account(request, user_id), actor_of(request)
    form = GrantForm(request.POST or None, actor=actor)
    form.fields["role"].required = True
    if form.is_valid():
        role, scope = form.cleaned_data["held"]
        granting.grant_role(actor=actor, user=user, role=role, scope=scope)
        messages.success(request, _("已授予:%(what)s") % {"what": held_in_words(actor, (role, scope))})
        return redirect("accounts:detail", user.pk)
    context = {
        "form": form,
        "title": _("授予角色"),
        "lead": f"{queries.name_of(user)} · {user.username}",
        "button": _("授予角色"),
        "managing": True,
        "account": user,
    }
    return render(request, "web/accounts/form.html", context, status=400 if form.errors else 200)


@require_POST
def take_back(request: HttpRequest, user_id: int, grant_id: int) -> HttpResponse:
    """Take one role back."""
    user, actor = asked_account(request, user_id), actor_of(request)
    held = next((each for each in queries.grants_of(actor, user) if each.pk == grant_id), None)
    if held is None:
        raise Http404(_("没有这项授权"))
    granting.take_role_back(actor=actor, grant=held)
    messages.success(request, _("已收回。"))
    return redirect("accounts:detail", user.pk)
