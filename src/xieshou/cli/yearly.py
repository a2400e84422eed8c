"""``xieshou calendar``: what the year asks for."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from xieshou.cli.django_setup import require_migrated, with_django
from xieshou.cli.output import AsJson, fail, print_json, wants_json

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)


@app.callback()
def calendar() -> None:
    """What the year asks for (年历)."""


@app.command(name="raise")
@with_django
def raise_tasks(
    on: Annotated[str, typer.Option("--on", help="The day, as 2026-03-01; today when left out.")] = "",
    as_json: AsJson = None,
) -> None:
    """Make the tasks (事项) of the calendar's windows that are open on a day.

    A worker does this every day. Doing it again makes no task twice. Exits with 2 when the day
    cannot be read.
    """
    from django.utils import timezone

    from xieshou.domain.workflow.calendar.raising import raise_due
    from xieshou.kernel.actor import SYSTEM

    require_migrated()
    try:
        day = date.fromisoformat(on) if on else timezone.localdate()
    except ValueError:
        raise fail(f"--on {on}: 请写成 2026-03-01 / write it as 2026-03-01", 2) from None
    done = raise_due(actor=SYSTEM, on=day)
    if wants_json(as_json):
        print_json({"on": day.isoformat(), "created": done.created, "present": done.present})
    else:
        typer.echo(
            f"{day}: 新生成 {done.created}, 已有 {done.present} / {done.created} made, {done.present} present"
        )
