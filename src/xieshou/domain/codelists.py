"""Code lists of ledgers, out of the choices that models have. Shared by every area that declares a ledger."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import override

from xieshou.domain.certainty import Certainty
from xieshou.workbooks.declaring import BadDeclarationError, Code


def codes_of(
    choices: type[TextChoices],
    english: Mapping[str, str],
    also: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Code, ...]:
    """One code for each choice; ``english`` and ``also`` (other names that people write) are by value.

    Raises:
        BadDeclarationError: when ``english`` does not name exactly the choices.
    """
    if set(english) != set(choices.values):
        raise BadDeclarationError(f"{choices.__name__}: English is given for {sorted(english)}")
    with override("zh-hans"):
        return tuple(
            Code(choice.value, str(choice.label), english[choice.value], (also or {}).get(choice.value, ()))
            for choice in choices
        )


CERTAINTIES = codes_of(
    Certainty,
    {
        "seed": "as in the article",
        "source": "sourced",
        "partial": "sourced in part",
        "derived": "derived",
        "weak": "weakly sourced",
        "memory": "to be verified",
        "sample": "sample",
    },
)
"""How sure a fact is, for the column 可信度."""
