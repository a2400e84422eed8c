"""What the address of a list of tasks may ask for; the ledger's filters bear the same names."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from xieshou.domain.workflow.tasks.models import TaskSource, TaskStanding
from xieshou.domain.workflow.tasks.queries import TaskFilter, asked_by
from xieshou.web.shell.requests import UnreadableRequestError, lens_of

FLAGS = ("mine", "unassigned", "open")
CHOICES = {
    "standing": TaskStanding.values,
    "source": TaskSource.values,
    **{flag: ["yes"] for flag in FLAGS},
}
VIEWS = (
    ("mine", gettext_lazy("我的未办结"), {"mine": "yes", "open": "yes"}),
    ("open", gettext_lazy("全部未办结"), {"open": "yes"}),
    ("unassigned", gettext_lazy("尚未分派"), {"unassigned": "yes", "open": "yes"}),
    ("all", gettext_lazy("全部"), {}),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as typed and as the domain takes them; ``view`` is the tab that they make."""

    values: dict[str, str]
    filter: TaskFilter
    view: str

    @property
    def flags(self) -> list[str]:
        """Those that are set."""
        return [name for name in FLAGS if self.values[name]]

    @property
    def narrowed(self) -> bool:
        """Does anything but the tab narrow the list?"""
        return any(value for name, value in self.values.items() if name not in FLAGS)

    @property
    def tabs(self) -> list[tuple[str, str, bool]]:
        """Address, words and whether it is the present one, of each view; other filters stay."""
        kept = {name: value for name, value in self.values.items() if value and name not in FLAGS}
        return [
            (f"{reverse('tasks:list')}?{urlencode({**flags, **kept})}", str(label), key == self.view)
            for key, label, flags in VIEWS
        ]


def asked_of(request: HttpRequest) -> Asked:
    """Read the filters; ``place`` is that of the top bar unless the address names another.

    Raises:
        UnreadableRequestError: for a value that no filter has.
    """
    values = {name: request.GET.get(name, "").strip() for name in (*CHOICES, "place", "pairing", "text")}
    unknown = [values[name] for name, known in CHOICES.items() if values[name] and values[name] not in known]
    for name in ("place", "pairing"):
        if values[name] and not (values[name].isascii() and values[name].isdecimal()):
            unknown.append(values[name])
    if unknown:
        raise UnreadableRequestError(
            _("筛选条件“%(value)s”无法识别,请从列表中选择") % {"value": unknown[0][:40]}
        )
    values["text"] = values["text"][:100].replace("\0", "")
    values["place"] = values["place"] or lens_of(request).scope or ""
    flags = {name: values[name] for name in FLAGS if values[name]}
    view = next((key for key, _label, wanted in VIEWS if wanted == flags), "")
    return Asked(values, asked_by(values), view)
