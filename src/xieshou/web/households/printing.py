"""The file of a household (一户一档) as a Word file."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.households.models import Household
from xieshou.domain.households.printing.paper import print_file
from xieshou.papers.shelf import NoSuchVersionError
from xieshou.web.papers.files import as_word
from xieshou.web.revealing.views import unstored
from xieshou.web.shell.actors import actor_of
from xieshou.web.shell.requests import lens_of


@require_safe
def file(request: HttpRequest, household_id: int) -> HttpResponse:
    """The household's file as of the day of the top bar, in the language of the page."""
    try:
        printed = print_file(
            actor=actor_of(request),
            household_id=household_id,
            on=lens_of(request).on,
            at=timezone.localtime(),
            home=settings.XIESHOU_HOME,
        )
    except Household.DoesNotExist:
        raise Http404(_("没有这一户,或不在您的范围内")) from None
    except NoSuchVersionError:
        context = {"household_id": household_id}
        return render(request, "web/households/not_printed.html", context, status=503)
    return unstored(as_word(printed.name, printed.data))
