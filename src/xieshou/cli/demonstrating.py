"""``xieshou demo``: everything from nothing to a site that answers."""

from __future__ import annotations

import socket

import typer

from xieshou.cli.django_setup import with_django
from xieshou.cli.loading import load_if_due
from xieshou.cli.output import fail
from xieshou.cli.running import Host, Port, Workers, run_server


@with_django
def demo(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2) -> None:
    """Set up, load and serve the demonstration; prints the address and the demo accounts."""
    from django.conf import settings
    from django.core.management import call_command

    from xieshou.demo.accounts import demo_accounts

    _require_free(host, port)
    settings.XIESHOU_HOME.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)
    load_if_due()
    accounts = demo_accounts(settings.XIESHOU_HOME)
    typer.echo(f"\n  携手 Xieshou: http://{host}:{port}/\n")
    for account in accounts:
        typer.echo(f"  {account.shown_as} ({account.role}): {account.username} / {account.password}")
    typer.echo("\n  Ctrl+C 停止 / to stop\n")
    run_server(host, port, workers)


def _require_free(host: str, port: int) -> None:
    """Say at once, not after a minute of loading, that something else listens there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            hint = f"端口被占用,换一个:xieshou demo --port {port + 1} / the port is taken, try another"
            raise fail(f"{host}:{port}: {problem.strerror}. {hint}") from None
