"""Rows of the national export of a village of twelve 示例 households."""

from __future__ import annotations

from typing import Any

from xieshou.kernel.codes import check_identity_number

COUNTY, TOWN, VILLAGE, OTHER = "碧江区", "六龙山侗族土家族乡", "示例村", "邻村"


def identity(number: int, born: str = "19900101") -> str:
    """A made-up identity number that passes its check."""
    body = f"520602{born}{number:03d}"
    return next(body + last for last in "0123456789X" if check_identity_number(body + last) is None)


def person(household: int, place: int = 1, **said: Any) -> dict[str, Any]:
    """A row of the national export by field: the head of a household of two, or the other one."""
    number = household * 10 + place
    row = {
        "dated": "2022-06-30", "county": COUNTY, "town": TOWN, "village": VILLAGE, "hamlet": "一组",
        "household": f"示例户{household:03d}", "person": f"示例人{number:04d}", "name": f"示例{number}",
        "identity": identity(number), "members": 2, "relation": "户主" if place == 1 else "配偶",
        "nationality": "侗族", "education": "小学", "health": "健康" if place == 1 else "长期慢性病",
        "skill": "普通劳动力", "months": 6.5, "insured": "是", "cause": "因病", "unsafe_house": "否",
        "water": "是", "income": 12_000 + household, "household_phone": f"1390000{household:04d}",
        "person_phone": f"1380000{number:04d}", "identified": "2014-01", "person_identified": "2014-01-15",
        "kind": "脱贫户",
    }  # fmt: skip
    return row | said


def households(count: int = 12, **said: Any) -> list[dict[str, Any]]:
    """Twelve households of two."""
    return [person(number, place, **said) for number in range(1, count + 1) for place in (1, 2)]
