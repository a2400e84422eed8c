"""What a reviewer is asked to pass: each field as it was last reviewed and as it is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey, Model
from django.utils.translation import gettext as _

from xieshou.domain.access import seen_by
from xieshou.domain.personal import Sealed
from xieshou.domain.reviewed import Reviewed
from xieshou.domain.workflow.review.hands import last_reviewed
from xieshou.domain.workflow.review.parts import Part, changed_parts, review_times
from xieshou.domain.workflow.review.registry import Reviewable
from xieshou.kernel.actor import Actor

PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: its title, what was reviewed and what stands there now; empty texts for nothing."""

    field: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Differences:
    """``new`` where the record never was reviewed: then every filled field is listed, with nothing before."""

    new: bool
    fields: tuple[Difference, ...]


def differences(actor: Actor, kind: Reviewable, records: Sequence[Model]) -> dict[Any, Differences]:
    """For each record, by primary key; what the actor may not see is not named.

    Two queries, one for each foreign key among the columns, and two more for each kind of its parts.
    """
    keys = [record.pk for record in records]
    before = last_reviewed(kind.model, keys)
    names = _Names.of(actor, kind, [*records, *before.values()])
    parts = _of_parts(actor, kind, keys)
    return {
        record.pk: Differences(
            record.pk not in before,
            (*_between(kind.columns, names, before.get(record.pk), record), *parts.get(record.pk, ())),
        )
        for record in records
    }


def _of_parts(actor: Actor, kind: Reviewable, keys: Sequence[Any]) -> dict[Any, list[Difference]]:
    found: dict[Any, list[Difference]] = defaultdict(list)
    times = review_times(kind.model, keys) if kind.parts else {}
    for part in kind.parts:
        changed = changed_parts(part, keys, times)
        every = [each for some in changed.values() for each in some]
        names = _Names.of(actor, part, [row for each in every for row in (each.before, each.after) if row])
        called = str(part.title)
        for key, some in changed.items():
            for each in some:
                if each.before is None or each.after is None:
                    old, new = (part.line(row) if row else "" for row in (each.before, each.after))
                    found[key].append(Difference(str(part.model._meta.model_name), called, old, new))
                    continue
                for one in _between(part.columns, names, each.before, each.after):
                    title = f"{called} {part.line(each.before)} · {one.title}"
                    found[key].append(Difference(one.field, title, one.before, one.after))
    return found


def _between(
    columns: Sequence[str], names: _Names, before: Model | None, after: Model
) -> Iterator[Difference]:
    for field in columns:
        old = names.text(before, field) if before is not None else ""
        new = names.text(after, field)
        if old != new:
            yield Difference(field, names.title(field), old, new)
        elif before is not None and _differs_behind_its_mask(before, after, field):
            yield Difference(field, names.title(field), old, _("%(mask)s(已更改)") % {"mask": new})


def _differs_behind_its_mask(before: Model, after: Model, name: str) -> bool:
    """Two sealed values of one mask: that it changed is told, what it is not."""
    value = None if name == PERIOD else getattr(after, name)
    return isinstance(value, Sealed) and value != getattr(before, name)


@dataclass(frozen=True)
class _Names:
    """Values in words: the labels of choices, the names of what foreign keys lead to, each read once."""

    kind: Reviewable | Part
    related: dict[str, dict[Any, Model]]

    @classmethod
    def of(cls, actor: Actor, kind: Reviewable | Part, records: Sequence[Model]) -> _Names:
        wanted: dict[str, set[Any]] = defaultdict(set)
        for name in kind.columns:
            field = None if name == PERIOD else kind.model._meta.get_field(name)
            if isinstance(field, ForeignKey):
                wanted[name] |= {getattr(each, field.attname) for each in records} - {None}
        related = {}
        for name, keys in wanted.items():
            target: Any = kind.model._meta.get_field(name).related_model
            rows = target._base_manager.all()
            if by := kind.named_by.get(name):
                rows = rows.select_related(*by)
            if issubclass(target, Reviewed):
                rows = seen_by(actor, rows)
            related[name] = rows.in_bulk(list(keys))
        return cls(kind, related)

    def title(self, name: str) -> str:
        return _("起止") if name == PERIOD else str(self.kind.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]

    def text(self, record: Model, name: str) -> str:
        if name == PERIOD:
            period = record.period  # type: ignore[attr-defined]
            return _("%(start)s 至 %(end)s") % {"start": period.start or "…", "end": period.end or _("今")}
        field: Any = self.kind.model._meta.get_field(name)
        value = getattr(record, field.attname)
        if value is None or value == "":
            return ""
        if name in self.related:
            return str(self.related[name].get(value, _("不在本范围内的记录")))
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, bool):
            return _("是") if value else _("否")
        return str(value)
