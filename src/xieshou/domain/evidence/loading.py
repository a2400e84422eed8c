"""Loads the documents and glossary entries that ship with the product. Running it twice changes nothing.

A file is read and checked whole before the first row is written; one bad row leaves the store as it was.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import Document, Term
from xieshou.domain.evidence.storing import Loaded, reasons, store
from xieshou.domain.evidence.term_files import TermFileError, read_terms
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.docnumbers import BadDocumentNumberError, DocumentNumber
from xieshou.kernel.period import BadDateError, PartialDate, Precision
from xieshou.kernel.text import fold

DATA = Path(__file__).parent / "data"
DOCUMENTS = DATA / "documents.csv"
TERMS = DATA / "terms"

DOCUMENT_COLUMNS = (
    "code", "kind", "title", "issuer", "number", "dated", "address", "reliability", "certainty", "note",
    "text_sha256",
)  # fmt: skip


class BadDocumentError(ValueError):
    """A row of a documents file cannot be stored; the message names file, line and reason."""


class BadTermError(ValueError):
    """A glossary entry cannot be stored; the message names file, entry and reason."""


@act("载入文献")
def load_documents(*, actor: Actor, path: Path = DOCUMENTS) -> Loaded:
    """Store every row of a documents file (UTF-8 CSV with the columns DOCUMENT_COLUMNS), keyed by code.

    ``dated`` is a partial date: 2016, 2016-10 or 2016-10-27; ``>=2016-10-27`` when only the earliest possible
    day is known; empty when nothing is. Documents that the file does not name stay.

    Raises:
        BadDocumentError: for a wrong column, value, or a code or number that comes twice.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入文献"))
    rows = list(_document_rows(path))
    with transaction.atomic():
        _refuse_taken_numbers(path, rows)
        _keep_declared_references(document for _line, document in rows)
        return store(Document, "code", [document for _line, document in rows], but=("reprint_of_id",))


@act("载入词条")
def load_terms(*, actor: Actor, folder: Path = TERMS) -> Loaded:
    """Store every glossary entry of the ``*.toml`` files in a folder, keyed by slug.

    Entries that the files do not name stay. Documents must be loaded first: an entry cites them by code.

    Raises:
        BadTermError: for a missing part, an unknown class or source, or a name that two entries claim.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入词条"))
    try:
        entries = read_terms(folder)
    except TermFileError as error:
        raise BadTermError(str(error)) from error
    known = set(Document.objects.values_list("code", flat=True))
    for entry in entries:
        try:
            entry.term.clean_fields()
        except ValidationError as error:
            raise BadTermError(_at_entry(entry.where, reasons(error))) from error
        for code in entry.sources:
            if code not in known:
                raise BadTermError(_at_entry(entry.where, _("出处 %s 不在文献中") % code))
    with transaction.atomic():
        return store(Term, "slug", [entry.term for entry in entries])


def _document_rows(path: Path) -> Iterable[tuple[int, Document]]:
    codes: dict[str, int] = {}
    numbers: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ()) != DOCUMENT_COLUMNS:
            raise BadDocumentError(_at_line(path, 1, _("表头应为 %s") % ",".join(DOCUMENT_COLUMNS)))
        for row in reader:
            line = reader.line_num
            if None in row or None in row.values():
                raise BadDocumentError(_at_line(path, line, _("列数与表头不符")))
            document = _document(path, line, row)
            if document.code in codes:
                raise BadDocumentError(
                    _at_line(
                        path,
                        line,
                        _("编号 %(code)s 已见于第 %(line)s 行")
                        % {"code": document.code, "line": codes[document.code]},
                    )
                )
            if document.number in numbers:
                raise BadDocumentError(
                    _at_line(
                        path,
                        line,
                        _("文号 %(number)s 已见于第 %(line)s 行:文号相同即同一文献")
                        % {"number": document.number, "line": numbers[document.number]},
                    )
                )
            codes[document.code] = line
            if document.number:
                numbers[document.number] = line
            yield line, document


def _document(path: Path, line: int, row: dict[str, str]) -> Document:
    values: dict[str, Any] = {column: row[column].strip() for column in DOCUMENT_COLUMNS if column != "dated"}
    if written := values["number"]:
        try:
            values["number"] = str(DocumentNumber.parse(fold(written)))
        except BadDocumentNumberError as error:
            reason = _("文号 %s 应写作 中办发〔2016〕69号") % written
            raise BadDocumentError(_at_line(path, line, reason)) from error
    dated = row["dated"].strip()
    try:
        known = _partial_date(dated)
    except BadDateError as error:
        raise BadDocumentError(
            _at_line(path, line, _("日期 %s 应写作 2016、2016-10、2016-10-27 或 >=2016-10-27") % dated)
        ) from error
    document = Document(
        **values,
        dated_on=known.day if known else None,
        date_precision=(known.precision if known else Precision.UNKNOWN).value,
    )
    try:
        document.clean_fields()
    except ValidationError as error:
        raise BadDocumentError(_at_line(path, line, reasons(error))) from error
    return document


def _partial_date(text: str) -> PartialDate | None:
    if text.startswith(">="):
        return PartialDate(PartialDate.parse(text[2:]).day, Precision.UNKNOWN)
    return PartialDate.parse(text) if text else None


def _refuse_taken_numbers(path: Path, rows: Sequence[tuple[int, Document]]) -> None:
    """Two documents of one number are one document, also when the other is already stored."""
    stored = dict(Document.objects.exclude(number="").values_list("number", "code"))
    for line, document in rows:
        holder = stored.get(document.number)
        if holder is not None and holder != document.code:
            raise BadDocumentError(
                _at_line(
                    path,
                    line,
                    _("文号 %(number)s 已属于文献 %(code)s:文号相同即同一文献")
                    % {"number": document.number, "code": holder},
                )
            )


def _keep_declared_references(documents: Iterable[Document]) -> None:
    """Where the file names no reference text, the one that a person declared stays."""
    declared = dict(Document.objects.exclude(text_sha256="").values_list("code", "text_sha256"))
    for document in documents:
        document.text_sha256 = document.text_sha256 or declared.get(document.code, "")


def _at_line(path: Path, line: int, reason: str) -> str:
    return _("%(file)s 第 %(line)s 行:%(reason)s") % {"file": path.name, "line": line, "reason": reason}


def _at_entry(where: str, reason: str) -> str:
    return _("%(where)s:%(reason)s") % {"where": where, "reason": reason}
