"""Why a round refuses a row, in both languages: a marked copy has no translator at hand."""

from __future__ import annotations

from xieshou.domain.pairings.rules import Code
from xieshou.kernel.finding import Finding

SENTENCES: dict[Code, tuple[str, str]] = {
    Code.GIVER_CAPACITY: (
        "{subject}同时帮扶的单位超过本轮上限 {limit} 个({on}):{pairings}",
        "{subject} would help more than the {limit} units that its round allows at once ({on}): {pairings}",
    ),
    Code.RECEIVER_CAPACITY: (
        "{subject}同时接受的帮扶单位超过本轮上限 {limit} 个({on}):{pairings}",
        "{subject} would be helped by more than the {limit} that its round allows at once ({on}): {pairings}",
    ),
    Code.OUTSIDE_PARENT: (
        "起止 {own} 超出上级结对的起止 {outer}",
        "its dates {own} reach beyond those of the pairing above it, {outer}",
    ),
    Code.OUTSIDE_ROUND: (
        "起止 {own} 超出本轮的起止 {outer}",
        "its dates {own} reach beyond those of its round, {outer}",
    ),
    Code.PARTY_NOT_VALID: (
        "{party}在 {exists} 存在,不能覆盖结对的 {own}",
        "{party} existed in {exists}, which does not cover the pairing's {own}",
    ),
    Code.NOT_BELOW_PARENT: (
        "{unit}不在上级结对的{above}之内",
        "{unit} does not lie in {above} of the pairing above it",
    ),
    Code.SAME_PARTY: ("{subject}不能与自己结对", "{subject} cannot be paired with itself"),
    Code.ALREADY_RECORDED: (
        "{subject}在 {own} 已有结对记录:请改那一条的起止或出处",
        "{subject} are paired already in {own}: change the dates or sources of that row",
    ),
    Code.CHILD_OUTLIVES: (
        "下级结对 {subject}({own})届时仍在帮扶关系中:请先终止",
        "the pairing below it, {subject} ({own}), would still be in force: end that first",
    ),
    Code.PARENT_CIRCLE: ("上级结对绕回自身", "its parents lead back to itself"),
}
FIELDS: dict[Code, str] = {
    Code.OUTSIDE_PARENT: "start",
    Code.OUTSIDE_ROUND: "start",
    Code.PARTY_NOT_VALID: "giver",
    Code.NOT_BELOW_PARENT: "parent_giver",
    Code.PARENT_CIRCLE: "parent_giver",
    Code.CHILD_OUTLIVES: "end",
    Code.RECEIVER_CAPACITY: "receiver",
}
"""The cell at fault; the giver's where none is named."""


def in_words(finding: Finding) -> tuple[str, str]:
    """The finding in Chinese and in English."""
    facts = {"subject": finding.subject, **dict(finding.facts)}
    zh, en = SENTENCES[Code(finding.code)]
    return zh.format(**facts), en.format(**facts)
