"""Hands out what is kept: by its record, never by a path; photos as drawn anew, the rest for saving only."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from xieshou.domain.evidence.documents import keeping, queries
from xieshou.domain.evidence.documents.photos import SHOWN_TYPE
from xieshou.domain.evidence.documents.storage import FileGoneError
from xieshou.domain.evidence.models import Attachment, AttachmentKind
from xieshou.kernel.actor import Actor, NotAllowedError
from xieshou.web.shell.actors import actor_of


def attachment_asked(actor: Actor, attachment_id: int) -> Attachment:
    """The kept file of the address.

    Raises:
        NotAllowedError: for strangers, whether or not there is such a file.
        Http404: when there is none.
    """
    try:
        return queries.attachment(actor, attachment_id)
    except Attachment.DoesNotExist:
        if not queries.may_see_all(actor):
            raise NotAllowedError(_("登录后才能查看这份附件")) from None
        raise Http404(_("没有这份附件,它可能已被移除")) from None


@require_safe
def serve(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """The file, as what it is and nothing else: browsers may neither guess its type nor run it."""
    attachment = attachment_asked(actor_of(request), attachment_id)
    try:
        if attachment.kind == AttachmentKind.PHOTO:
            answer = HttpResponse(keeping.shown_photo(attachment), content_type=SHOWN_TYPE)
        else:
            data = keeping.contents(attachment)
            answer = HttpResponse(data, content_type="application/octet-stream")
    except FileGoneError:
        raise Http404(_("附件的文件不在数据文件夹中;请管理员运行 xieshou verify 查明")) from None
    way = "inline" if attachment.kind == AttachmentKind.PHOTO else "attachment"
    answer["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(attachment.name, safe='')}"
    answer["X-Content-Type-Options"] = "nosniff"
    # What is public today may not be tomorrow: no cache between us and the reader keeps it.
    answer["Cache-Control"] = "private, no-cache"
    return answer
