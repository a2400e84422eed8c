"""Acts and changes in words."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from xieshou.domain.recorded.models import Act

# ``translated`` is for texts read from the database; what code says itself stands in it as a literal.
HOW = {"+": _("新增"), "~": _("变更"), "-": _("删除")}
"""What became of a record, by the mark of its history row."""

# What the migration that began to keep history says that it did.
gettext_noop("开始记录历史")


def act_in_words(act: Act) -> str:
    """What was done: the message is kept in Chinese and told in the reader's language."""
    return translated(act.what) if act.what else ""


def actor_in_words(act: Act) -> str:
    """Who did it, by the name that the account had then."""
    return gettext("系统") if act.user_id is None else act.actor_name
