"""Acts and changes in words."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xieshou.domain.recorded.models import Act

HOW = {"+": _("新增"), "~": _("变更"), "-": _("删除")}
"""What became of a record, by the mark of its history row."""


def act_in_words(act: Act) -> str:
    """What was done: the message is kept in Chinese and told in the reader's language."""
    return gettext(act.what) if act.what else ""


def actor_in_words(act: Act) -> str:
    """Who did it, by the name that the account had then."""
    return gettext("系统") if act.user_id is None else act.actor_name
