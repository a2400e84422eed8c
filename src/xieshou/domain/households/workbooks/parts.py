"""What ledgers of one kind of part have in common: a row belongs to a household, and runs over a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from xieshou.domain.access import OutsideScopeError
from xieshou.domain.dated import period_columns
from xieshou.domain.households.models import Household
from xieshou.domain.households.queries.reaching import in_place
from xieshou.domain.places.workbooks.columns import same_day
from xieshou.domain.places.workbooks.written import empty_to_none, touched_rows
from xieshou.domain.recorded import act
from xieshou.domain.reviewed import when_changed
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.period import Period
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, area_problem, register

HOUSEHOLD = Column(
    "household", "户编号", "Household number", required=True, longest=40, example="示例户001",
    help="须已登记", help_en="must be on record",
)  # fmt: skip
START = Column("start", "起始", "Start", Kind.DATE, also=("起始日期", "开始时间"), example="2016-03")
END = Column(
    "end", "终止", "End", Kind.DATE, also=("终止日期", "结束时间"), help="不含当日",
    help_en="the first day on which it no longer held",
)  # fmt: skip
REPEAT = Column(
    "repeat", "同项序号", "Repeat", Kind.INTEGER, least=2, help="与上一项完全相同的,第二项填 2",
    help_en="2 for the second of two that are alike",
)  # fmt: skip
NOTE = Column("note", "说明", "Note", longest=300, also=("备注",))
PLACE = Column("place", "区划代码", "Place code", Kind.DIVISION)
_AT_ONCE = 10_000

Row = Mapping[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Ledger:
    """A kind of part of households as a ledger.

    ``row`` makes a stored record a row, ``fill`` puts a row into a record and answers with what it cannot
    (field, Chinese, English). ``judge`` looks at all rows of a household together once they are stored so.
    ``related`` are the foreign keys that a row shows.
    """

    workbook: Workbook
    model: type[Model]
    row: Callable[[Any], dict[str, Any]]
    filler: Callable[[Actor, Sequence[Row]], Callable[[Any, Row], tuple[str, str, str] | None]]
    judge: Callable[[Sequence[Any]], tuple[str, str, str] | None] = lambda _records: None
    related: tuple[str, ...] = ()

    def stored(self, actor: Actor, filters: Mapping[str, str]) -> QuerySet[Any]:
        """The records that the actor sees, by household."""
        manager: Any = self.model._default_manager
        found = manager.seen_by(actor).filter(in_place(filters.get("place", ""), "household__village__"))
        ordered: QuerySet[Any] = found.select_related("household", *self.related).order_by(
            "household__number", "start_on", "pk"
        )
        return ordered

    def rows(self, actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        """Them as rows."""
        for row, _record in self._numbered(self.stored(actor, filters)):
            yield row

    def _numbered(self, records: QuerySet[Any]) -> Iterator[tuple[dict[str, Any], Any]]:
        """Rows with their records; of several that are alike the second has 2 in ``repeat``."""
        seen: Counter[Key] = Counter()
        household = None
        for record in records.iterator(chunk_size=2_000):
            if record.household_id != household:
                household, seen = record.household_id, Counter()
            row = self._row(record)
            seen[self._key(row)] += 1
            alike = seen[self._key(row)]
            yield row | ({"repeat": alike} if alike > 1 else {}), record

    def _row(self, record: Any) -> dict[str, Any]:
        period: Period = record.period
        shared = {
            "household": record.household.number,
            "start": period.start,
            "end": period.end,
            "note": record.note,
        }
        return empty_to_none(shared | self.row(record))

    def count(self, actor: Actor, filters: Mapping[str, str]) -> int:
        """How many."""
        return self.stored(actor, filters).count()

    def check(self, actor: Actor, reading: Reading) -> Iterator[CellProblem]:
        """What is wrong with the rows; nothing is stored."""
        written = [(row, values) for row, values in reading.table.rows() if row not in reading.wrong_rows]
        judged = self._judged(actor, written)
        for row, _record, wrong in judged:
            if wrong is not None:
                field = wrong[0] if wrong[0] in reading.table.fields else "household"
                yield area_problem(reading, row, field, wrong[1], wrong[2])

    def apply(self, actor: Actor, changes: Changes) -> None:
        """Store them; the households are drafts again.

        Raises:
            NotAllowedError, OutsideScopeError: when the actor may not record one of them.
        """
        actor.require(Permission.RECORD, _("导入农户台账"))
        judged = self._judged(actor, list(touched_rows(changes)))
        if any(wrong is not None for _row, _record, wrong in judged):
            raise OutsideScopeError(_("登记农户需要本村范围内的填报角色"))
        records = [record for _row, record, _wrong in judged]
        manager: Any = self.model._default_manager
        names = [
            field.name
            for field in self.model._meta.concrete_fields
            if not field.primary_key and field.name != "household"
        ]
        # What ends makes room for what begins: the changed before the new.
        manager.bulk_update([each for each in records if each.pk], names, batch_size=500)
        manager.bulk_create([each for each in records if not each.pk], batch_size=2_000)
        review = when_changed(actor)
        keys = sorted({each.household_id for each in records})
        for start in range(0, len(keys) if review else 0, _AT_ONCE):
            Household.objects.filter(pk__in=keys[start : start + _AT_ONCE]).update(**review)

    def _judged(
        self, actor: Actor, written: list[tuple[int, dict[str, Any]]]
    ) -> list[tuple[int, Any, tuple[str, str, str] | None]]:
        """Each row with its record as it would be, and what is wrong with it."""
        homes = _households(
            actor, {values["household"] for _row, values in written if values.get("household")}
        )
        known = self._known(actor, homes)
        fill = self.filler(actor, [values for _row, values in written])
        reach = actor.reach(Permission.RECORD)
        found: list[tuple[int, Any, tuple[str, str, str] | None]] = []
        for row, values in written:
            home = homes.get(values.get("household") or "")
            record = known.get(self._key(values))
            if home is None:
                wrong: tuple[str, str, str] | None = (
                    "household", "没有此编号的农户", "no household has this number",
                )  # fmt: skip
            elif record is not None and not self._differs(record, values):
                continue
            elif not reach.has_code(home.village.code):
                wrong = ("household", "不在您的填报范围内", "outside the scope for which you record")
            else:
                record = record or self.model(household=home)
                wrong = _period(record, values) or fill(record, values)
                known[self._key(values)] = record
            found.append((row, record, wrong))
        return self._together(found, list(known.values()))

    def _together(self, found: list[Any], records: list[Any]) -> list[Any]:
        by_home: dict[int, list[Any]] = {}
        for record in records:
            by_home.setdefault(record.household_id, []).append(record)
        told = {home: self.judge(theirs) for home, theirs in by_home.items()}
        return [
            (row, record, wrong or (told.get(record.household_id) if record is not None else None))
            for row, record, wrong in found
        ]

    def _known(self, actor: Actor, homes: Mapping[str, Household]) -> dict[Key, Any]:
        keys = sorted(each.pk for each in homes.values())
        known: dict[Key, Any] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = self.stored(actor, {}).filter(household__in=keys[start : start + _AT_ONCE])
            known |= {self._key(row): record for row, record in self._numbered(some)}
        return known

    def _key(self, values: Row) -> Key:
        return tuple(values.get(field) for field in self.workbook.key)

    def _differs(self, record: Any, values: Row) -> bool:
        row = self._row(record)
        return any(row.get(field) != value for field, value in values.items() if field != "repeat")


def register_ledger(ledger: Ledger) -> Register:
    """Make it known."""
    apply = act("导入农户台账")(ledger.apply)
    return register(
        Register(
            ledger.workbook, ledger.rows, apply, ledger.check, filters=(PLACE,), count=ledger.count,
            writing=Permission.RECORD,
        )
    )  # fmt: skip


def texts(record: Any, values: Row, *names: str) -> None:
    """Take over texts and codes that the file has."""
    for name in names:
        if name in values:
            setattr(record, name, values[name] or "")


def _period(record: Any, values: Row) -> tuple[str, str, str] | None:
    """Start, end and note of a row into its record."""
    if why := same_day(values):
        return ("end", f"终止早于起始({why})", f"ends before it starts ({why})")
    old: Period = record.period
    start = values.get("start", old.start)
    end = values.get("end", old.end)
    if start and end and end.day < start.day:
        return ("end", "终止早于起始", "ends before it starts")
    for column, value in period_columns(Period(start, end)).items():
        setattr(record, column, value)
    texts(record, values, "note")
    return None


def _households(actor: Actor, numbers: Iterable[str]) -> dict[str, Household]:
    wanted = sorted(numbers)
    found: dict[str, Household] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Household.objects.seen_by(actor).filter(number__in=wanted[start : start + _AT_ONCE])
        found |= {each.number: each for each in rows.select_related("village")}
    return found
