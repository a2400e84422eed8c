"""Prepared rows into records, set by set, in the caller's act, with a history row for each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
from django.db import models
from django.utils.translation import gettext as _

from xieshou.domain.access import OutsideScopeError
from xieshou.domain.households.models import (
    HEAD,
    SAMPLE,
    FormerStay,
    Household,
    Joined,
    Left,
    Member,
)
from xieshou.domain.households.storing.fields import (
    DATED,
    OF_HOUSEHOLD,
    OF_MEMBER,
    SEALED,
    day_of,
    held,
    precision_of,
)
from xieshou.domain.households.storing.settling import Prepared
from xieshou.domain.households.storing.standing import store_incomes, store_standing
from xieshou.domain.households.workbooks.codes import MASKED
from xieshou.domain.recorded.tracking import CHANGED, CREATED, write_history
from xieshou.domain.reviewed import when_changed, when_recorded
from xieshou.domain.workflow.storing import insert_frame, update_frame
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.text import fold

_STARS = "[*＊]"


def store(actor: Actor, prepared: Prepared) -> None:
    """Store rows that were judged.

    Raises:
        OutsideScopeError: when one of them lies, or its household or person lay, where the actor records not.
        FrameError, MaskedTextError, IntegrityError: for what judging should have named.
    """
    frame = prepared.frame.filter("#writes")
    if not frame.height:
        return
    _require_reach(actor, frame)
    fields = [field for field in prepared.table.fields if field not in ("person", "household")]
    homes = _households(actor, frame, fields)
    frame = frame.join(homes.select("household", "#to"), on="household", maintain_order="left")
    _members(frame, fields)
    homes = homes.join(_living(prepared, frame), on="household", how="left", maintain_order="left")
    store_standing(homes, fields)
    store_incomes(homes, fields)


def changed(model: type[models.Model], keys: Iterable[int], kind: str = CHANGED) -> None:
    """Leave the history rows of records that were written past their query set."""
    ordered = sorted(set(keys))
    if ordered:
        write_history(model, ordered, kind)


def _inserted(model: type[models.Model], added: pl.DataFrame) -> pl.DataFrame:
    """Add records with their history; their keys, and their numbers where they have some."""
    if not added.height:
        return pl.DataFrame(schema={"id": pl.Int64, "number": pl.String})
    made = insert_frame(model, added)
    changed(model, made["id"], CREATED)
    return made


def _require_reach(actor: Actor, frame: pl.DataFrame) -> None:
    reach = actor.reach(Permission.RECORD)
    if reach.everywhere:
        return
    codes = pl.concat([frame[name].drop_nulls() for name in ("#code", "~#code", "@#code")]).unique()
    if not all(reach.has_code(code) for code in codes):
        raise OutsideScopeError(_("登记农户需要本村范围内的填报角色"))


def _households(actor: Actor, frame: pl.DataFrame, fields: list[str]) -> pl.DataFrame:
    """Add and change households; one row for each, with its key in ``#to``."""
    homes = frame.unique("household", keep="first", maintain_order=True)
    is_new = pl.col("~#household").is_null()
    new, known = homes.filter(is_new), homes.filter(~is_new)
    columns = [held(Household, field) for field in fields if field in OF_HOUSEHOLD]
    if "identified" in fields:
        columns += _date("identified")
    sealed = [field for field in fields if SEALED.get(field, (None,))[0] is Household]
    added = new.select(
        pl.col("household").alias("number"),
        pl.col("#place").alias("village_id"),
        pl.col("household").str.starts_with(SAMPLE).alias("sample"),
        *columns,
        *(pl.col(field).fill_null("").alias(SEALED[field][1]) for field in sealed),
    )
    made = _inserted(Household, _with(added, when_recorded(actor)))
    written = known.select(pl.col("~#household").alias("id"), pl.col("#place").alias("village_id"), *columns)
    moved_from = frame.filter(
        pl.col("@#household").is_not_null() & pl.col("@#household").ne_missing(pl.col("~#household"))
    )["@#household"].unique()
    review = when_changed(actor)
    update_frame(Household, _with(written, review), key="id")
    others = moved_from.filter(~moved_from.is_in(written["id"].implode()))
    if review:
        update_frame(Household, _with(others.to_frame("id"), review), key="id")
    for field in sealed:
        _reseal(Household, known, field, SEALED[field][1], "~#household", f"~{field}")
    changed(Household, [*written["id"], *(others if review else ())])
    keys = made.select(pl.col("number").alias("household"), pl.col("id").alias("#to"))
    keys = pl.concat([keys, known.select("household", pl.col("~#household").alias("#to"))])
    return homes.join(keys, on="household", maintain_order="left")


def _members(frame: pl.DataFrame, fields: list[str]) -> None:
    """Add people, change them, and let those go over whose household is another one."""
    is_new = pl.col("@#member").is_null()
    new, known = frame.filter(is_new), frame.filter(~is_new)
    _free_heads(known, fields)
    columns = [held(Member, field) for field in fields if field in OF_MEMBER]
    if "name" in fields:
        columns.append(_name_key(frame))
    if "person_identified" in fields:
        columns += _date("person_identified")
    added = new.select(
        pl.col("person").alias("number"), pl.col("#to").alias("household_id"), *columns,
        *_sealed_of_new(fields), *_told_by_number(new, fields),
    )  # fmt: skip
    _inserted(Member, added)
    written = known.select(pl.col("@#member").alias("id"), pl.col("#to").alias("household_id"), *columns)
    _go_over(known)
    update_frame(Member, written, key="id")
    if "person_phone" in fields:
        _reseal(Member, known, "person_phone", "phone", "@#member", "@person_phone")
    if "health" in fields:
        fresh = known.filter(pl.col("health").is_null() | (pl.col("health") != MASKED))
        _reseal(Member, fresh, "health", "health", "@#member", "@health")
    if "identity" in fields:
        _renumber(known, fields)
    changed(Member, written["id"])


