"""From which version of a record a form was filled in, and what to say when it is no longer that."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.recorded.versions import StaleRecordError
from xieshou.web.shell import words

_OF_REVIEW = ("review", "recorded_by", "reported_at", "return_reason")


def seen_version(request: HttpRequest) -> int:
    """The version from which the form was filled in; of none that could be, one that never was."""
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else -1


def stale_in_words(model: type[Any], stale: StaleRecordError) -> str:
    """Who changed what meanwhile."""
    since = stale.since
    fields = [model._meta.get_field(name) for name in since.fields]
    named = [
        str(field.verbose_name)
        for field in fields
        # Search keys and blind indexes follow what is typed, and have no name that people know.
        if field.editable and not field.name.startswith(_OF_REVIEW)
    ]
    return _(
        "%(who)s 在 %(at)s 改过这条记录(%(fields)s),您的更改没有保存。您填的内容还在下面,核对后可再次保存。"
    ) % {
        "who": since.who,
        "at": timezone.localtime(since.at).strftime("%Y-%m-%d %H:%M:%S"),
        "fields": words.joined(named) or _("审核状态"),
    }
