"""The frame of people that is searched: its columns, and the keys that are derived from them."""

from __future__ import annotations

import polars as pl

COLUMNS = pl.Schema(
    {
        "person": pl.Int64(),
        "household": pl.Int64(),
        "village": pl.String(),
        "name_key": pl.String(),
        "name_sound": pl.String(),
        "sex": pl.String(),
        "birth": pl.Date(),
        "id_index": pl.String(),
        "phone_index": pl.String(),
        "disability_index": pl.String(),
        "relation": pl.String(),
    }
)
"""What a person is searched by. Only ``person`` must be there in every row; indexes are keyed hashes."""


class BadPeople(ValueError):  # noqa: N818 — named for what is wrong, like its neighbours
    """The frame cannot be searched: a column is missing or of another type, or a person is in it twice."""


# How many in 遵义 and 恩施 hear a syllable: n and l, zh and z, -ng and -n after e and i, hu and fu are one.
_LOOSE = (
    (r"\b([zcs])h", "${1}"),
    (r"\bl", "n"),
    (r"\bhu\b", "fu"),
    (r"([ei])ng\b", "${1}n"),
)


def _loose(sound: pl.Expr) -> pl.Expr:
    for pattern, heard in _LOOSE:
        sound = sound.str.replace_all(pattern, heard)
    return sound


def prepared(frame: pl.DataFrame) -> pl.DataFrame:
    """The people in the order of their keys, with what they are compared and blocked by. Raises BadPeople."""
    missing = [name for name in COLUMNS if name not in frame.columns]
    if missing:
        raise BadPeople(f"columns are missing: {', '.join(missing)}")
    try:
        people = frame.select(pl.col(name).cast(dtype) for name, dtype in COLUMNS.items())
    except pl.exceptions.PolarsError as error:
        # Its message quotes values, which are personal.
        wrong = [name for name, dtype in COLUMNS.items() if frame.schema[name] != dtype]
        raise BadPeople(f"columns of another type: {', '.join(wrong)}") from error.with_traceback(None)
    if people["person"].null_count() or people["person"].n_unique() != people.height:
        raise BadPeople("a person without a key, or twice in the frame")
    texts = [name for name, dtype in COLUMNS.items() if dtype == pl.String()]
    blank = [pl.when(pl.col(name) != "").then(pl.col(name)).alias(name) for name in texts]
    day = pl.col("birth").dt.day()
    month = pl.col("birth").dt.month()
    loose = _loose(pl.col("name_sound"))
    return (
        people.sort("person")
        .with_columns(blank)
        .with_columns(
            pl.col("name_key").str.replace_all(r"[·•‧・･∙⋅.\s]+", "").alias("name"),
            loose.str.split(" ").list.sort().list.join(" ").alias("alike"),
            loose.str.split(" ").list.first().alias("surname"),
            pl.col("birth").dt.strftime("%Y%m%d").alias("born"),
            pl.when(day <= 12)
            .then(
                pl.concat_str(
                    pl.col("birth").dt.strftime("%Y"),
                    day.cast(pl.String).str.zfill(2),
                    month.cast(pl.String).str.zfill(2),
                )
            )
            .alias("exchanged"),
            pl.col("household").alias("home"),
        )
        .drop("name_key", "birth")
    )
