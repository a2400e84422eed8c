"""Commands that set up, serve and prove an installation."""

from __future__ import annotations

from typing import Annotated

import typer

from xieshou.cli.django_setup import with_django
from xieshou.cli.output import AsJson, print_json, wants_json


@with_django
def migrate() -> None:
    """Create the database or bring it up to this version."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    typer.echo("数据库已就绪 / The database is ready.")


Host = Annotated[str, typer.Option(help="The address to listen on.")]
Port = Annotated[int, typer.Option(help="The port to listen on.")]
Workers = Annotated[int, typer.Option(min=1, help="Worker processes.")]


@with_django
def serve(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2) -> None:
    """Serve the site with granian (WSGI); static files come with it."""
    run_server(host, port, workers)


def run_server(host: str, port: int, workers: int) -> None:
    """Listen until interrupted."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "xieshou.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_access=False,
    ).serve()


@with_django
def verify(as_json: AsJson = None) -> None:
    """Prove all that can be proved about what is stored; exits 1 with the reasons where something fails."""
    from xieshou.cli.proofs import run_proofs

    proofs = run_proofs()
    failed = [proof for proof in proofs if proof.failures]
    if wants_json(as_json):
        print_json(
            {
                "ok": not failed,
                "proofs": [
                    {
                        "name": proof.name,
                        "checked": proof.checked,
                        "failures": proof.failures,
                        "warnings": proof.warnings,
                    }
                    for proof in proofs
                ],
            }
        )
    else:
        for proof in proofs:
            typer.echo(f"{'✗' if proof.failures else '✓'} {proof.name} ({proof.checked})")
            for line in proof.failures:
                typer.echo(f"    ✗ {line}")
            for line in proof.warnings:
                typer.echo(f"    ! {line}")
    if failed:
        raise typer.Exit(1)
