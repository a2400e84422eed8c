"""``xieshou demo register``: a made-up register (示例) of any size, to try rules, imports and machines on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from xieshou.cli.output import AsJson, fail, print_json, print_table, say, wants_json


def register(
    people: Annotated[int, typer.Option("--people", min=100, max=200_000_000, help="In the earlier year.")],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="DIR", file_okay=False, show_default=False, help="An empty folder."),
    ],
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same bytes.")] = 1,
    year: Annotated[
        int, typer.Option("--year", min=2017, max=2100, help="The later of the two years.")
    ] = 2020,
    county: Annotated[
        list[str] | None,
        typer.Option(
            "--county", metavar="CODE", help="Six digits; repeatable. Left out: those of four prefectures."
        ),
    ] = None,
    as_json: AsJson = None,
) -> None:
    """Write a made-up register (示例) of two years as Parquet, with planted faults recorded apart.

    In DIR come register-YEAR.parquet for either year (above a million people in several files),
    faults.parquet and manifest.json. A register that is there already is replaced. Exits with 2 when
    the folder holds anything else, or a county's code is none.
    """
    from xieshou.demo.registers import Asked, NotEmptyError, TooManyPeopleError, write_registers

    counties = tuple(dict.fromkeys(county or ()))
    if wrong := [each for each in counties if not re.fullmatch(r"[1-8][0-9]{5}", each)]:
        raise fail(f"--county {wrong[0]}: 应为六位县级代码 / six digits of a county", 2)
    try:
        manifest = write_registers(Asked(people, seed, year, counties), out)
    except NotEmptyError:
        raise fail(
            f"{out}: 文件夹中有别的文件,请另选 / holds other files: choose an empty folder", 2
        ) from None
    except TooManyPeopleError:
        raise fail(
            "这些县的示例号码不够,请多给几个县 / too many people for these counties: name more of them", 2
        ) from None
    except OSError as problem:
        raise fail(f"{out}: 不能写入 / cannot be written ({problem.strerror})") from None
    if wants_json(as_json):
        print_json(manifest)
        return
    print_table([{"file": name, **facts} for name, facts in manifest["files"].items()])
    say(f"{manifest['note']}: {out}")
