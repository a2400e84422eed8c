"""Many-to-many fields of tracked records: written here and nowhere else, so that their history is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connections, models, router, transaction

from xieshou.domain.recorded.acting import Doing, current_act
from xieshou.domain.recorded.tracking import CHANGED, DELETED, history_of, side_of, write_history

_AT_ONCE = 500


def keep_sides(model: type[models.Model], wanted: Mapping[str, Mapping[Any, Collection[Any]]]) -> set[Any]:
    """Let many-to-many fields lead to these keys and no others: ``{"givers": {record: keys}}``.

    What the current act wrote of the records is completed by it; of others a row of history is written.
    Returns the keys of the records that changed.

    Raises:
        NobodyActsError: outside any act.
    """
    current_act()
    changed: set[Any] = set()
    with transaction.atomic(using=router.db_for_write(model)):
        for name, records in wanted.items():
            changed |= _set(model, name, records)
        note_sides(model, changed)
    return changed


def note_sides(model: type[models.Model], records: Collection[Any]) -> None:
    """Keep in the history what these records' many-to-many fields lead to now, however it was written.

    Raises:
        NobodyActsError: outside any act.
    """
    doing, using, keys = current_act(), router.db_for_write(model), sorted(records)
    if not history_of(model).sides:  # type: ignore[attr-defined]
        return
    with transaction.atomic(using=using):
        for start in range(0, len(keys), _AT_ONCE):
            _complete(model, keys[start : start + _AT_ONCE], doing, using)
        write_history(model, keys, CHANGED, using=using)


def keys_in(row: Any, name: str) -> tuple[int, ...]:
    """The keys to which a many-to-many field led when a row of history was written."""
    return tuple(int(key) for key in getattr(row, name).split(",") if key)


def _set(model: type[models.Model], name: str, records: Mapping[Any, Collection[Any]]) -> set[Any]:
    field = model._meta.get_field(name)
    assert isinstance(field, models.ManyToManyField)  # noqa: S101  (who calls names one)
    through: Any = field.remote_field.through
    here, there = field.m2m_field_name(), field.m2m_reverse_field_name()
    had: dict[Any, set[Any]] = {}
    stored = through._default_manager.filter(**{f"{here}__in": list(records)})
    for record, key in stored.values_list(here, there):
        had.setdefault(record, set()).add(key)
    added, changed = [], set()
    for record, keys in records.items():
        wanted, before = set(keys), had.get(record, set())
        if gone := before - wanted:
            stored.filter(**{here: record, f"{there}__in": gone}).delete()
        added += [through(**{f"{here}_id": record, f"{there}_id": key}) for key in sorted(wanted - before)]
        if wanted != before:
            changed.add(record)
    through._default_manager.bulk_create(added, batch_size=_AT_ONCE)
    return changed


def _complete(model: type[models.Model], keys: list[Any], doing: Doing, using: str) -> None:
    """What this act wrote of the records a moment ago stood for them without their sides."""
    connection, history = connections[using], history_of(model)
    named = history._meta.get_field("act")
    assert isinstance(named, models.UUIDField)  # noqa: S101  (every history table has it)
    quote = connection.ops.quote_name
    table, pk = quote(history._meta.db_table), quote(str(model._meta.pk.column))
    sides: Mapping[str, Any] = history.sides  # type: ignore[attr-defined]
    setting = ", ".join(
        f"{quote(name)} = {side_of(field, f'{table}.{pk}', connection)}" for name, field in sides.items()
    )
    last = f"SELECT MAX(h.history_id) FROM {table} h WHERE h.{pk} = {table}.{pk}"  # noqa: S608
    statement = (
        f"UPDATE {table} SET {setting} WHERE act = %s AND {pk} IN ({', '.join(['%s'] * len(keys))})"  # noqa: S608
        f" AND history_type <> '{DELETED}' AND history_id = ({last})"
    )
    act = named.get_db_prep_value(doing.key, connection)
    with connection.cursor() as cursor:
        cursor.execute(statement, [act, *keys])
