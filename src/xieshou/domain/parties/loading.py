"""Load the organisations that sources name."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.parties.services import load_organisation_rows
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor
from xieshou.kernel.tables import BadTableError, read_table

COLUMNS = ("name", "name_en", "kind", "side", "place", "source", "note")
DATA = Path(__file__).parent / "data" / "organisations.csv"


class BadOrganisationRowError(ValueError):
    """A row of the organisations file cannot be loaded; the message says which and why."""


@act("载入单位")
def load_organisations(*, actor: Actor, path: Path = DATA) -> int:
    """Record every organisation of the file; returns how many rows there were.

    Raises:
        NotAllowedError: when the actor may not write.
        BadOrganisationRowError: for a file that is no such table, or a row without a name or with an unknown
            kind, side or place; nothing is then stored.
    """
    actor.require_write("载入单位")
    try:
        rows = read_table(path, COLUMNS)
    except BadTableError as problem:
        raise BadOrganisationRowError(str(problem)) from None
    places = {
        division.code: division
        for division in Division.objects.filter(code__in={row["place"] for _, row in rows if row["place"]})
    }
    found = []
    for where, row in rows:
        place = places.get(row["place"])
        if row["place"] and place is None:
            raise BadOrganisationRowError(f"{where}, place: no division has the code {row['place']}")
        if not row["name"]:
            raise BadOrganisationRowError(f"{where}, name: the name is missing")
        if row["kind"] not in OrganisationKind.values:
            raise BadOrganisationRowError(_unknown(where, "kind", row["kind"], OrganisationKind.values))
        if row["side"] not in Side.values:
            raise BadOrganisationRowError(_unknown(where, "side", row["side"], Side.values))
        found.append(
            {
                "name": row["name"],
                "division_id": place.pk if place else None,
                "name_en": row["name_en"],
                "kind": OrganisationKind(row["kind"]),
                "side": Side(row["side"]),
                "source": row["source"],
                "note": row["note"],
            }
        )
    load_organisation_rows(actor=actor, organisations=found)
    return len(rows)


def _unknown(where: str, column: str, text: str, known: list[str]) -> str:
    return f"{where}, {column}: {text!r} is none of {', '.join(known)}"


def organisations_by_name(actor: Actor) -> dict[str, list[Organisation]]:
    """The organisations of every full name, for files that name parties in words; a name may repeat."""
    found: dict[str, list[Organisation]] = defaultdict(list)
    for organisation in Organisation.objects.seen_by(actor).select_related("division"):
        found[organisation.name].append(organisation)
    return dict(found)
