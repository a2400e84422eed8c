"""The history table beside a model, and the query set whose set-based writes keep it too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connections, models, router, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords

from xieshou.domain.access import GovernedQuerySet
from xieshou.domain.recorded.acting import Doing, current_act
from xieshou.domain.recorded.examining import examine
from xieshou.domain.recorded.models import HistoryRow

M = TypeVar("M", bound=models.Model)

CREATED, CHANGED, DELETED = "+", "~", "-"
_AT_ONCE = 2_000
_RUN, _RANGE = 20, 50_000
_GAP = "/* keys */"


class History(HistoricalQuerySet):  # type: ignore[misc]  # the library has no types
    """History rows, in which of two at the same moment the later written counts."""

    def latest_of_each(self) -> History:
        """The last row of each record."""
        same = models.Q(**{self._pk_attr: models.OuterRef(self._pk_attr)})
        later = models.Q(history_date__gt=models.OuterRef("history_date")) | models.Q(
            history_date=models.OuterRef("history_date"), history_id__gt=models.OuterRef("history_id")
        )
        last: History = self.filter(~models.Exists(self.filter(same, later)))
        return last


class Recorded(HistoricalRecords):  # type: ignore[misc]  # the library has no types
    """Rows say in whose name and in which act; without an act nothing is written."""

    def post_save(
        self, instance: models.Model, created: bool, using: Any = None, update_fields: Any = None, **more: Any
    ) -> None:
        """Write the row, unless only what the history leaves out was saved: that somebody signed in."""
        if created or update_fields is None or keeps(type(instance), update_fields):
            super().post_save(instance, created, using=using, **more)

    def create_historical_record(self, instance: models.Model, history_type: str, using: Any = None) -> None:
        """Write the row of one record that was saved or deleted."""
        if history_type != DELETED:
            write_history(type(instance), [instance.pk], history_type, using=using)
            return
        history = getattr(instance, self.manager_name).model
        tracked = self.fields_included(instance)
        columns = {field.attname: getattr(instance, field.attname) for field in tracked}
        last = history.objects.using(using).filter(id=instance.pk).order_by("-history_id").first()
        sides = {name: getattr(last, name, "") for name in history.sides}
        history.objects.using(using).create(**columns, **sides, **_common(current_act(), history_type))
        current_act().kept = True
        examine(type(instance), [instance.pk])

    def create_history_model(self, model: type[models.Model], inherited: bool) -> type[models.Model]:
        """The history belongs to the area that the record belongs to."""
        history: type[models.Model] = super().create_history_model(model, inherited)
        history.__module__ = model.__module__
        history.sides = {field.name: field for field in self._sides_of(model)}  # type: ignore[attr-defined]
        return history

    def get_extra_fields(self, model: type[models.Model], fields: Any) -> dict[str, Any]:
        """With a column for each many-to-many field: the keys that it led to, in order, with commas."""
        found: dict[str, Any] = super().get_extra_fields(model, fields)
        for field in self._sides_of(model):
            found[field.name] = models.TextField(verbose_name=field.verbose_name, blank=True, default="")
        return found

    def _sides_of(self, model: type[models.Model]) -> list[models.ManyToManyField[Any, Any]]:
        return [field for field in model._meta.many_to_many if field.name not in self.excluded_fields]


def recorded(*, excluded: Sequence[str] = ()) -> Recorded:
    """The history table of a model: every column and what its many-to-many fields lead to, but ``excluded``,
    who, when, in which act and why. Many-to-many fields are written by ``sides.keep_sides``.
    """
    return Recorded(
        bases=[HistoryRow],
        excluded_fields=list(excluded),
        history_user_id_field=models.BigIntegerField(null=True, db_index=True),
        history_change_reason_field=models.TextField(blank=True),
        history_id_field=models.BigAutoField(),
        historical_queryset=History,
        use_base_model_db=True,
    )


class TrackedQuerySet(GovernedQuerySet[M]):
    """Set-based writes that leave a history row for every record they touch, in the same transaction."""

    def bulk_create(self, objs: Iterable[M], *args: Any, **options: Any) -> list[M]:
        """Insert the records.

        Raises:
            TypeError: when asked to pass over conflicts, for then nobody knows what was written.
        """
        if options.get("ignore_conflicts") or options.get("update_conflicts"):
            raise TypeError("a tracked record is either new or changed: find out which")
        rows = list(objs)
        if not rows:
            return rows
        with transaction.atomic(using=self.db):
            current_act()
            made: list[M] = super().bulk_create(rows, *args, **options)
            write_history(self.model, [row.pk for row in made], CREATED, using=self.db)
        return made

    def update(self, **values: Any) -> int:
        """Change the records; ``bulk_update`` comes this way too."""
        if not keeps(self.model, values):
            return super().update(**values)
        with transaction.atomic(using=self.db):
            current_act()
            keys = list(self.order_by().values_list("pk", flat=True))
            changed = super().update(**values)
            if keys:
                write_history(self.model, keys, CHANGED, using=self.db)
        return changed

    update.alters_data = True  # type: ignore[attr-defined]


def keeps(model: type[models.Model], names: Iterable[str]) -> bool:
    """Does the history of a model keep any of these columns?"""
    tracked = history_of(model).tracked_fields  # type: ignore[attr-defined]
    return not {name for field in tracked for name in (field.name, field.attname)}.isdisjoint(names)


def history_of(model: type[models.Model]) -> type[models.Model]:
    """The model of the history table."""
    manager = getattr(model, model._meta.simple_history_manager_attribute)  # type: ignore[attr-defined]
    history: type[models.Model] = manager.model
    return history


def write_history(
    model: type[models.Model], keys: Iterable[Any], kind: str, *, using: str | None = None
) -> int:
    """Copy the records as they stand now into their history table, in the name of the current act.

    Called after every write, also one that goes past the query set, in its transaction. A record that stands
    as its last row says leaves none. Returns how many rows were written.

    Raises:
        NobodyActsError: outside any act.
    """
    doing = current_act()
    using = using or router.db_for_write(model)
    statement, key, common = _statement(model, doing, kind, connections[using])
    written = 0
    ordered = list(keys)
    with connections[using].cursor() as cursor:
        for condition, values in _conditions([key(each) for each in ordered]):
            cursor.execute(statement.replace(_GAP, condition), [*common, *values])
            written += cursor.rowcount
    if written:
        doing.kept = True
        examine(model, ordered)
    return written


def _conditions(keys: list[Any]) -> Iterator[tuple[str, list[Any]]]:
    """Conditions on a key that together say all of these; keys that follow one another are one range.

    New records have such: of a million a few statements are sent, not two thousand.
    """
    apart = []
    for start, end in _runs(keys):
        if end - start < _RUN:
            apart += keys[start:end]
            continue
        for first in range(start, end, _RANGE):
            yield "BETWEEN %s AND %s", [keys[first], keys[min(first + _RANGE, end) - 1]]
    for start in range(0, len(apart), _AT_ONCE):
        some = apart[start : start + _AT_ONCE]
        yield f"IN ({', '.join(['%s'] * len(some))})", some


def _runs(keys: list[Any]) -> Iterator[tuple[int, int]]:
    """Where keys that are whole numbers follow one another, as places from and to."""
    start = 0
    for at in range(1, len(keys) + 1):
        follows = at < len(keys) and isinstance(keys[at], int) and keys[at] == keys[at - 1] + 1
        if not follows:
            yield start, at
            start = at


def _statement(
    model: type[models.Model], doing: Doing, kind: str, connection: BaseDatabaseWrapper
) -> tuple[str, Callable[[Any], Any], list[Any]]:
    """INSERT … SELECT with a gap for the keys, how a key is passed, and the values that come before them."""
    history: Any = history_of(model)
    quote = connection.ops.quote_name
    values = _common(doing, kind)
    own = [history._meta.get_field(name) for name in values]
    tracked = [quote(field.column) for field in history.tracked_fields]
    key = model._meta.pk
    table, kept = quote(model._meta.db_table), quote(history._meta.db_table)
    pk = quote(str(key.column))
    now = {column: f"t.{column}" for column in tracked} | {
        quote(name): side_of(field, f"t.{pk}", connection) for name, field in history.sides.items()
    }
    same = " AND ".join(f"h.{column} IS NOT DISTINCT FROM {value}" for column, value in now.items())
    columns = ", ".join([*now, *(quote(field.column) for field in own)])
    copied = ", ".join([*now.values(), *["%s"] * len(own)])
    last = f"SELECT MAX(history_id) FROM {kept} WHERE {pk} = t.{pk}"  # noqa: S608  (names from the models)
    stands = f"h.history_id = ({last}) AND h.history_type <> '{DELETED}' AND {same}"
    statement = (
        f"INSERT INTO {kept} ({columns}) SELECT {copied} FROM {table} t WHERE t.{pk} {_GAP}"  # noqa: S608
        f" AND NOT EXISTS (SELECT 1 FROM {kept} h WHERE {stands})"
    )
    before = [field.get_db_prep_save(values[field.attname], connection) for field in own]
    return (
        statement,
        lambda value: key.get_db_prep_value(value, connection),
        before,
    )


def side_of(field: models.ManyToManyField[Any, Any], key: str, connection: BaseDatabaseWrapper) -> str:
    """SQL for what a many-to-many field of the record with this key leads to: keys in order, with commas."""
    quote = connection.ops.quote_name
    through = quote(field.m2m_db_table())
    there, here = quote(field.m2m_reverse_name()), quote(field.m2m_column_name())
    found = f"(SELECT {there} AS k FROM {through} WHERE {here} = {key} ORDER BY {there})"  # noqa: S608
    joined = "string_agg(k::text, ',' ORDER BY k)" if connection.vendor == "postgresql" else "group_concat(k)"
    return f"COALESCE((SELECT {joined} FROM {found} s), '')"  # noqa: S608  (names from the models)


def _common(doing: Doing, kind: str) -> dict[str, Any]:
    return {
        "history_type": kind,
        "history_date": timezone.now(),
        "history_user_id": doing.actor.user_id,
        "history_change_reason": doing.why,
        "actor_name": doing.actor.name[:150],
        "act": doing.key,
    }
