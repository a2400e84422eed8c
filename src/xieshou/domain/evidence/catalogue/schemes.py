"""Loads classification schemes with their classes, and which indicator stands in which class.

[[scheme]]
code = "four-parts"
name = "四位一体"
name_en = "Four parts"
document = "[003]"       # or nothing
note = ""
[[scheme.class]]
code = "government-aid"
name = "政府援助"
name_en = "Government aid"
indicators = ["aid_funds", "aid_projects"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.evidence.catalogue.words import indicators_by_word, key_of
from xieshou.domain.evidence.models import (
    Document,
    Indicator,
    Scheme,
    SchemeClass,
    SubjectKind,
    Tagging,
)
from xieshou.domain.evidence.storing import Loaded, reasons
from xieshou.kernel.actor import Actor

SCHEMES = Path(__file__).parents[1] / "data" / "schemes.toml"
_TEXTS = ("code", "name", "name_en")


class BadSchemeError(ValueError):
    """A scheme cannot be stored; the message names file, scheme, class and reason."""


@dataclass(slots=True)
class _Class:
    row: SchemeClass
    indicators: list[Indicator] = field(default_factory=list)


@dataclass(slots=True)
class _Read:
    scheme: Scheme
    classes: list[_Class] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, Any]:
        own = ("name", "name_en", "document_id", "note")
        return {name: getattr(self.scheme, name) for name in own}

    @property
    def shape(self) -> list[tuple[Any, ...]]:
        """What of its classes can differ from what is stored."""
        return [
            (c.row.code, c.row.name, c.row.name_en, c.row.position, sorted(i.pk for i in c.indicators))
            for c in self.classes
        ]


def load_schemes(*, actor: Actor, path: Path = SCHEMES) -> Loaded:
    """Store every scheme of a file with its classes and the indicators in each; counts schemes.

    A scheme becomes what the file says of it, tagged indicators too; schemes that it does not name stay.
    Documents and indicators must be loaded first.

    Raises:
        BadSchemeError: for broken TOML, a missing name, an unknown document or indicator, a code that comes
            twice, or an indicator that stands twice in one scheme (it would be counted twice).
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入分类体系"))
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("scheme", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSchemeError(f"{path.name}: {error}") from error
    documents = dict(Document.objects.values_list("code", "pk"))
    words = indicators_by_word()
    found = [_read(path.name, number, table, documents, words) for number, table in enumerate(tables, 1)]
    codes = [each.scheme.code for each in found]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise BadSchemeError(f"{path.name}: " + _("编号 %s 不止一次") % ", ".join(twice))
    with transaction.atomic():
        outcomes = [_keep(each) for each in found]
    return Loaded(outcomes.count("created"), outcomes.count("changed"), outcomes.count("unchanged"))


def _read(
    file: str, number: int, table: object, documents: Mapping[str, int], words: Mapping[str, Indicator]
) -> _Read:
    where = f"{file}, scheme {number}"
    if not isinstance(table, dict):
        raise BadSchemeError(f"{where}: " + _("应是一个表"))
    where = f"{file}, scheme {table.get('code', number)}"
    document = table.get("document", "")
    if document and document not in documents:
        raise BadSchemeError(f"{where}, document: " + _("没有文献 %s") % document)
    scheme = Scheme(
        **_texts(where, table), document_id=documents.get(document), note=str(table.get("note", ""))
    )
    _clean(where, scheme, exclude=["document"])
    read = _Read(scheme)
    standing: dict[int, str] = {}
    for position, each in enumerate(table.get("class", []), 1):
        at = f"{where}, class {each.get('code', position)}"
        row = SchemeClass(**_texts(at, each), position=position)
        _clean(at, row, exclude=["scheme"])
        if any(row.code == other.row.code for other in read.classes):
            raise BadSchemeError(f"{at}: " + _("编号 %s 不止一次") % row.code)
        read.classes.append(_Class(row, list(_members(at, row.name, each, words, standing))))
    if not read.classes:
        raise BadSchemeError(f"{where}: " + _("分类体系至少要有一类"))
    return read


def _members(
    where: str,
    class_name: str,
    table: Mapping[str, Any],
    words: Mapping[str, Indicator],
    standing: dict[int, str],
) -> Iterable[Indicator]:
    for word in table.get("indicators", []):
        indicator = words.get(key_of(str(word)))
        if indicator is None:
            raise BadSchemeError(f"{where}, indicators: " + _("没有指标 %s") % word)
        if indicator.pk in standing:
            raise BadSchemeError(
                f"{where}, indicators: "
                + _("%(indicator)s 已归入“%(class)s”;同一体系中一项只归一类,否则会重复计数")
                % {"indicator": word, "class": standing[indicator.pk]}
            )
        standing[indicator.pk] = class_name
        yield indicator


def _texts(where: str, table: Mapping[str, Any]) -> dict[str, str]:
    texts = {}
    for key in _TEXTS:
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise BadSchemeError(f"{where}: " + _("缺少 %s") % key)
        texts[key] = value.strip()
    return texts


def _clean(where: str, row: Scheme | SchemeClass, exclude: list[str]) -> None:
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        raise BadSchemeError(f"{where}: {reasons(error)}") from error


def _keep(read: _Read) -> str:
    """Store one scheme; says whether it was created, changed or unchanged."""
    stored = Scheme.objects.filter(code=read.scheme.code).first()
    if stored is None:
        read.scheme.save()
        _replace_classes(read.scheme, read)
        return "created"
    same = all(getattr(stored, name) == value for name, value in read.fields.items())
    if same and _shape_of(stored) == read.shape:
        return "unchanged"
    for name, value in read.fields.items():
        setattr(stored, name, value)
    stored.save(update_fields=list(read.fields))
    _replace_classes(stored, read)
    return "changed"


def _shape_of(scheme: Scheme) -> list[tuple[Any, ...]]:
    tagged: dict[int, list[int]] = {}
    for class_id, subject in scheme.taggings.filter(subject_kind=SubjectKind.INDICATOR).values_list(
        "scheme_class", "subject_id"
    ):
        tagged.setdefault(class_id, []).append(subject)
    return [
        (c.code, c.name, c.name_en, c.position, sorted(tagged.get(c.pk, []))) for c in scheme.classes.all()
    ]


def _replace_classes(scheme: Scheme, read: _Read) -> None:
    """Keep classes by code, because records of other kinds may stand in them; tag the indicators anew."""
    scheme.classes.exclude(code__in=[each.row.code for each in read.classes]).delete()
    scheme.taggings.filter(subject_kind=SubjectKind.INDICATOR).delete()
    for each in read.classes:
        row, _made = SchemeClass.objects.update_or_create(
            scheme=scheme,
            code=each.row.code,
            defaults={"name": each.row.name, "name_en": each.row.name_en, "position": each.row.position},
        )
        Tagging.objects.bulk_create(
            Tagging(
                scheme=scheme,
                scheme_class=row,
                subject_kind=SubjectKind.INDICATOR,
                subject_id=indicator.pk,
            )
            for indicator in each.indicators
        )
