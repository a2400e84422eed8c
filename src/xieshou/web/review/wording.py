"""States and steps of review in words, each with its shape; where the records of a kind are looked at."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.review.queries import Wanted
from xieshou.domain.workflow.review.rules import Step, Why

# Badge and shape; the word is that of the state.
MARKS = {
    ReviewState.DRAFT: ("", "✎"),
    ReviewState.REPORTED: ("caution", "△"),
    ReviewState.REVIEWED: ("good", "✓"),
    ReviewState.RETURNED: ("bad", "↩"),
}
LISTS = {
    Wanted.FILL: _("待我填报"),
    Wanted.REVIEW: _("待我审核"),
    Wanted.REPORTED: _("已报"),
    Wanted.RETURNED: _("退回"),
    Wanted.ALL: _("全部未审"),
}
EMPTY = {
    Wanted.FILL: _("您的填报范围内没有草稿和退回的记录。登记或导入之后,会先列在这里,由您上报。"),
    Wanted.REVIEW: _("您的审核范围内没有别人上报的记录。本人登记或改过的,由别人审核。"),
    Wanted.REPORTED: _("没有已报而未审的记录。"),
    Wanted.RETURNED: _("没有退回的记录。"),
    Wanted.ALL: _("您可以查看的记录都已审核,已计入各项数字。"),
}
STEPS = {Step.REPORT: _("上报"), Step.PASS: _("通过"), Step.RETURN: pgettext_lazy("动词", "退回")}
DONE = {
    Step.REPORT: _("已上报 %(n)s 条,等待审核。"),
    Step.PASS: _("已通过 %(n)s 条,已计入各项数字。"),
    Step.RETURN: _("已退回 %(n)s 条,填报人可看到理由。"),
}
ASKS = {
    Step.REPORT: _("上报后等待别人审核;审核通过前不计入各项数字。"),
    Step.PASS: _("通过后计入各项数字,对所有人公开;以后再有更改,须重新审核。"),
    Step.RETURN: _("退回后由填报人改正并重新上报,理由随记录保留。"),
}
WHY = {
    Why.STATE: _("状态已变,现在不能这样做"),
    Why.OUTSIDE: _("不在您的范围内"),
    Why.OWN: _("您登记或改过这条记录,须由别人审核"),
    Why.NO_REASON: _("退回须写明理由"),
    Why.CHANGED: _("您查看之后又有更改,请重新查看差异"),
    Why.GONE: _("已不存在"),
    Why.NOBODY: _("请先登录"),
}
_PAGES = {
    "pairings": "pairings:detail",
    "people": "people:detail",
    "organisations": "organisations:detail",
    "households": "households:detail",
}


def page_of(kind: str, key: int) -> str:
    """The page of a record; empty where its kind has none."""
    return reverse(_PAGES[kind], args=[key]) if kind in _PAGES else ""
