"""How a write is refused: with every fault that speaks against it, by field and member."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from xieshou.domain.households.rules.faults import Code, Fault, Severity, errors


class RefusedError(ValueError):
    """Nothing was stored. ``faults`` says why: errors of rules, and values that a field does not take."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(str(fault) for fault in self.faults))


def refuse(faults: Iterable[Fault]) -> None:
    """Go on only where no fault is an error.

    Raises:
        RefusedError: with the errors.
    """
    found = errors(list(faults))
    if found:
        raise RefusedError(found)


def fault(code: Code, field: str = "", member: str = "", **facts: object) -> Fault:
    """An error with its facts as texts."""
    told = tuple((name, str(value)) for name, value in facts.items())
    return Fault(code, Severity.ERROR, field, member, told)


def of_validation(error: ValidationError, member: str = "") -> list[Fault]:
    """What Django's validation says, as faults; the words of the fields are kept, values are not."""
    by_field = error.error_dict if hasattr(error, "error_dict") else {"": error.error_list}
    return [
        fault(Code.INVALID, "" if name == "__all__" else name, member, says=" ".join(each.messages))
        for name, found in by_field.items()
        for each in found
    ]


def not_in_future(day: date, today: date, field: str = "on") -> list[Fault]:
    """Nothing has happened on a day that has not come."""
    return [fault(Code.IN_FUTURE, field, on=day)] if day > today else []
