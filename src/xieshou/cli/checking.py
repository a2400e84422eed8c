"""``xieshou import LAYOUT file --dry-run``: a file of another system, read and checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from xieshou.cli.ledgers import unwritable
from xieshou.cli.output import fail, print_json, print_table, say, wants_json
from xieshou.cli.problems import SHOWN, in_json, in_table, refusal_in_json

if TYPE_CHECKING:
    from xieshou.workbooks.registering import Layout


def check_against(
    layout: Layout, file: Path, errors: Path | None, as_json: bool | None, *, dry_run: bool
) -> None:
    """Say what is wrong in a file of that layout; store nothing.

    Raises:
        typer.Exit: with 2 where the file was to be imported, with 1 where it or a row is wrong.
    """
    from xieshou.domain.workflow.ledgers.layouts import check_file
    from xieshou.kernel.actor import SYSTEM
    from xieshou.kernel.language import Language

    if not dry_run:
        raise fail(
            f"“{layout.name}”是表式,只核对、不导入:请加 --dry-run / "
            f"{layout.name} is a layout, which is checked and not imported: add --dry-run",
            2,
        )
    found = check_file(actor=SYSTEM, layout=layout, source=file, name=file.name)
    if errors is not None and found.problems:
        try:
            found.mark(file, errors, Language.CHINESE)
        except OSError as problem:
            raise unwritable(errors, problem) from None
        say(f"错误已标注于 / marked: {errors}")
    counts = {"rows": found.rows, "wrong": found.wrong}
    if wants_json(as_json):
        print_json(
            {
                "layout": layout.name,
                "file": found.file,
                "dry_run": True,
                "applied": False,
                **counts,
                "error": refusal_in_json(found.refusal),
                "refused": [in_json(problem) for problem in found.problems],
            }
        )
    else:
        print_table([counts])
        print_table([in_table(problem) for problem in found.problems[:SHOWN]])
    if found.refusal is not None:
        say(found.refusal.describe(Language.CHINESE))
    else:
        say("只核对,未写入任何数据 / checked: nothing was stored")
    if found.refusal is not None or found.wrong:
        raise typer.Exit(1)
