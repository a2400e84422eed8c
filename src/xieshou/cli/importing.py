"""``xieshou import``: a file into a register, all of it or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xieshou.cli.django_setup import require_migrated, with_django
from xieshou.cli.ledgers import RegisterName, register_of, unwritable
from xieshou.cli.output import AsJson, print_json, print_table, say, wants_json
from xieshou.cli.problems import SHOWN, in_json, in_table, refusal_in_json

if TYPE_CHECKING:
    from xieshou.domain.workflow.ledgers.importing import Examination


@with_django
def import_file(
    register: RegisterName,
    file: Annotated[
        Path,
        typer.Argument(
            exists=True,
            dir_okay=False,
            readable=True,
            show_default=False,
            help="An .xlsx, .xls, .csv or .parquet.",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; store nothing.")] = False,
    errors: Annotated[
        Path | None,
        typer.Option(
            "--errors", metavar="OUT.XLSX", help="If cells are wrong: write the file here with them marked."
        ),
    ] = None,
    right_rows_only: Annotated[
        bool, typer.Option("--right-rows-only", help="Store the right rows although others are wrong.")
    ] = False,
    as_json: AsJson = None,
) -> None:
    """Import a file into a register (台账): all of it in one transaction, or nothing.

    Exits with 1 when the file or a row is refused; then nothing was stored.
    """
    from xieshou.domain.workflow.ledgers.importing import (
        StaleExaminationError,
        WrongRowsError,
        apply_examined,
        examine,
    )
    from xieshou.kernel.actor import SYSTEM

    require_migrated()
    wanted = register_of(register)
    found = examine(actor=SYSTEM, register=wanted, source=file, name=file.name)
    refused = found.refusal is not None or (found.refused and not right_rows_only)
    sentence, applied = found.sentence if refused else "", False
    if not (refused or dry_run):
        try:
            apply_examined(actor=SYSTEM, register=wanted, examination=found, right_rows_only=right_rows_only)
            applied = True
        except (StaleExaminationError, WrongRowsError) as problem:
            found, refused, sentence = problem.now, True, str(problem)
    if errors is not None and found.problems:
        _mark(found, file, errors)
    _answer(found, as_json, dry_run=dry_run, applied=applied, sentence=sentence)
    if refused:
        raise typer.Exit(1)


def _mark(found: Examination, file: Path, target: Path) -> None:
    from xieshou.workbooks.writing import write_back

    try:
        write_back(found.require_reading(), file, target, problems=found.problems)
    except OSError as problem:
        raise unwritable(target, problem) from None
    say(f"错误已标注于 / marked: {target}")


def _answer(found: Examination, as_json: bool | None, *, dry_run: bool, applied: bool, sentence: str) -> None:
    if wants_json(as_json):
        print_json(
            {
                "register": found.register.name,
                "file": found.file,
                "dry_run": dry_run,
                "applied": applied,
                **found.counts,
                "error": refusal_in_json(found.refusal),
                "refused": [in_json(problem) for problem in found.problems],
            }
        )
    else:
        print_table([found.counts])
        print_table([in_table(problem) for problem in found.problems[:SHOWN]])
    more = found.problem_count - (len(found.problems) if wants_json(as_json) else SHOWN)
    if more > 0:
        say(f"另有 {more:,} 处有误 / and {more:,} more wrong cells")
    if sentence:
        say(sentence)
    elif dry_run:
        say("试导入,未写入任何数据 / a dry run: nothing was stored")
