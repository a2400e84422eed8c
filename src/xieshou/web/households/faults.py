"""What does not agree in a household, in the recorder's words: what, about whom, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as lazy

from xieshou.domain.households.models import Member
from xieshou.domain.households.queries.whole import Whole
from xieshou.domain.households.rules import consistency
from xieshou.domain.households.rules.faults import Fault, Severity
from xieshou.domain.households.services.examining import sheet_of
from xieshou.domain.households.wording import words

MARKS = {Severity.ERROR: ("bad", "✗"), Severity.DOUBT: ("caution", "?"), Severity.HINT: ("", "i")}
WORDS = {Severity.ERROR: lazy("必须改正"), Severity.DOUBT: lazy("请核对"), Severity.HINT: lazy("提示")}


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in words; ``target`` is the id of the field on the form, where there is one."""

    text: str
    severity: str
    word: str
    tint: str
    shape: str
    about: str = ""
    target: str = ""
    member: str = ""
    field: str = ""


def told(fault: Fault, about: str = "", target: str = "") -> Told:
    """A fault as templates take it."""
    tint, shape = MARKS[fault.severity]
    return Told(
        words(fault),
        fault.severity.value,
        str(WORDS[fault.severity]),
        tint,
        shape,
        about,
        target,
        fault.member,
        fault.field,
    )


def faults_of(kept: Whole, on: date) -> list[Told]:
    """What does not agree in a household as it is kept."""
    people = {str(each.pk): each for each in kept.present}
    sheet = sheet_of(kept.household, people.items(), kept.incomes[:1], on=on)
    return in_words(consistency.findings(sheet), people)


def in_words(found: Iterable[Fault], people: Mapping[str, Member]) -> list[Told]:
    """Faults with the names of those whom they are about."""
    return [told(each, about=people[each.member].name if each.member in people else "") for each in found]
