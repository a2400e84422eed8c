"""Reads glossary files: TOML, one table per entry, the class once at the top of each file.

class = "poverty"

[exit-rates]
name = "三率一度"
en = "Three rates and one degree"
aliases = ["三率一度指标"]
concept = "…"        # 概念内涵
concept_en = "…"
origin = "…"         # 缘由演进
origin_en = "…"
practice = "…"       # 实践成效
practice_en = "…"
sources = ["S52"]    # codes of documents
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from xieshou.domain.evidence.models import Term, TermClass
from xieshou.kernel.text import fold

PARTS = ("concept", "concept_en", "origin", "origin_en", "practice", "practice_en")
_TEXTS = ("name", "en", *PARTS)
_LISTS = ("aliases", "sources")
# The separator inside Term.aliases and Term.sources.
SEPARATOR = "、"


class TermFileError(ValueError):
    """A glossary file cannot be understood; the message names file and entry."""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """An entry as read: the unsaved term, the codes it cites, and where it stands (file and slug)."""

    term: Term
    sources: tuple[str, ...]
    where: str


def read_terms(folder: Path) -> list[TermEntry]:
    """Every entry of the folder's ``*.toml`` files, in order of file and place.

    Raises:
        TermFileError: for broken TOML, a missing or unknown key, or a slug, name or alias that comes twice.
    """
    entries = [entry for path in sorted(folder.glob("*.toml")) for entry in _entries(path)]
    _refuse_shared_names(entries)
    return entries


def search_key(term: Term) -> str:
    """All that search looks through, folded (see ``fold``)."""
    texts = (term.name, term.name_en, term.aliases, *(getattr(term, part) for part in PARTS))
    return "\n".join(fold(text) for text in texts)


def names_of(term: Term) -> set[str]:
    """Every folded name by which the entry may be called: name, English name, aliases."""
    return {fold(name) for name in (term.name, term.name_en, *term.aliases.split(SEPARATOR)) if name}


def _entries(path: Path) -> Iterable[TermEntry]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TermFileError(f"{path.name}: {error}") from error
    term_class = tables.pop("class", None)
    if term_class not in TermClass.values:
        raise TermFileError(
            _("%(file)s:class 应为 %(known)s 之一")
            % {"file": path.name, "known": SEPARATOR.join(TermClass.values)}
        )
    for slug, table in tables.items():
        yield _entry(f"{path.name} [{slug}]", slug, term_class, table)


def _entry(where: str, slug: str, term_class: str, table: object) -> TermEntry:
    if not isinstance(table, dict):
        raise TermFileError(_("%s:每个词条应是一个表") % where)
    texts = {key: _text(where, table, key) for key in _TEXTS}
    lists = {key: _list(where, table, key) for key in _LISTS}
    if unknown := sorted(set(table) - {*_TEXTS, *_LISTS}):
        raise TermFileError(_("%(where)s:不认识的键 %(keys)s") % {"where": where, "keys": ", ".join(unknown)})
    term = Term(
        slug=slug,
        name_en=texts.pop("en"),
        term_class=term_class,
        aliases=SEPARATOR.join(lists["aliases"]),
        sources=SEPARATOR.join(lists["sources"]),
        **texts,
    )
    term.search_key = search_key(term)
    return TermEntry(term, tuple(lists["sources"]), where)


def _text(where: str, table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise TermFileError(_("%(where)s:缺少 %(key)s") % {"where": where, "key": key})
    return value.strip()


def _list(where: str, table: Mapping[str, Any], key: str) -> list[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise TermFileError(_("%(where)s:%(key)s 应是文字的列表") % {"where": where, "key": key})
    if any(SEPARATOR in item for item in value):
        raise TermFileError(_("%(where)s:%(key)s 的各项应分开写,不用顿号") % {"where": where, "key": key})
    return [item.strip() for item in value]


def _refuse_shared_names(entries: Iterable[TermEntry]) -> None:
    """A name leads to one entry, else term help would have to guess."""
    holders: dict[str, str] = {}
    slugs: dict[str, str] = {}
    for entry in entries:
        if first := slugs.get(entry.term.slug):
            raise TermFileError(_("%(where)s:标识已见于 %(first)s") % {"where": entry.where, "first": first})
        slugs[entry.term.slug] = entry.where
        for name in names_of(entry.term):
            if first := holders.get(name):
                raise TermFileError(
                    _("%(where)s:名称“%(name)s”已见于 %(first)s")
                    % {"where": entry.where, "name": name, "first": first}
                )
            holders[name] = entry.where
