"""Why somebody wants to see it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from xieshou.domain.workflow.revealing.services import LEAST_REASON, MOST_REASON


class ReasonForm(forms.Form):
    """The reason that is kept."""

    reason = forms.CharField(
        label=_("查看理由"),
        min_length=LEAST_REASON,
        max_length=MOST_REASON,
        strip=True,
        help_text=_("如“核对派遣名单”。理由与查看人、时间一并留存,供审计查阅。"),
        error_messages={
            "required": _("请写明查看理由"),
            "min_length": _("理由过短,请写清为何查看"),
        },
    )
