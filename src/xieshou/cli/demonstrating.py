"""``xieshou demo``: everything from nothing to a site that answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from xieshou.cli.django_setup import with_django
from xieshou.cli.loading import load_if_due
from xieshou.cli.making_registers import register
from xieshou.cli.running import Host, Port, Workers, address, require_free, run_server
from xieshou.cli.working import background_worker

if TYPE_CHECKING:
    from xieshou.demo.county import Brought

app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
app.command()(register)


@app.callback()
def demo(
    context: typer.Context,
    host: Host = "127.0.0.1",
    port: Port = 8000,
    workers: Workers = 2,
    people: Annotated[
        int,
        typer.Option("--people", min=0, max=1_000_000, help="In the example county's register; 0: none."),
    ] = 66_000,
) -> None:
    """Open the demonstration (示范): set up, load, serve.

    Prints the address and the demo accounts.
    The first start takes a minute, later ones a few seconds. Nothing that you changed is lost.
    """
    if context.invoked_subcommand is None:
        _open(host, port, workers, people)


@with_django
def _open(host: str, port: int, workers: int, count: int) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from xieshou.demo import county, county_work, work
    from xieshou.demo.accounts import demo_accounts
    from xieshou.demo.people import demo_people

    require_free(host, port, "demo")
    settings.XIESHOU_HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    load_if_due()
    accounts = demo_accounts(settings.XIESHOU_HOME)
    demo_people()
    if work.is_due():
        work.set_out(timezone.localdate())
    if county.is_due() and count:
        _bring_in(count, timezone.localdate())
        county_work.set_out(timezone.localdate())
    typer.echo(f"\n  携手 Xieshou: {address(host, port)}\n")
    for account in accounts:
        typer.echo(f"  {account.shown_as} ({account.role}): {account.username} / {account.password}")
    typer.echo("\n  Ctrl+C 停止 / to stop\n")
    with background_worker():
        run_server(host, port, workers)


def _bring_in(count: int, on: date) -> None:
    """In a process of its own: servers are forked from this one, without the threads that Polars starts."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context
    from time import perf_counter

    from django.db import connections

    started = perf_counter()
    typer.echo(f"  示例县农户 / example county … {count:,} 人 (示例)", nl=False)
    connections.close_all()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        brought = apart.submit(_bring_in_apart, count, on).result()
    rows = " + ".join(f"{each.year}: {each.rows:,}" for each in brought)
    typer.echo(f", {rows} ({perf_counter() - started:.1f} s)")


@with_django
def _bring_in_apart(count: int, on: date) -> list[Brought]:
    from xieshou.demo import county
    from xieshou.kernel.actor import SYSTEM

    return county.bring_in(actor=SYSTEM, people=count, on=on)
