"""The pages on which an organisation is recorded and changed, told when somebody else just did."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xieshou.domain.access import OutsideScopeError
from xieshou.domain.parties import queries
from xieshou.domain.parties.changing import (
    OrganisationExistsError,
    change_organisation,
    record_new_organisation,
)
from xieshou.domain.parties.models import Organisation
from xieshou.domain.recorded.versions import StaleRecordError, version_of
from xieshou.kernel.actor import NotAllowedError, Permission
from xieshou.web.organisations.forms import OrganisationForm, doubts_of
from xieshou.web.organisations.views import organisation_asked
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.versions import seen_version, stale_in_words


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record an organisation; one that is on record is not taken over unasked."""
    actor = actor_of(request)
    actor.require(Permission.RECORD, _("登记单位需要本范围内的填报角色"))
    form = OrganisationForm(request.POST or None, actor=actor, naming=True)
    if form.is_valid():
        try:
            kept = record_new_organisation(
                actor=actor,
                name=form.cleaned_data["name"],
                division=form.cleaned_data["division"],
                facts=form.facts,
            )
        except OrganisationExistsError:
            form.add_error("name", _("这个地方已登记有同名单位;请到它的页面更改"))
        except OutsideScopeError as outside:
            form.add_error("division", str(outside))
        else:
            return _saved(request, kept, _("已登记为草稿,上报并审核后对所有人公开。"))
    context = {"form": form, "organisation": None}
    return render(request, "web/organisations/form.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """The form; a save from an earlier version is refused with who changed what, and loses nothing."""
    actor = actor_of(request)
    actor.require(Permission.RECORD, _("登记单位需要本范围内的填报角色"))
    organisation = organisation_asked(actor, organisation_id)
    if not queries.may_record_organisation(actor, organisation):
        raise NotAllowedError(_("这个单位不在您的填报范围内"))
    form = OrganisationForm(request.POST or None, actor=actor, initial=OrganisationForm.of(organisation))
    if form.is_valid():
        try:
            kept = change_organisation(
                actor=actor, organisation_id=organisation.pk, seen=seen_version(request), facts=form.facts
            )
        except StaleRecordError as stale:
            form.add_error(None, stale_in_words(Organisation, stale))
        else:
            return _saved(request, kept, _("已保存为草稿,上报并审核后计入各项数字。"))
    context = {"form": form, "organisation": organisation, "version": version_of(organisation)}
    return render(request, "web/organisations/form.html", context, status=400 if form.errors else 200)


def _saved(request: HttpRequest, kept: Organisation, told: str) -> HttpResponse:
    messages.success(request, told)
    for doubt in doubts_of(kept):
        messages.warning(request, doubt)
    return redirect("organisations:detail", kept.pk)
