"""``xieshou demo``: everything from nothing to a site that answers."""

from __future__ import annotations

import typer

from xieshou.cli.django_setup import with_django
from xieshou.cli.loading import load_if_due
from xieshou.cli.making_registers import register
from xieshou.cli.running import Host, Port, Workers, address, require_free, run_server
from xieshou.cli.working import background_worker

app = typer.Typer(rich_markup_mode=None, invoke_without_command=True)
app.command()(register)


@app.callback()
def demo(context: typer.Context, host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2) -> None:
    """Open the demonstration (示范): set up, load, serve.

    Prints the address and the demo accounts.
    The first start takes half a minute, later ones a few seconds. Nothing that you changed is lost.
    """
    if context.invoked_subcommand is None:
        _open(host, port, workers)


@with_django
def _open(host: str, port: int, workers: int) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.utils import timezone

    from xieshou.demo import work
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
    typer.echo(f"\n  携手 Xieshou: {address(host, port)}\n")
    for account in accounts:
        typer.echo(f"  {account.shown_as} ({account.role}): {account.username} / {account.password}")
    typer.echo("\n  Ctrl+C 停止 / to stop\n")
    with background_worker():
        run_server(host, port, workers)
