"""Relations to the head of a household, as they are written: 之子, 儿子 and 长子 are one kind.

The words are those of GB/T 4761 and of the national system, from memory.
"""

from __future__ import annotations

from enum import StrEnum

HEAD = "户主"

_SPOUSE = ("配偶", "妻", "妻子", "夫", "丈夫")
_SONS = ("子", "儿子", "长子", "次子", "三子", "四子", "独生子", "养子", "继子", "女婿")
_DAUGHTERS = ("女", "女儿", "长女", "次女", "三女", "四女", "独生女", "养女", "继女", "儿媳", "媳妇")
_FATHERS = ("父", "父亲", "岳父", "公公", "继父", "养父")
_MOTHERS = ("母", "母亲", "岳母", "婆婆", "继母", "养母")
_GRANDSONS = ("孙", "孙子", "外孙", "外孙子", "曾孙子", "孙女婿")
_GRANDDAUGHTERS = ("孙女", "外孙女", "曾孙女", "孙媳妇")
_OTHER_MEN = ("兄", "弟", "哥哥", "弟弟", "祖父", "爷爷", "外祖父", "外公")
_OTHER_WOMEN = ("姐", "妹", "姐姐", "妹妹", "祖母", "奶奶", "外祖母", "外婆")
_BY_MARRIAGE = frozenset(
    {"女婿", "儿媳", "媳妇", "孙女婿", "孙媳妇", "岳父", "岳母", "公公", "婆婆", "继父", "继母"}
)


class Kin(StrEnum):
    """What a relation is, as far as ages go by it."""

    HEAD = "head"
    SPOUSE = "spouse"
    CHILD = "child"
    PARENT = "parent"
    GRANDCHILD = "grandchild"
    OTHER = "other"


def bare(relation: str) -> str:
    """The relation without 之: 之子 is 子."""
    return relation.strip().removeprefix("之")


def kin(relation: str) -> Kin:
    """Its kind; OTHER for what is not known. In-laws are OTHER: a son's wife may be older than the head."""
    word = bare(relation)
    if word == HEAD:
        return Kin.HEAD
    if word in _SPOUSE:
        return Kin.SPOUSE
    if word in _BY_MARRIAGE:
        return Kin.OTHER
    if word in _SONS + _DAUGHTERS or word == "子女":
        return Kin.CHILD
    if word in _FATHERS + _MOTHERS or word == "父母":
        return Kin.PARENT
    return Kin.GRANDCHILD if word in _GRANDSONS + _GRANDDAUGHTERS else Kin.OTHER


def sex_of(relation: str) -> str:
    """``male`` or ``female`` where the word says it; empty where it does not."""
    word = bare(relation)
    if word in _SONS + _FATHERS + _GRANDSONS + _OTHER_MEN + ("夫", "丈夫"):
        return "male"
    if word in _DAUGHTERS + _MOTHERS + _GRANDDAUGHTERS + _OTHER_WOMEN + ("妻", "妻子"):
        return "female"
    return ""
