"""An example of every value that the household file gives its template, marked as such (示例)."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from xieshou.domain.printed import LOCALES
from xieshou.kernel.language import Language

LISTS = {
    "members": ("relation", "name", "sex", "age", "number", "nationality", "since"),
    "conditions": ("name", "education", "schooling", "skill", "months", "insurance", "tags"),
    "incomes": ("year", "people", "wage", "business", "cost", "property", "transfer", "per_head", "stated"),
    "statuses": ("when", "status", "note"),
    "measures": ("when", "kind", "content", "whom", "amount"),
    "responsibles": ("when", "name", "unit", "note"),
    "visits": ("on", "visitors", "purpose", "findings"),
    "former": ("name", "when", "joined", "left"),
}
"""The lists of a file and what each of their rows has."""


def sample(language: Language) -> dict[str, Any]:
    """An example of every value, no list empty: what a user's template is checked against."""
    with translation.override(LOCALES[language]):
        example = _("示例")
        return {
            "head": example,
            "number": example,
            "place": example,
            "on": example,
            "sample": example,
            "formula": example,
            "facts": [{"label": example, "value": example}],
            "living": [{"label": example, "value": example}],
            **{name: [dict.fromkeys(columns, example)] for name, columns in LISTS.items()},
        }
