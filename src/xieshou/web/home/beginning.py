"""Where somebody begins who has nothing waiting yet."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from xieshou.kernel.actor import Actor, Permission


@dataclass(frozen=True, slots=True)
class Step:
    """A link with what one does there."""

    title: str
    hint: str
    url: str
    icon: str


def steps(actor: Actor) -> list[Step]:
    """The first things to do, by what the actor may."""
    writing = [
        Step(
            _("导入台账"),
            _("下载模板,填好后上传;先核对,后写入。"),
            reverse("ledgers:list"),
            "ledger",
        ),
        Step(_("安排年历分工"), _("指定谁办哪一项,到期自动生成事项。"), reverse("yearly:year"), "calendar"),
    ]
    reading = [
        Step(_("查看结对"), _("谁帮扶谁,从何时起,依据什么。"), reverse("pairings:list"), "pair"),
        Step(_("查看年历"), _("一年里何时该做什么。"), reverse("yearly:year"), "calendar"),
        Step(_("查找数字"), _("文献写明的数字,逐条注明出处。"), reverse("claims:list"), "claim"),
    ]
    return [*writing, reading[0]] if actor.may(Permission.RECORD) else reading
