"""``xieshou load``: fill a home with divisions, documents, terms, organisations, rounds and pairings."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from xieshou import __version__
from xieshou.cli.django_setup import with_django
from xieshou.cli.output import fail

app = typer.Typer(invoke_without_command=True, help="Fill a home with everything that ships with Xieshou.")

# Whose villages come by default: the counties whose villages the pairings and the articles name.
VILLAGE_COUNTIES = (
    "320583", "520602", "522601", "522626", "522631", "522633", "522634", "522636", "513429",
)  # fmt: skip


@app.callback()
@with_django
def load(context: typer.Context) -> None:
    """Load everything, in the order in which one thing needs the other. Loading again changes nothing."""
    if context.invoked_subcommand is None:
        load_everything()


@app.command()
@with_django
def places(
    villages: Annotated[
        bool, typer.Option(help="All 620 thousand villages, not only the usual counties'.")
    ] = False,
) -> None:
    """Load the divisions, and with --villages every village of the country."""
    steps = _place_steps()
    if villages:
        steps["村级(全国) / villages (all)"] = lambda: _villages(None)
    _run(steps)


def load_everything() -> None:
    """Load all that ships with this version, printing what each step did and how long it took."""
    from django.conf import settings

    from xieshou.domain.evidence import loading as evidence
    from xieshou.domain.pairings import loading as pairings
    from xieshou.domain.parties import loading as parties
    from xieshou.domain.places.geometry import build_geometry
    from xieshou.kernel.actor import SYSTEM

    _run(
        {
            "文献 / documents": lambda: evidence.load_documents(actor=SYSTEM),
            "词条 / terms": lambda: evidence.load_terms(actor=SYSTEM),
            **_place_steps(),
            "单位 / organisations": lambda: parties.load_organisations(actor=SYSTEM),
            "轮次 / rounds": lambda: pairings.load_rounds(actor=SYSTEM),
            "结对 / pairings": lambda: pairings.load_pairings(actor=SYSTEM),
            "规则 / rules": lambda: pairings.load_rules(actor=SYSTEM),
            "地图 / maps": lambda: build_geometry(settings.XIESHOU_HOME / "geometry"),
        }
    )
    stamp_path().write_text(data_stamp(), "ascii")


def _place_steps() -> dict[str, Callable[[], object]]:
    from xieshou.domain.places import designations
    from xieshou.domain.places import loading as places
    from xieshou.kernel.actor import SYSTEM

    return {
        "区划沿革 / divisions": lambda: places.load_divisions(actor=SYSTEM),
        "村级 / villages": lambda: _villages(VILLAGE_COUNTIES),
        "地区标签 / flags": lambda: designations.load_flags(actor=SYSTEM),
        "地区概况 / profiles": lambda: designations.load_profile(actor=SYSTEM),
    }


def _villages(counties: tuple[str, ...] | None) -> object:
    from xieshou.domain.places import loading as places
    from xieshou.kernel.actor import SYSTEM

    return places.load_villages(counties, actor=SYSTEM)


def _run(steps: dict[str, Callable[[], object]]) -> None:
    for name, step in steps.items():
        started = time.monotonic()
        typer.echo(f"  {name} … ", nl=False)
        try:
            done = step()
        except (ValueError, LookupError) as problem:
            typer.echo()
            raise fail(f"{name}: {problem}") from None
        typer.echo(f"{done} ({time.monotonic() - started:.1f} s)")


def stamp_path() -> Path:
    """Where a home says what was loaded into it."""
    from django.conf import settings

    return Path(settings.XIESHOU_HOME) / "loaded"


def data_stamp() -> str:
    """A digest of every shipped data file and the version; another stamp means that a load is due."""
    import xieshou.domain

    root = Path(xieshou.domain.__file__).parent
    digest = hashlib.sha256(__version__.encode())
    for path in sorted([*root.glob("*/data/**/*"), *root.glob("places/vendor/.stamp")]):
        if path.is_file():
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def load_if_due() -> None:
    """Load when this home was never filled, or by other data; a second start costs nothing."""
    from xieshou.domain.places.models import Division

    path = stamp_path()
    if path.is_file() and path.read_text("ascii") == data_stamp() and Division.objects.exists():
        return
    load_everything()
