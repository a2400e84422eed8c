"""The comparisons, in the words of splink: what counts as agreement, the strongest level first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from xieshou.linkage.blocking import RULES
from xieshou.linkage.weights import FELLOWS, FELLOWS_ODDS, JUDGED, SHIPPED, Levels, Weights, falling

_FELLOWS = "coalesce(household_l = household_r, false)"

_NAME = (
    "name_l = name_r",
    "name_sound_l = name_sound_r",
    "alike_l = alike_r",
    # One character of three or more; in long names (with a dot, or Latin) a part may be missing.
    "(least(length(name_l), length(name_r)) >= 3 and damerau_levenshtein(name_l, name_r) <= 1)"
    " or (least(length(name_l), length(name_r)) >= 4 and jaro_winkler_similarity(name_l, name_r) >= 0.9)",
    "surname_l = surname_r",
)
_BIRTH = (
    "born_l = born_r",
    "born_l = exchanged_r",
    "damerau_levenshtein(born_l, born_r) <= 1",
    "left(born_l, 4) = left(born_r, 4)",
)
_PLACE = (
    "village_l = village_r",
    "left(village_l, 9) = left(village_r, 9)",
    "left(village_l, 6) = left(village_r, 6)",
)


def _null(*columns: str) -> str:
    return " or ".join(f"{name}_{side} is null" for name in columns for side in "lr")


_COMPARISONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "name": (f"{_FELLOWS} or {_null('name', 'name_sound')}", _NAME),
    "birth": (f"{_FELLOWS} or {_null('born')}", _BIRTH),
    "place": (f"{_FELLOWS} or {_null('village')}", _PLACE),
    "sex": (_null("sex"), ("sex_l = sex_r",)),
    "identity": (_null("id_index"), ("id_index_l = id_index_r",)),
    "phone": (f"{_FELLOWS} or {_null('phone_index')}", ("phone_index_l = phone_index_r",)),
    "disability": (_null("disability_index"), ("disability_index_l = disability_index_r",)),
    "name_within": (f"not {_FELLOWS} or {_null('name', 'name_sound')}", _NAME),
    "birth_within": (f"not {_FELLOWS} or {_null('born')}", _BIRTH),
}

_COMMON = {"name": {0: "name", 1: "name_sound"}}
"""Levels whose u is the frequency of the very value: 王伟 says less than 阿依古丽·买买提."""
COMMON_COLUMNS = ("name", "name_sound")

_UNSEEN = 20_000
"""People of an imagined register that frequencies are mixed with: in a village of 300 a name borne twice, by
a duplicate, is not a common name."""


def frequencies(people: pl.DataFrame, column: str) -> pl.DataFrame:
    """(column, tf_column): how often a value is borne, mixed with what is usual."""
    usual = SHIPPED["name"][COMMON_COLUMNS.index(column)][1]
    return (
        people.group_by(column)
        .agg(pl.len().alias("borne"))
        .drop_nulls()
        .sort(column)
        .select(
            column,
            ((pl.col("borne") - 1 + _UNSEEN * usual) / (people.height + _UNSEEN)).alias(f"tf_{column}"),
        )
    )


def place_levels(people: pl.DataFrame, levels: Levels) -> Levels:
    """The levels of places, with u as the register's own villages, towns and counties give it."""
    villages = people["village"].drop_nulls()
    pairs = villages.len() * (villages.len() - 1)
    if not pairs:
        return levels
    shares = []
    for length in (None, 9, 6):
        sizes = villages.str.slice(0, length).value_counts()["count"].cast(pl.Int64)
        shares.append(float((sizes * (sizes - 1)).sum()) / pairs)
    village, town, county = shares
    counted = (village, town - village, county - town, 1 - county)
    # In a register of one village its name says nothing, and a level that cannot occur must not divide by 0.
    return falling(tuple((m, max(u, 1e-9)) for (m, _), u in zip(levels, counted, strict=True)))


def _level(condition: str, m: float, u: float, *, learnt: bool, common: str | None) -> dict[str, Any]:
    level: dict[str, Any] = {
        "sql_condition": condition,
        "m_probability": m,
        "u_probability": u,
        "fix_m_probability": not learnt,
        "fix_u_probability": not learnt,
    }
    if common:
        level |= {"tf_adjustment_column": common, "disable_tf_exact_match_detection": True}
    return level


def _comparison(name: str, null: str, conditions: tuple[str, ...], levels: Levels) -> dict[str, Any]:
    learnt = name in SHIPPED
    common = _COMMON.get(name, {})
    return {
        "output_column_name": name,
        "comparison_levels": [
            {"sql_condition": null, "is_null_level": True},
            *(
                _level(condition, *levels[at], learnt=learnt, common=common.get(at))
                for at, condition in enumerate((*conditions, "ELSE"))
            ),
        ],
    }


def _fellows(prior: float) -> dict[str, Any]:
    """What two fellow members are to the head. It sets the odds of a household in place of the register's."""
    conditions = {
        "same_relation": "relation_l = relation_r",
        "other_relation": "relation_l <> relation_r",
        "unknown": "ELSE",
    }
    odds = prior / (1 - prior)
    return {
        "output_column_name": "fellows",
        "comparison_levels": [
            {"sql_condition": f"not {_FELLOWS}", "is_null_level": True},
            *(
                _level(condition, FELLOWS_ODDS * FELLOWS[name] / 2, odds / 2, learnt=False, common=None)
                for name, condition in conditions.items()
            ),
        ],
    }


def model(people: pl.DataFrame, weights: Weights) -> dict[str, Any]:
    """The settings of splink for these people and weights."""
    levels = {**weights.levels, **JUDGED}
    levels["place"] = place_levels(people, levels["place"])
    prior = weights.prior(people.height)
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "person",
        "probability_two_random_records_match": prior,
        "comparisons": [
            *(
                _comparison(name, null, conditions, levels[name])
                for name, (null, conditions) in _COMPARISONS.items()
            ),
            _fellows(prior),
        ],
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": f"l.block_{rule} = r.block_{rule}"} for rule in RULES
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
        "max_iterations": 25,
        "em_convergence": 0.0001,
    }
