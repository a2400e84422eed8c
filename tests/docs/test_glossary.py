"""docs/glossary.md names every model and every choice of the domain, with its official Chinese term."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import Choices

import xieshou.domain

PAGE = Path(__file__).parents[2] / "docs/glossary.md"
ROW = re.compile(
    r"^\| `(?P<identifier>[^`]+)` \| (?P<chinese>[^|]+) \| (?P<english>[^|]+) \| (?P<meaning>[^|]+) \|$"
)


def rows() -> dict[str, re.Match[str]]:
    found = (ROW.match(line) for line in PAGE.read_text("utf-8").splitlines())
    return {row["identifier"]: row for row in found if row}


def choices() -> Iterator[type[Choices]]:
    """Every choices class that a module of the domain defines, nested ones too."""
    for module in pkgutil.walk_packages(xieshou.domain.__path__, "xieshou.domain."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)
    pending = list(Choices.__subclasses__())
    while pending:
        item = pending.pop()
        pending += item.__subclasses__()
        if item.__module__.startswith("xieshou.domain") and len(item):
            yield item


def test_every_model_has_a_row_with_its_chinese_name() -> None:
    listed = rows()
    missing = [
        f"{model.__name__} {model._meta.verbose_name}"
        for model in apps.get_app_config("domain").get_models()
        if not model._meta.auto_created
        and not model.__name__.startswith("Historical")
        and (
            model.__name__ not in listed or listed[model.__name__]["chinese"] != str(model._meta.verbose_name)
        )
    ]
    assert missing == []


def test_every_choice_has_a_row_with_its_chinese_label() -> None:
    listed = rows()
    missing = [
        f"{item.__qualname__}.{member.name} {member.label}"
        for item in choices()
        for member in item
        if (row := listed.get(f"{item.__qualname__}.{member.name}")) is None
        or row["chinese"] != str(member.label)
    ]
    assert missing == []


def test_no_row_names_a_choice_that_is_gone() -> None:
    existing = {f"{item.__qualname__}.{member.name}" for item in choices() for member in item}
    groups = {item.__qualname__ for item in choices()}
    gone = [name for name in rows() if name.rpartition(".")[0] in groups and name not in existing]
    assert gone == []


def test_every_term_has_one_english_word_and_a_meaning() -> None:
    assert [
        name for name, row in rows().items() if not row["english"].strip() or not row["meaning"].strip()
    ] == []
