"""Seal and index anew what is under older keys: every personal column of every table, history included.

Row by row a token is replaced only where it is still the one that was read, and each is readable before and
after by some key of the ring. So this may be killed at any moment, run again, and run while people work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connections, models, router, transaction
from django.db.models import Count, Q, TextField
from django.db.models.functions import Cast, Substr

from xieshou.domain.personal import files, sealing
from xieshou.domain.personal.fields import BlindIndexField, PersonalField
from xieshou.domain.personal.keys import Purpose, ring
from xieshou.domain.personal.ringing import lay_aside
from xieshou.domain.personal.sealing import VERSION, UnreadableError

BATCH = 500


class KeyInUseError(RuntimeError):
    """Rows are still under a key that was to be retired; ``rows`` says how many."""

    def __init__(self, key_id: str, rows: int) -> None:
        self.key_id, self.rows = key_id, rows
        super().__init__(f"{rows} values are under key {key_id}")


@dataclass(frozen=True, slots=True)
class Place:
    """A personal column of a table, with its blind index when it has one."""

    model: type[models.Model]
    field: PersonalField
    index: BlindIndexField | None

    @property
    def name(self) -> str:
        """``Person.id_number``, ``HistoricalPerson.id_number``."""
        return f"{self.model.__name__}.{self.field.name}"


@dataclass(frozen=True, slots=True)
class Standing:
    """How many values of a column are under which key, by the keys' ids."""

    place: Place
    sealed: dict[str, int]
    indexed: dict[str, int]


@dataclass(slots=True)
class Rotated:
    """What a rotation did, in values. ``unreadable`` and ``twice`` name rows that it had to leave."""

    resealed: int = 0
    reindexed: int = 0
    unreadable: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Renewed:
    """A row as it was read and the columns that it gets."""

    key: Any
    token: str
    values: dict[str, str]


def places(among: Iterable[type[models.Model]] | None = None) -> list[Place]:
    """Every personal column, of all tables unless told which."""
    listed = apps.get_models(include_auto_created=True) if among is None else among
    found = []
    for model in listed:
        indexes = {one.of: one for one in model._meta.concrete_fields if isinstance(one, BlindIndexField)}
        found += [
            Place(model, one, indexes.get(one.name))
            for one in model._meta.concrete_fields
            if isinstance(one, PersonalField)
        ]
    return found


def standing(among: Iterable[type[models.Model]] | None = None) -> list[Standing]:
    """What is under which key, column by column. Reads every row's key id, no row's text."""
    return [
        Standing(
            place,
            _counted(place, place.field.attname, f"{VERSION}:01234567:"),
            _counted(place, place.index.attname, "01234567:") if place.index else {},
        )
        for place in places(among)
    ]


def pending(among: Iterable[type[models.Model]] | None = None) -> int:
    """How many values are not under the newest keys."""
    in_files = len(files.stale()) if among is None else 0
    return in_files + sum(_stale(place).count() for place in places(among))


def rotate(
    among: Iterable[type[models.Model]] | None = None,
    *,
    batch: int = BATCH,
    told: Callable[[int], None] = lambda done: None,
) -> Rotated:
    """Bring every value and every sealed file under the newest keys.

    ``told`` hears how many were looked at so far. Files only where all tables are meant.
    """
    done, seen = Rotated(), 0
    for place in places(among):
        for rows in _batches(place, batch):
            _renew(place, rows, done)
            seen += len(rows)
            told(seen)
    for file in files.stale() if among is None else ():
        try:
            file.reseal()
            done.resealed += 1
        except UnreadableError:
            done.unreadable.append(file.bound)
        except FileNotFoundError:  # it was cleared away meanwhile
            pass
        seen += 1
        told(seen)
    return done


def retire(purpose: Purpose, key_id: str, among: Iterable[type[models.Model]] | None = None) -> str:
    """Lay a key aside under which nothing is any more; where it then lies.

    Raises:
        KeyInUseError: when rows are still under it.
        NoSuchKeyError, KeysFromEnvironmentError: see ``ringing.lay_aside``.
    """
    used = sum(
        (one.sealed if purpose is Purpose.SEAL else one.indexed).get(key_id, 0) for one in standing(among)
    )
    if among is None and purpose is Purpose.SEAL:
        used += sum(counts[key_id] for counts in files.standing().values())
    if used:
        raise KeyInUseError(key_id, used)
    return str(lay_aside(purpose, key_id))


