"""Made-up people of the national household export, and the villages that they live in: for benchmarks."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

BATCH = 50_000
VILLAGES = 400
_TOWNS = 20
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def make_places() -> None:
    """A made-up county of twenty towns and four hundred villages."""
    from xieshou.domain.places.models import Division, DivisionVersion
    from xieshou.domain.places.names import name_key, stem

    def add(name: str, level: int, code: str, parent: Division | None = None) -> Division:
        division = Division.objects.create(level=level, code=code, name=name)
        DivisionVersion.objects.create(
            division=division, code=code, name=name, parent=parent, name_key=name_key(name),
            stem=stem(name, level), initials="", source="bench",
        )  # fmt: skip
        return division

    county = add("示例县", 3, "529901")
    for town in range(_TOWNS):
        above = add(f"示例{town}镇", 4, f"529901{town + 100}", county)
        for village in range(town, VILLAGES, _TOWNS):
            add(f"示例{village}村", 5, f"{above.code}{village // _TOWNS + 200}", above)


def people(count: int, *, changed: bool = False) -> Iterator[pl.DataFrame]:
    """Made-up people, four to a household; ``changed`` gives every tenth another schooling."""
    for start in range(0, count, BATCH):
        number = pl.int_range(start, min(start + BATCH, count), eager=True)
        yield _rows(number.to_frame("n").with_columns(h=pl.col("n") // 4), changed=changed)


def _rows(frame: pl.DataFrame, *, changed: bool) -> pl.DataFrame:
    from xieshou.domain.households.workbooks.national import WORKBOOK

    n, h = pl.col("n"), pl.col("h")
    village = h % VILLAGES
    watched = h % 40 == 0
    schooling = pl.when((n % 10 == 0) & changed).then(pl.lit("大学")).otherwise(pl.lit("小学"))
    made = frame.with_columns(_identity().alias("identity")).select(
        pl.lit("2022-06-30").alias("dated"),
        pl.lit("示例县").alias("county"),
        pl.format("示例{}镇", village % _TOWNS).alias("town"),
        pl.format("示例{}村", village).alias("village"),
        pl.format("{}组", h % 9).alias("hamlet"),
        _numbered("示例户", h).alias("household"),
        _numbered("示例人", n).alias("person"),
        _numbered("示例", n * 31 % 900_000).alias("name"),
        "identity",
        pl.len().over("h").alias("members").cast(pl.Int64),
        _of(["户主", "配偶", "之子", "之女"], n).alias("relation"),
        _of(["汉族", "侗族", "苗族", "土家族"], h).alias("nationality"),
        _of(["小学", "初中", "文盲或半文盲"], n).alias("education"),
        schooling.alias("schooling"),
        _of(["healthy", "healthy", "chronic", "serious"], n // 3).alias("health"),
        _of(["ordinary", "skilled", "none"], n).alias("skill"),
        _of(["0", "3", "6.5", "11"], n).alias("months"),
        (n % 3 == 0).alias("insured"),
        _of(["illness", "schooling", "no_skill", "no_money"], h).alias("cause"),
        (h % 7 == 0).alias("unsafe_house"),
        (h % 5 != 0).alias("water"),
        (400_000 + h * 37 % 2_000_000).alias("income"),
        _phone("139", h).alias("household_phone"),
        _phone("138", n).alias("person_phone"),
        _of(["2014-01-01", "2015-12-20"], h).alias("identified"),
        _of(["2014-01-01", "2015-12-20", "2016-03-01"], n).alias("person_identified"),
        pl.when(h % 3 == 0).then(pl.lit("out")).otherwise(pl.lit("ordinary")).alias("kind"),
        pl.when(watched).then(pl.lit("unstable")).alias("monitored"),
        pl.when(watched).then(h % 80 == 0).alias("risk_gone"),
        pl.when(watched).then(pl.lit("2021-08-03")).alias("risk_found"),
        pl.when(watched & (h % 80 == 0)).then(pl.lit("2022-03-15")).alias("risk_ended"),
    )  # fmt: skip
    return made.select(WORKBOOK.fields)


def _phone(start: str, number: pl.Expr) -> pl.Expr:
    return pl.concat_str(pl.lit(start), (number * 13 % 99_999_999).cast(pl.String).str.zfill(8))


def _of(values: list[str], at: pl.Expr) -> pl.Expr:
    return pl.lit(pl.Series(values)).gather(at * 7 % len(values))


def _numbered(prefix: str, number: pl.Expr) -> pl.Expr:
    return pl.concat_str(pl.lit(prefix), number.cast(pl.String).str.zfill(7))


def _phone(start: str, number: pl.Expr) -> pl.Expr:
    return pl.concat_str(pl.lit(start), (number * 13 % 99_999_999).cast(pl.String).str.zfill(8))


def _identity() -> pl.Expr:
    """Numbers that pass their check, another for each of ten million people."""
    n = pl.col("n")
    days = (n % 20_000).cast(pl.Int32).cast(pl.Date).dt.strftime("%Y%m%d")
    body = pl.concat_str(pl.lit("520602"), days, (n // 20_000).cast(pl.String).str.zfill(3))
    total = pl.sum_horizontal(
        body.str.slice(place, 1).cast(pl.Int64) * weight for place, weight in enumerate(_WEIGHTS)
    )
    return pl.concat_str(body, pl.lit("10X98765432").str.slice(total % 11, 1))
