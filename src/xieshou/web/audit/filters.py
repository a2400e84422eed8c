"""Which acts the address asks for."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from xieshou.domain.workflow.audit.kinds import UnknownKindError, kind_named
from xieshou.domain.workflow.audit.queries import Asked
from xieshou.web.shell.requests import UnreadableRequestError, day_asked


def asked_of(request: HttpRequest) -> Asked:
    """The filters of the page.

    Raises:
        UnreadableRequestError: for a kind or a day that cannot be read.
    """
    said = {name: request.GET.get(name, "").strip() for name in ("who", "text", "kind")}
    if said["kind"]:
        try:
            kind_named(said["kind"])
        except UnknownKindError:
            raise UnreadableRequestError(_("种类“%(text)s”无法识别") % {"text": said["kind"][:40]}) from None
    return Asked(
        who=said["who"],
        text=said["text"],
        kind=said["kind"],
        since=day_asked(request, "since"),
        until=day_asked(request, "until"),
    )