def _rows(place: Place) -> models.QuerySet[Any]:
    """Every row with its token and index as the table has them, past the fields."""
    columns = {"stored_token": Cast(place.field.attname, TextField())}
    if place.index:
        columns["stored_index"] = Cast(place.index.attname, TextField())
    rows: models.QuerySet[Any] = place.model._base_manager.annotate(**columns)
    return rows.order_by("pk")


def _stale(place: Place) -> models.QuerySet[Any]:
    """The rows under older keys of the ring. What is under no key of it cannot be helped here."""
    keys, old = ring(), Q(pk__in=[])
    for key in keys.seal[1:]:
        old |= Q(stored_token__startswith=f"{VERSION}:{key.id}:")
    for key in keys.index[1:] if place.index else ():
        old |= Q(stored_index__startswith=f"{key.id}:")
    return _rows(place).filter(old)


def _batches(place: Place, size: int) -> Iterator[list[tuple[Any, str, str | None]]]:
    """The rows that are due, in the order of their keys: (key, token, index)."""
    names = ("pk", "stored_token", "stored_index") if place.index else ("pk", "stored_token")
    due, last = _stale(place), None
    while rows := list((due if last is None else due.filter(pk__gt=last)).values_list(*names)[:size]):
        yield [(row[0], row[1], row[2] if place.index else None) for row in rows]
        last = rows[-1][0]


def _renew(place: Place, rows: list[tuple[Any, str, str | None]], done: Rotated) -> None:
    """A batch in one transaction; where a value stands twice, row by row, so that only that one is left."""
    due = [renewed for row in rows if (renewed := _renewed(place, row, done)) is not None]
    try:
        _write(place, due, done)
    except IntegrityError:
        for row in due:
            try:
                _write(place, [row], done)
            except IntegrityError:
                done.twice.append(f"{place.name} {row.key}")


def _renewed(place: Place, row: tuple[Any, str, str | None], done: Rotated) -> Renewed | None:
    """What a row becomes; None when its token does not open."""
    key, token, index = row
    keys, column = ring(), place.field.column_bound
    try:
        text = sealing.unseal(token, column)
    except UnreadableError:
        done.unreadable.append(f"{place.name} {key}")
        return None
    values: dict[str, str] = {}
    if token and sealing.key_of(token) != keys.seal[0].id:
        values[str(place.field.column)] = sealing.reseal(token, column)
    if place.index and index and sealing.key_of(index) != keys.index[0].id:
        values[str(place.index.column)] = sealing.blind(text, column) or index
    return Renewed(key, token, values)


@transaction.atomic
def _write(place: Place, rows: list[Renewed], done: Rotated) -> None:
    """Write rows as they become, only where each is as it was read: what somebody saved meanwhile stays.

    Past the fields, in one statement for all rows with the same columns: a register has millions.
    """
    connection = connections[router.db_for_write(place.model)]
    quote, pk = connection.ops.quote_name, place.model._meta.pk
    counts: dict[str, int] = {}
    for columns in sorted({tuple(row.values) for row in rows if row.values}):
        setting = ", ".join(f"{quote(column)} = %s" for column in columns)
        where = f"{quote(str(pk.column))} = %s AND {quote(str(place.field.column))} = %s"
        statement = f"UPDATE {quote(place.model._meta.db_table)} SET {setting} WHERE {where}"  # noqa: S608
        mine = [row for row in rows if tuple(row.values) == columns]
        with connection.cursor() as cursor:
            cursor.executemany(
                statement,
                [
                    (*row.values.values(), pk.get_db_prep_value(row.key, connection), row.token)
                    for row in mine
                ],
            )
            for column in columns:
                counts[column] = counts.get(column, 0) + cursor.rowcount
    done.resealed += counts.get(str(place.field.column), 0)
    done.reindexed += counts.get(str(place.index.column), 0) if place.index else 0


def _counted(place: Place, name: str, head: str) -> dict[str, int]:
    """By key, how many values of a column begin with a head of this length."""
    stored = place.model._base_manager.annotate(stored=Cast(name, TextField())).filter(stored__gt="")
    heads = stored.annotate(head=Substr("stored", 1, len(head))).order_by().values_list("head")
    return {sealing.key_of(start): rows for start, rows in heads.annotate(rows=Count("pk"))}
