"""The pages on which a person is recorded and changed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from xieshou.domain.parties.models import Person
from xieshou.domain.parties.people import services
from xieshou.domain.personal import MaskedTextError
from xieshou.domain.recorded.versions import StaleRecordError, version_of
from xieshou.kernel.actor import Permission
from xieshou.web.people.forms import PersonForm
from xieshou.web.people.views import person_asked, signed_in
from xieshou.web.revealing.views import unstored
from xieshou.web.shell.versions import seen_version, stale_in_words


@sensitive_post_parameters("id_number", "phone")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record a person."""
    actor = signed_in(request)
    actor.require(Permission.RECORD, _("登记人员需要本范围内的填报角色"))
    form = PersonForm(request.POST or None, actor=actor)
    if form.is_valid() and (person := _stored(form, None, None)) is not None:
        messages.success(request, _("已登记。"))
        return redirect("people:detail", person.pk)
    context = {"form": form, "person": None}
    return unstored(render(request, "web/people/form.html", context, status=400 if form.errors else 200))


@sensitive_post_parameters("id_number", "phone")
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person_id: int) -> HttpResponse:
    """Change what is said of a person; a save from an earlier version is refused, and loses nothing."""
    actor = signed_in(request)
    person = person_asked(actor, person_id)
    services.require_reached(actor, [person])
    form = PersonForm(request.POST or None, actor=actor, initial=PersonForm.of(person))
    if form.is_valid() and _stored(form, person, seen_version(request)) is not None:
        messages.success(request, _("已保存。"))
        return redirect("people:detail", person.pk)
    context = {"form": form, "person": person, "version": version_of(person)}
    return unstored(render(request, "web/people/form.html", context, status=400 if form.errors else 200))


@sensitive_variables("form")
def _stored(form: PersonForm, person: Person | None, seen: int | None) -> Person | None:
    """Store what was typed; None when it cannot be, and the form says why."""
    try:
        if person is None:
            return services.record_person(actor=form.actor, facts=form.facts)
        return services.update_person(actor=form.actor, person=person, facts=form.facts, seen=seen)
    except StaleRecordError as stale:
        form.add_error(None, stale_in_words(Person, stale))
    except services.AlreadyRecordedError:
        form.add_error("id_number", _("此身份证号已登记"))
    except MaskedTextError:
        form.add_error(None, _("遮盖的号码与原来的不同:请填写完整号码,或保留原来的遮盖"))
    except ValidationError as error:
        for name, told in error.message_dict.items():
            form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, told)
    return None
