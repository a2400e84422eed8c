"""Load the organisations that sources name."""

from __future__ import annotations

import csv
from pathlib import Path

from django.db import transaction

from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.parties.services import record_organisation
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import Actor

DATA = Path(__file__).parent / "data" / "organisations.csv"


class BadOrganisationRowError(ValueError):
    """A row of the organisations file cannot be loaded; the message says which and why."""


@transaction.atomic
def load_organisations(*, actor: Actor, path: Path = DATA) -> int:
    """Record every organisation of the file; returns how many rows there were.

    Raises:
        BadOrganisationRowError: for a row with an unknown kind, side or place.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    places = {
        division.code: division
        for division in Division.objects.filter(code__in={row["place"] for row in rows if row["place"]})
    }
    for line, row in enumerate(rows, start=2):
        place = places.get(row["place"])
        if row["place"] and place is None:
            raise BadOrganisationRowError(
                f"{path.name}, line {line}: no division has the code {row['place']}"
            )
        try:
            kind, side = OrganisationKind(row["kind"]), Side(row["side"])
        except ValueError as problem:
            raise BadOrganisationRowError(f"{path.name}, line {line}: {problem}") from None
        record_organisation(
            actor=actor,
            name=row["name"],
            name_en=row["name_en"],
            kind=kind,
            side=side,
            division=place,
            source=row["source"],
            note=row["note"],
        )
    return len(rows)


def organisations_by_name() -> dict[str, Organisation]:
    """Every organisation by its full name; used where a file names parties in words."""
    return {
        organisation.name: organisation for organisation in Organisation.objects.select_related("division")
    }
