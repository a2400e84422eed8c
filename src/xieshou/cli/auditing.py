"""The command that tells who did what."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xieshou.cli.django_setup import with_django
from xieshou.cli.output import AsJson, fail, print_json, print_table, say, wants_json

if TYPE_CHECKING:
    from xieshou.domain.recorded.models import Act

_MOST = 1000


@with_django
def audit(
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="From this day on (2026-11-01).")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Up to this day, itself included.")
    ] = None,
    who: Annotated[str, typer.Option("--who", metavar="NAME", help="Whose name contains this.")] = "",
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="KIND", help="What changed such records (pairing, claim …)."),
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many, the latest first.")] = _MOST,
    as_json: AsJson = None,
) -> None:
    """Tell who did what, when and why (操作记录), with every field that changed.

    JSON has a list of acts, each with its changes: kind, record, label, how, and the differences with field,
    before and after; personal data is masked. Exits with 2 for a day or kind that cannot be read.
    """
    from xieshou.domain.workflow.audit import queries
    from xieshou.domain.workflow.audit.kinds import UnknownKindError, kinds
    from xieshou.kernel.actor import SYSTEM

    asked = queries.Asked(who=who, kind=kind, since=_day("--since", since), until=_day("--until", until))
    try:
        found = list(queries.acts(SYSTEM, asked)[:limit])
    except UnknownKindError:
        raise fail(f"--kind: {kind}? {' | '.join(each.name for each in kinds())}", 2) from None
    if wants_json(as_json):
        print_json([_row(act, queries.touched(SYSTEM, act)) for act in found])
    else:
        print_table([_line(act) for act in found])
    if not found:
        say("没有这样的操作 / nothing of the kind was done")


def _day(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise fail(f"{option}: {text}? 2026-11-01", 2) from None


def _row(act: Act, touched: list[Any]) -> dict[str, Any]:
    return {
        "act": str(act.key),
        "at": act.at.isoformat(),
        "who": act.actor_name,
        "user": act.user_id,
        "what": act.what,
        "why": act.why,
        "changes": [
            {
                "kind": each.kind.name,
                "record": change.record,
                "label": change.label,
                "how": {"+": "created", "~": "changed", "-": "deleted"}[change.how],
                "differences": [
                    {"field": one.field, "before": one.before, "after": one.after}
                    for one in change.differences
                ],
            }
            for each in touched
            for change in each.changes
        ],
    }


def _line(act: Act) -> dict[str, Any]:
    return {
        "at": f"{act.at:%Y-%m-%d %H:%M}",
        "who": act.actor_name,
        "what": act.what,
        "why": act.why,
    }
