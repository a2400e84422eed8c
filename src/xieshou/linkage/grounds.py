"""Why a pair was proposed, in codes that an interface puts into words."""

from __future__ import annotations

from enum import StrEnum

import polars as pl


class Ground(StrEnum):
    """What speaks for a pair, in the order of strength. Each stands only where it holds exactly."""

    SAME_ID = "same_id"
    SAME_DISABILITY = "same_disability"
    SAME_NAME_BIRTH_VILLAGE = "same_name_birth_village"
    SAME_NAME_BIRTH = "same_name_birth"
    HOMOPHONE_BIRTH = "homophone_birth"
    ALIKE_NAME_BIRTH = "alike_name_birth"
    NEAR_NAME_BIRTH = "near_name_birth"
    NAME_BIRTH_EXCHANGED = "name_birth_exchanged"
    NAME_BIRTH_NEAR = "name_birth_near"
    SAME_PHONE_NAME = "same_phone_name"
    NAME_VILLAGE = "name_village"
    OTHER_SIGNS = "other_signs"
    TWO_HOUSEHOLDS = "two_households"


_NEEDED = (
    "person",
    "household",
    "village",
    "name",
    "name_sound",
    "alike",
    "surname",
    "born",
    "exchanged",
    "id_index",
    "phone_index",
    "disability_index",
)


def _same(column: str) -> pl.Expr:
    return (pl.col(column) == pl.col(f"{column}_2")).fill_null(False)


def _one_digit_off() -> pl.Expr:
    places = [
        (pl.col("born").str.slice(at, 1) != pl.col("born_2").str.slice(at, 1)).cast(pl.Int8)
        for at in range(8)
    ]
    return (pl.sum_horizontal(places, ignore_nulls=False) == 1).fill_null(False)


def with_grounds(pairs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The pairs (first, second, …) with ``grounds``, a list of codes that is never empty."""
    needed = people.select(_NEEDED)
    wide = pairs.join(needed, left_on="first", right_on="person", how="left", maintain_order="left").join(
        needed, left_on="second", right_on="person", how="left", suffix="_2", maintain_order="left"
    )
    name, sound, alike = _same("name"), _same("name_sound"), _same("alike")
    heard = name | sound | alike
    birth = _same("born")
    exchanged = (pl.col("born") == pl.col("exchanged_2")).fill_null(False) & ~birth
    two = (pl.col("household") != pl.col("household_2")).fill_null(False)
    holds = {
        Ground.SAME_ID: _same("id_index"),
        Ground.SAME_DISABILITY: _same("disability_index"),
        Ground.SAME_NAME_BIRTH_VILLAGE: name & birth & _same("village"),
        Ground.SAME_NAME_BIRTH: name & birth & ~_same("village"),
        Ground.HOMOPHONE_BIRTH: sound & ~name & birth,
        Ground.ALIKE_NAME_BIRTH: alike & ~sound & ~name & birth,
        Ground.NEAR_NAME_BIRTH: ~heard & _same("surname") & birth,
        Ground.NAME_BIRTH_EXCHANGED: heard & exchanged,
        Ground.NAME_BIRTH_NEAR: heard & ~birth & ~exchanged & _one_digit_off(),
        Ground.SAME_PHONE_NAME: heard & _same("phone_index"),
        Ground.NAME_VILLAGE: heard & _same("village") & ~birth & ~exchanged & ~_one_digit_off(),
    }
    some = pl.any_horizontal(*holds.values())
    codes = [
        *(pl.when(condition).then(pl.lit(ground.value)) for ground, condition in holds.items()),
        pl.when(~some).then(pl.lit(Ground.OTHER_SIGNS.value)),
        pl.when(two).then(pl.lit(Ground.TWO_HOUSEHOLDS.value)),
    ]
    grounds = pl.concat_list(codes).list.drop_nulls()
    return wide.with_columns(grounds.alias("grounds")).select(*pairs.columns, "grounds")
