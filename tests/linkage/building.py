"""People for worked examples: 示例, none of them lives."""

from __future__ import annotations

import datetime
from typing import Any

import polars as pl

from xieshou.linkage import COLUMNS, Found, Settings, Weights, find_duplicates, key_of_name, sound_of

VILLAGE = "520602101201"
NEXT_VILLAGE = "520602101202"
FAR_VILLAGE = "522624100201"


def person(key: int, name: str, born: str | None = "1980-03-04", **fields: Any) -> dict[str, Any]:
    """A row; everybody heads a household of their own in one village unless ``fields`` say otherwise."""
    return {
        "person": key,
        "household": 1000 + key,
        "village": VILLAGE,
        "name_key": key_of_name(name),
        "name_sound": sound_of(name),
        "sex": "1",
        "birth": datetime.date.fromisoformat(born) if born else None,
        "id_index": None,
        "phone_index": None,
        "disability_index": None,
        "relation": "户主",
    } | fields


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """The rows as they are searched."""
    return pl.DataFrame(list(rows), schema=COLUMNS)


def neighbours(count: int = 296) -> list[dict[str, Any]]:
    """A village around them, in which nobody is like another."""
    given = "东南西北春夏秋冬金木水火土日月星辰"
    return [
        person(
            5000 + at,
            "赵钱孙李周吴郑冯陈褚卫蒋沈韩杨"[at % 15] + given[at % 17] + given[(at // 17 + at) % 17],
            str(datetime.date(1940, 1, 1) + datetime.timedelta(days=83 * at)),
            sex="12"[at % 2],
            village=VILLAGE if at % 3 else NEXT_VILLAGE,
        )
        for at in range(count)
    ]


def search(*rows: dict[str, Any], threshold: float = 0.8) -> Found:
    """Search among the neighbours."""
    return find_duplicates(frame(*rows, *neighbours()), Settings(threshold=threshold))


def grounds(found: Found) -> dict[tuple[int, int], list[str]]:
    """The pairs with their grounds."""
    return {(first, second): why for first, second, _, why in found.pairs.rows()}


def scores(found: Found) -> dict[tuple[int, int], float]:
    """The pairs with their scores."""
    return {(first, second): score for first, second, score, _ in found.pairs.rows()}


FIXED = Weights()
