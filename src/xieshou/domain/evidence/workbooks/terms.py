"""The ledger of glossary entries, in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from xieshou.domain.codelists import codes_of
from xieshou.domain.evidence.models import Document, Term, TermClass
from xieshou.domain.evidence.queries import terms
from xieshou.domain.evidence.storing import store
from xieshou.domain.evidence.term_files import PARTS, SEPARATOR, names_of, search_key
from xieshou.domain.evidence.workbooks.columns import HOLDING
from xieshou.domain.evidence.workbooks.faults import Fault, Row, named, require_none, rows_of, unfit
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.workbooks.comparing import Changes
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import Register, register

CLASSES = codes_of(
    TermClass,
    {
        "strategy": "strategy",
        "poverty": "poverty",
        "economy": "economy",
        "ecology": "ecology",
        "culture": "culture",
        "society": "society",
        "party": "Party building",
    },
)

WORKBOOK = Workbook(
    "terms",
    "词条台账",
    "Glossary",
    (
        Column("slug", "标识", "Slug", required=True, longest=60, example="paired-help",
               help="小写拉丁字母、数字和连字符,定后不改",
               help_en="letters, digits and hyphens; it never changes"),
        Column("name", "词条", "Term", required=True, longest=60, example="示例词条"),
        Column("name_en", "英文", "English", required=True, longest=120, example="sample term"),
        Column("term_class", "类别", "Class", Kind.CODE, required=True, codes=CLASSES, example="战略类"),
        Column("aliases", "别名", "Other names", Kind.TEXTS, help="以顿号分隔", help_en="with 、 between"),
        Column("concept", "概念内涵", "Concept", required=True, example="示例"),
        Column("concept_en", "概念内涵(英文)", "Concept (English)", required=True, example="sample"),
        Column("origin", "缘由演进", "Origin", required=True, example="示例"),
        Column("origin_en", "缘由演进(英文)", "Origin (English)", required=True, example="sample"),
        Column("practice", "实践成效", "Practice", required=True, example="示例"),
        Column("practice_en", "实践成效(英文)", "Practice (English)", required=True, example="sample"),
        Column("sources", "出处", "Sources", Kind.TEXTS, help="文献编号,以顿号分隔",
               help_en="codes of documents, with 、 between"),
    ),
    key=("slug",),
)  # fmt: skip
_TEXTS = ("name", "name_en", "term_class", *PARTS)
_LISTS = ("aliases", "sources")


def _found(actor: Actor, filters: Mapping[str, str]) -> QuerySet[Term]:
    asked = filters.get("term_class")
    return terms(actor, TermClass(asked) if asked else None, filters.get("text"))


def count(actor: Actor, filters: Mapping[str, str]) -> int:
    """How many ``rows`` gives."""
    return _found(actor, filters).count()


def rows(actor: Actor, filters: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """The entries by class and name; filters ``term_class`` and ``text`` (its words, anywhere)."""
    for term in _found(actor, filters).iterator():
        yield {
            "slug": term.slug,
            **{name: getattr(term, name) for name in _TEXTS},
            **{name: tuple(filter(None, getattr(term, name).split(SEPARATOR))) for name in _LISTS},
        }


def check(actor: Actor, reading: Reading) -> Iterable[CellProblem]:
    """Name sources that are no documents, and names that two entries would have."""
    return named(reading, _faults(list(reading.table.rows()), _stored()))


@act("导入词条")
def apply(actor: Actor, changes: Changes) -> None:
    """Store them as the person's: later loads leave them.

    Raises:
        NotAllowedError: when the actor may not write.
        ChangesRefusedError: when a rule refuses one of them.
    """
    actor.require_write(_("导入词条"))
    stored, given = _stored(), rows_of(changes)
    require_none(WORKBOOK, _faults(given, stored))
    written = [_filled(values, stored) for _row, values in given]
    for term in written:
        term.search_key = search_key(term)
    renamed = [term.slug for term in written if term.slug in stored and stored[term.slug].name != term.name]
    for place, slug in enumerate(renamed):  # two entries may exchange their names
        Term.objects.filter(slug=slug).update(name=f"#{place}")
    store(Term, "slug", written, edited_at=timezone.now())


def _stored() -> dict[str, Term]:
    return {term.slug: term for term in Term.objects.all()}


def _filled(values: Mapping[str, Any], stored: Mapping[str, Term]) -> Term:
    """The entry as it would be: what the file does not have stays."""
    term = Term(slug=values["slug"])
    if old := stored.get(values["slug"]):
        for field in Term._meta.concrete_fields:
            setattr(term, field.attname, getattr(old, field.attname))
    for name in _TEXTS:
        if name in values:
            setattr(term, name, values[name] or "")
    for name in _LISTS:
        if name in values:
            setattr(term, name, SEPARATOR.join(values[name] or ()))
    return term


def _faults(given: list[Row], stored: Mapping[str, Term]) -> Iterator[Fault]:
    documents = set(Document.objects.values_list("code", flat=True))
    after = dict(stored)
    after.update({values["slug"]: _filled(values, stored) for _row, values in given if values["slug"]})
    holders: dict[str, list[str]] = {}
    for slug, term in after.items():
        for name in names_of(term):
            holders.setdefault(name, []).append(slug)
    for row, values in given:
        slug = values["slug"]
        if not slug:
            continue
        term = after[slug]
        yield from unfit(row, term, [name for name in ("slug", *_TEXTS, *_LISTS) if values.get(name)])
        for code in values.get("sources") or ():
            if code not in documents:
                yield Fault(
                    row, "sources", f"没有编号为 {code} 的文献", f"no document has the code {code}", code
                )
        for name in sorted(names_of(term)):
            if others := "、".join(other for other in holders[name] if other != slug):
                zh, en = f"名称“{name}”已指词条 {others}", f"“{name}” leads to {others} already"
                yield Fault(row, "name", zh, en, term.name)


FILTERS = (WORKBOOK.column("term_class"), HOLDING)
register(Register(WORKBOOK, rows, apply, check, filters=FILTERS, count=count))
