"""An example of every value that the pair book gives its template, marked as such (示例)."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from xieshou.domain.printed import LOCALES
from xieshou.kernel.language import Language
from xieshou.papers.pictures import Picture

# One transparent pixel: where a sample needs a picture, any will do.
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f80f"
    "0001050101272218d90000000049454e44ae426082"
)


def sample(language: Language) -> dict[str, Any]:
    """An example of every value, no list empty: what a user's template is checked against."""
    with translation.override(LOCALES[language]):
        example = _("示例")
        when = _("2016年12月至2021年")
        step = {
            "when": when, "giver": example, "receiver": example, "round": example, "tier": example,
            "kind": example, "ending": example,
        }  # fmt: skip
        picture = Picture(_PIXEL, 164, example)
        return {
            "title": example,
            "giver": {"name": _("示例东部市"), "code": "000000"},
            "receiver": {"name": _("示例西部市"), "code": "000000"},
            "programme": example,
            "period": when,
            "on": example,
            "facts": [{"label": example, "value": example}],
            "relation": example,
            "relation_chart": picture,
            "steps": [step],
            "above": [step],
            "kinds": [{"name": example, "number": "3"}],
            "below": [{**step, "level": "　"}],
            "coverage": [dict.fromkeys(("side", "level", "paired", "unpaired"), example)],
            "findings": [{"text": example}],
            "figures": [
                dict.fromkeys(("indicator", "value", "when", "scope", "status", "document", "note"), example)
            ],
            "figures_chart": picture,
            "hand_over": [dict.fromkeys(("kind", "what", "state", "done", "note"), example)],
            "sources": [dict.fromkeys(("document", "title", "start", "end", "certainty", "note"), example)],
        }
