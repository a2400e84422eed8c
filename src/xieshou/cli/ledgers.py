"""``xieshou registers``, ``template`` and ``export``: the ledgers, their forms and their records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xieshou.cli.django_setup import with_django
from xieshou.cli.output import AsJson, fail, print_json, print_table, say, wants_json

if TYPE_CHECKING:
    from xieshou.workbooks.declaring import Column, Workbook
    from xieshou.workbooks.registering import Register

RegisterName = Annotated[
    str, typer.Argument(metavar="REGISTER", show_default=False, help="As `xieshou registers` names it.")
]


@with_django
def registers(as_json: AsJson = None) -> None:
    """List the registers (台账) that are worked in Excel: name, title, columns, filters, records."""
    from xieshou.workbooks.registering import registers as every

    found = [_described(each) for each in every()]
    if wants_json(as_json):
        print_json(found)
    else:
        print_table([_in_line(each) for each in found])


@with_django
def template(
    register: RegisterName,
    out: Annotated[Path, typer.Argument(metavar="OUT.XLSX", show_default=False, help="Where to write it.")],
    english: Annotated[bool, typer.Option("--english", help="With English headings.")] = False,
) -> None:
    """Write the form of a register, to be filled in: drop-downs, help, an example row."""
    from xieshou.domain.workflow.ledgers.exporting import template as write
    from xieshou.kernel.language import Language

    wanted = register_of(register)
    if out.suffix.lower() != ".xlsx":
        raise fail(f"{out}: 模板是 .xlsx 文件 / a template is an .xlsx file", 2)
    try:
        write(register=wanted, target=out, language=Language.ENGLISH if english else Language.CHINESE)
    except OSError as problem:
        raise unwritable(out, problem) from None
    say(f"已写入 / written: {out}")


@with_django
def export(
    register: RegisterName,
    out: Annotated[
        Path, typer.Argument(metavar="OUT.XLSX|CSV|PARQUET", show_default=False, help="Where to write them.")
    ],
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--filter",
            "--only",
            metavar="FILTER=VALUE",
            help="Only these records, as in year=2018; repeatable. `registers --json` lists the filters.",
        ),
    ] = None,
    recorded: Annotated[
        str | None,
        typer.Option("--recorded", metavar="DATE", help="As they stood on record when that day ended."),
    ] = None,
    english: Annotated[bool, typer.Option("--english", help="With English headings and labels.")] = False,
) -> None:
    """Write the records of a register as .xlsx, .csv or .parquet; importing them again changes nothing."""
    from xieshou.domain.workflow.ledgers.exporting import export as write
    from xieshou.kernel.actor import SYSTEM
    from xieshou.kernel.language import Language
    from xieshou.workbooks.filtering import BadFilterError
    from xieshou.workbooks.writing.exporting import TooManyRowsError
    from xieshou.workbooks.writing.rows import TextTooLongError

    wanted = register_of(register)
    if out.suffix.lower() not in (".xlsx", ".csv", ".parquet"):
        raise fail(f"{out}: 只能导出 .xlsx、.csv 或 .parquet / only .xlsx, .csv and .parquet are written", 2)
    try:
        count = write(
            actor=SYSTEM,
            register=wanted,
            target=out,
            filters=_filters([*(only or []), *([f"recorded={recorded}"] if recorded else [])]),
            language=Language.ENGLISH if english else Language.CHINESE,
        )
    except BadFilterError as problem:
        raise fail(f"--filter: {problem}", 2) from None
    except TooManyRowsError as problem:
        raise fail(f"超过一张工作表的行数,请导出 .csv / more than {problem} rows: write .csv") from None
    except TextTooLongError:
        raise fail("有文本超过单元格的长度,请导出 .csv / a text is too long for a cell: write .csv") from None
    except OSError as problem:
        raise unwritable(out, problem) from None
    say(f"导出 {count:,} 行 / {count:,} records: {out}")


def register_of(name: str) -> Register:
    """The register of that name.

    Raises:
        typer.Exit: with code 2 and the names that there are.
    """
    from xieshou.workbooks.registering import UnknownRegisterError, register_named
    from xieshou.workbooks.registering import registers as every

    try:
        return register_named(name)
    except UnknownRegisterError:
        names = ", ".join(each.name for each in every())
        raise fail(f"没有名为“{name}”的台账 / no register is called {name}: {names}", 2) from None


def unwritable(path: Path, problem: OSError) -> typer.Exit:
    """Say that a file cannot be written; raise what this returns."""
    return fail(f"{path}: 不能写入 / cannot be written ({problem.strerror})")


def _filters(written: list[str]) -> dict[str, str]:
    pairs = [each.partition("=") for each in written]
    if wrong := [each for each, (name, sign, _) in zip(written, pairs, strict=True) if not (name and sign)]:
        raise fail(f"--filter {wrong[0]}: 应写作 名称=值 / write FILTER=VALUE", 2)
    return {name: value for name, _, value in pairs}


def _described(register: Register) -> dict[str, Any]:
    from xieshou.kernel.actor import SYSTEM

    workbook = register.workbook
    return {
        "name": workbook.name,
        "title": workbook.title,
        "title_en": workbook.title_en,
        "columns": [_column(workbook, column) for column in workbook],
        "filters": [_filter(column) for column in register.filters],
        "rows": register.number(SYSTEM, {}),
    }


def _filter(column: Column) -> dict[str, Any]:
    return {
        "name": column.field,
        "title": column.title,
        "title_en": column.title_en,
        "kind": column.kind.value,
        "choices": {code.value: code.zh for code in column.codes} or None,
        "help": column.help or None,
        "help_en": column.help_en or None,
    }


def _in_line(described: dict[str, Any]) -> dict[str, Any]:
    filters = " ".join(each["name"] for each in described["filters"])
    return {**described, "columns": len(described["columns"]), "filters": filters}


def _column(workbook: Workbook, column: Column) -> dict[str, Any]:
    return {
        "field": column.field,
        "title": column.title,
        "title_en": column.title_en,
        "kind": column.kind.value,
        "unit": column.unit or None,
        "required": column.required,
        "key": column.field in workbook.key,
        "codes": {code.value: code.zh for code in column.codes} or None,
    }