def _free_heads(known: pl.DataFrame, fields: list[str]) -> None:
    """Who heads a household and will not, or not there, steps back first: never are there two at a time."""
    stays = pl.col("#to").eq(pl.col("@#household"))
    if "relation" in fields:
        stays &= pl.col("relation").eq_missing(pl.lit(HEAD))
    heads = known.filter((pl.col("@relation") == HEAD) & ~stays)
    update_frame(Member, heads.select(pl.col("@#member").alias("id"), pl.lit("").alias("relation")), key="id")
    if "relation" not in fields:
        # The word itself stays theirs; judging has seen that nobody else heads the household they go to.
        update_frame(
            Member,
            heads.select(
                pl.col("@#member").alias("id"),
                pl.col("#to").alias("household_id"),
                pl.lit(HEAD).alias("relation"),
            ),
            key="id",
        )


def _go_over(known: pl.DataFrame) -> None:
    """Close the stays of those who move, and say from when they are where they go."""
    moving = known.filter(pl.col("#to") != pl.col("@#household"))
    if not moving.height:
        return
    stays = moving.select(
        pl.col("@#member").alias("member_id"),
        pl.col("@#household").alias("household_id"),
        pl.col("@relation").fill_null("").alias("relation"),
        pl.col("@#joined_on").alias("start_on"),
        pl.col("@#joined_by").alias("joined_by"),
        pl.lit(Left.MOVED_OUT.value).alias("left_by"),
        day_of("dated").alias("end_on"),
        precision_of("dated").alias("end_precision"),
    )
    _inserted(FormerStay, stays)
    joined = moving.select(
        pl.col("@#member").alias("id"),
        day_of("dated").alias("joined_on"),
        pl.lit(Joined.MOVED_IN.value).alias("joined_by"),
    )
    update_frame(Member, joined, key="id")


def _sealed_of_new(fields: list[str]) -> list[pl.Expr]:
    columns = []
    if "identity" in fields:
        number = pl.col("identity").fill_null("")
        columns += [
            number.str.slice(0, 18).alias("id_number"),
            pl.when(number.str.len_chars() > 18)
            .then(number)
            .otherwise(pl.lit(""))
            .alias("disability_number"),
        ]
    if "person_phone" in fields:
        columns.append(pl.col("person_phone").fill_null("").alias("phone"))
    if "health" in fields:
        columns.append(pl.col("health").fill_null(""))
    return columns


def _told_by_number(new: pl.DataFrame, fields: list[str]) -> list[pl.Expr]:
    """Birth and sex, which the number of a document tells; what the table says itself comes first."""
    if "identity" not in fields:
        return []
    number = pl.col("identity")
    told = [number.str.slice(6, 8).str.to_date("%Y%m%d", strict=False).alias("born_on")]
    if "sex" not in fields:
        odd = number.str.slice(16, 1).cast(pl.Int64, strict=False) % 2 == 1
        told.append(
            pl.when(odd)
            .then(pl.lit("male"))
            .when(~odd)
            .then(pl.lit("female"))
            .otherwise(pl.lit(""))
            .alias("sex")
        )
    return told


def _renumber(known: pl.DataFrame, fields: list[str]) -> None:
    """Other numbers of documents than on record, sealed anew, with what they tell."""
    number = pl.col("identity")
    other = known.filter(number.ne_missing(pl.col("@identity")))
    key = pl.col("@#member").alias("id")
    emptied = other.filter(number.is_null())
    nothing = [pl.lit("").alias(name) for name in ("id_number", "disability_number")]
    update_frame(Member, emptied.select(key, *nothing), key="id")
    told = other.filter(number.is_not_null())
    own = number.str.slice(0, 18).alias("id_number")
    update_frame(Member, told.select(key, own, *_told_by_number(told, fields)), key="id")
    certified = told.filter(number.str.len_chars() > 18)
    update_frame(Member, certified.select(key, number.alias("disability_number")), key="id")


def _reseal(
    model: type[models.Model], rows: pl.DataFrame, field: str, name: str, key: str, present: str
) -> None:
    """Seal anew what is another text than on record; a mask leaves what it stands for."""
    other = rows.filter(pl.col(field).ne_missing(pl.col(present)))
    sealed = other.select(pl.col(key).alias("id"), pl.col(field).fill_null("").alias(name))
    update_frame(model, sealed, key="id")


def _name_key(frame: pl.DataFrame) -> pl.Expr:
    names = frame["name"].drop_nulls().unique()
    folded = [fold(each)[:60] for each in names]
    return pl.col("name").replace_strict(names, folded, default="", return_dtype=pl.String).alias("name_key")


def _date(field: str) -> list[pl.Expr]:
    name = DATED[field]
    return [day_of(field).alias(f"{name}_on"), precision_of(field).alias(f"{name}_precision")]


def _with(frame: pl.DataFrame, values: dict[str, Any]) -> pl.DataFrame:
    return frame.with_columns(pl.lit(value).alias(name) for name, value in values.items())


def _living(prepared: Prepared, frame: pl.DataFrame) -> pl.DataFrame:
    """How many people each household has once the rows are stored."""
    known = prepared.known.filter(pl.col("#left_on").is_null() & pl.col("#member").is_not_null())
    rest = known.join(prepared.everybody, on="person", how="anti").select("household")
    whole = pl.concat([rest, frame.select("household")])
    return whole.group_by("household").agg(pl.len().cast(pl.Int64).alias("#living"))
