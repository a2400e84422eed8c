"""Loads the phrases in which documents say what the programme is and how it is done.

[[principle]]
code = "guideline-2013"
kind = "guideline"       # definition, guideline, principle or slogan
text = "优势互补、长期合作、共同发展"
text_en = "…"
document = "[000]"
note = ""
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import Document, Principle
from xieshou.domain.evidence.storing import Loaded, reasons, store
from xieshou.kernel.actor import Actor

PRINCIPLES = Path(__file__).parents[1] / "data" / "principles.toml"
_KEYS = ("code", "kind", "text", "text_en", "note")


class BadPrincipleError(ValueError):
    """A phrase cannot be stored; the message names file, code and reason."""


def load_principles(*, actor: Actor, path: Path = PRINCIPLES) -> Loaded:
    """Store every phrase of a file, keyed by code. Phrases that the file does not name stay.

    Raises:
        BadPrincipleError: for broken TOML, a wrong value, an unknown document, or a code that comes twice.
        NotAllowedError: if the actor may not write.
    """
    actor.require_write(_("载入方针原则"))
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("principle", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadPrincipleError(f"{path.name}: {error}") from error
    documents = dict(Document.objects.values_list("code", "pk"))
    rows: list[Principle] = []
    for number, table in enumerate(tables, 1):
        where = f"{path.name}, principle {table.get('code', number)}"
        if unknown := sorted(set(table) - {*_KEYS, "document"}):
            raise BadPrincipleError(f"{where}: " + _("不认识的键 %s") % ", ".join(unknown))
        document = documents.get(table.get("document", ""))
        if document is None:
            raise BadPrincipleError(f"{where}, document: " + _("没有文献 %s") % table.get("document", ""))
        row = Principle(**{key: str(table.get(key, "")).strip() for key in _KEYS}, document_id=document)
        try:
            row.clean_fields(exclude=["document"])
        except ValidationError as error:
            raise BadPrincipleError(f"{where}, {reasons(error)}") from error
        if any(row.code == other.code for other in rows):
            raise BadPrincipleError(f"{where}: " + _("编号 %s 不止一次") % row.code)
        rows.append(row)
    with transaction.atomic():
        return store(Principle, "code", rows)
