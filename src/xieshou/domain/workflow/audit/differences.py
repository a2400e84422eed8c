"""What a history row changed, in words: field by field, before and after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Field, ForeignKey, ManyToManyField, Model
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from xieshou.domain.access import seen_by
from xieshou.domain.recorded.sides import keys_in
from xieshou.domain.workflow.audit.kinds import Kind
from xieshou.kernel.actor import Actor

CREATED, CHANGED, DELETED = "+", "~", "-"
_LONG = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """A field with what it was and what it became; empty where there was nothing."""

    field: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one act did to one record. ``label`` is how the record was called then."""

    kind: Kind
    record: int
    how: str
    at: datetime
    act: Any
    who: str
    why: str
    label: str
    differences: tuple[Difference, ...]


def changes_of(actor: Actor, kind: Kind, rows: Sequence[Any], before: Mapping[int, Any]) -> list[Change]:
    """The changes that history rows made; ``before`` has the row that came before each, by its number.

    Two queries for each model that the records refer to, however many rows.
    """
    words = _Words.of(actor, kind, [*rows, *before.values()])
    found = []
    for row in rows:
        differences = tuple(_differences(kind, words, before.get(row.history_id), row))
        found.append(
            Change(
                kind, row.id, row.history_type, row.history_date, row.act, row.actor_name,
                row.history_change_reason, words.label(row), differences,
            )
        )  # fmt: skip
    return found


def labels(actor: Actor, kind: Kind, rows: Sequence[Any]) -> list[tuple[Any, str]]:
    """History rows, each with how its record was called then. A query or two for each model referred to."""
    words = _Words.of(actor, kind, rows)
    return [(row, words.label(row)) for row in rows]


def _differences(kind: Kind, words: _Words, before: Any | None, row: Any) -> Iterable[Difference]:
    """Of a new record what it holds, of a deleted one what it held."""
    for field in fields_of(kind):
        old = None if before is None else getattr(before, field.attname)
        new = None if row.history_type == DELETED else getattr(row, field.attname)
        if row.history_type == DELETED:
            old = getattr(row, field.attname)
        if old != new and (shown := (words.of_value(field, old), words.of_value(field, new))) != ("", ""):
            yield Difference(field.attname, str(field.verbose_name), *shown)


def fields_of(kind: Kind) -> list[Field[Any, Any]]:
    """What a history shows: not the key, not what is only there to search by; many-to-many fields last."""
    tracked: list[Field[Any, Any]] = kind.history.tracked_fields  # type: ignore[attr-defined]
    sides: Mapping[str, Field[Any, Any]] = kind.history.sides  # type: ignore[attr-defined]
    return [field for field in tracked if not field.primary_key and field.editable] + [*sides.values()]


class _Words:
    """Values as people read them: choices by their label, references by name, sealed data by its mask."""

    def __init__(self, kind: Kind, names: Mapping[type[Model], Mapping[Any, str]]) -> None:
        self._kind, self._names = kind, names

    @classmethod
    def of(cls, actor: Actor, kind: Kind, rows: Iterable[Any]) -> _Words:
        wanted: dict[type[Model], set[Any]] = defaultdict(set)
        members: dict[type[Model], set[Any]] = defaultdict(set)
        shown = fields_of(kind)
        for row in rows:
            for field in shown:
                if isinstance(field, ForeignKey):
                    wanted[field.related_model].add(getattr(row, field.attname))
                elif isinstance(field, ManyToManyField):
                    members[field.related_model] |= set(keys_in(row, field.name))
        names = {model: _named(model, ids - {None}) for model, ids in wanted.items()}
        for model, ids in members.items():
            # A figure is public, an organisation that it speaks of need not be.
            seen = set(seen_by(actor, model._base_manager.filter(pk__in=ids)).values_list("pk", flat=True))
            names[model] = names.get(model, {}) | _named(model, seen)
        return cls(kind, names)

    def label(self, row: Any) -> str:
        """How the record was called at that time."""
        for name in ("name", "username", "title", "code", "number", "description"):
            if isinstance(value := getattr(row, name, None), str) and value:
                return value
        sides = [
            self.of_value(field, getattr(row, field.attname))
            for field in fields_of(self._kind)
            if isinstance(field, ForeignKey)
            and field.name in {"giver", "receiver", "pairing", "division", "user", "household", "member"}
        ]
        return " → ".join(filter(None, sides)) or f"{self._kind.title} {row.id}"

    def of_value(self, field: Field[Any, Any], value: Any) -> str:
        """One value; empty for none."""
        if value is None or value == "":
            return ""
        if isinstance(field, ManyToManyField):
            return self._of_members(field, value)
        if isinstance(field, ForeignKey):
            return self._names.get(field.related_model, {}).get(value, f"#{value}")
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if isinstance(value, datetime):
            return timezone.localtime(value).strftime("%Y-%m-%d %H:%M:%S")
        if hasattr(value, "isoformat"):
            return str(value.isoformat())
        text = formats.localize(value) if not isinstance(value, str) else value
        return str(text) if len(str(text)) <= _LONG else f"{str(text)[:_LONG]}…"

    def _of_members(self, field: ManyToManyField[Any, Any], value: str) -> str:
        names = self._names.get(field.related_model, {})
        keys = [int(key) for key in value.split(",")]
        told = sorted(names[key] for key in keys if key in names)
        if hidden := len(keys) - len(told):
            told.append(_("另有 %(count)s 个您看不到") % {"count": hidden})
        return "、".join(told)


def _named(model: type[Model], ids: set[Any]) -> dict[Any, str]:
    if not ids:
        return {}
    keys = [f.name for f in model._meta.fields if isinstance(f, ForeignKey) and f.name in _NAMING]
    rows = model._base_manager.select_related(*keys).in_bulk(ids)
    return {key: str(row) for key, row in rows.items()}


_NAMING = {"division", "organisation", "giver", "receiver", "document", "round"}
