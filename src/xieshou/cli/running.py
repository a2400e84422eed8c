"""Commands that set up, serve and prove an installation."""

from __future__ import annotations

import os
import signal
import socket
from typing import Annotated

import typer

from xieshou.cli.django_setup import require_migrated, with_django
from xieshou.cli.output import AsJson, fail, print_json, wants_json
from xieshou.cli.working import background_worker

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="Worker processes.")]


@with_django
def migrate() -> None:
    """Create the database (建库), or bring it up to this version. Run it after every update."""
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    typer.echo("数据库已就绪 / The database is ready.")


@with_django
def serve(host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 2) -> None:
    """Serve the site (启动网站), static files and all, and do its jobs (任务), until Ctrl+C."""
    require_free(host, port, "serve")
    require_migrated()
    typer.echo(f"携手 Xieshou: {address(host, port)}  (Ctrl+C 停止 / to stop)")
    with background_worker():
        run_server(host, port, workers)


def address(host: str, port: int) -> str:
    """What to type into a browser."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def require_free(host: str, port: int, command: str) -> None:
    """Say at once, not after a minute of loading, that nobody could listen there.

    Raises:
        typer.Exit: with code 1 and the reason.
    """
    try:
        family, kind, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # A server that stopped just now leaves connections that linger; they are in nobody's way.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(where)
            probe.listen()
    except OSError as problem:
        hint = f"换一个端口 / Try another port: xieshou {command} --port {port % 65535 + 1}"
        raise fail(f"不能监听 / Cannot listen on {host}:{port}: {problem.strerror}.\n{hint}") from None


def run_server(host: str, port: int, workers: int) -> None:
    """Listen until interrupted; then the workers stop too, at the latest after five seconds."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_leave_interrupts_to_the_parent)
    Granian(
        "xieshou.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        # A worker that dies is replaced, and the site stays up.
        respawn_failed_workers=True,
        # A worker that is still starting does not hear that it should stop, and would be waited for in vain.
        workers_kill_timeout=5,
        log_access=False,
        log_level=LogLevels.warning,
    ).serve()


def _leave_interrupts_to_the_parent() -> None:
    """Ctrl+C reaches every process of a terminal, and then the parent tells its workers to stop.

    A worker of granian that hears both at once waits for itself and never ends; so it hears the parent alone.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


@with_django
def verify(as_json: AsJson = None) -> None:
    """Prove all that can be proved (核验) about what is stored.

    Exits with 1 and the reasons when something fails; warnings are what sources leave open.
    """
    require_migrated()
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
            typer.echo(f"{'✗' if proof.failures else '✓'} {proof.name} ({proof.checked:,})")
            for line in proof.failures:
                typer.echo(f"    ✗ {line}")
            for line in proof.warnings:
                typer.echo(f"    ! {line}")
    if failed:
        raise fail(f"{len(failed)} 项未通过 / {len(failed)} of {len(proofs)} proofs failed")
