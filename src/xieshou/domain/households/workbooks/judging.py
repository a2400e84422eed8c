"""What is wrong with rows of people that are typed well. No sentence quotes what is personal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polars as pl

from xieshou.domain.households.models import HEAD
from xieshou.domain.households.storing.fields import OF_INCOME, day_of
from xieshou.domain.households.storing.settling import Prepared, has_parts
from xieshou.domain.households.storing.standing import as_said
from xieshou.domain.households.workbooks.codes import MASKED
from xieshou.domain.places.villages import NoVillage
from xieshou.kernel.actor import Actor, Permission
from xieshou.kernel.codes import NotAnIdentityNumberError, parse_identity_number
from xieshou.kernel.codes.disability import check_disability_number
from xieshou.workbooks.cells import ProblemCode
from xieshou.workbooks.cells.codes import clean_identity
from xieshou.workbooks.problems import CellProblem
from xieshou.workbooks.reading.reports import Reading
from xieshou.workbooks.registering import area_problem
from xieshou.workbooks.tables import ROW

_DECIMALS = {"months": 1, "house_area": 1}
_NAMED, _MOST_CENTS = 5, 10**12


@dataclass(frozen=True, slots=True)
class Judging:
    """One file being judged."""

    actor: Actor
    reading: Reading
    prepared: Prepared
    today: str

    def problems(self) -> Iterator[CellProblem]:
        """All that is wrong."""
        frame = self.prepared.frame.with_columns(_reached(self.actor, self.prepared.frame))
        yield from self._apart()
        wrong = list(self.reading.wrong_rows)
        writing = frame.filter(pl.col("#writes") & ~pl.col(ROW).is_in(wrong))
        yield from self._numbers(writing)
        yield from self._masks(writing)
        yield from self._places(writing)
        yield from self._people(writing)
        yield from self._heads(frame)
        yield from self._counted(writing)
        yield from self._dates(writing)
        yield from self._standing(writing)

    def say(self, rows: pl.DataFrame, field: str, zh: str, en: str, *facts: str) -> Iterator[CellProblem]:
        """The same sentence for each row; ``facts`` are columns that fill it."""
        if field not in self.prepared.table.fields:
            field = "person"
        shown = field if field in rows.columns else None
        for number, text, *values in rows.select(
            ROW, (pl.col(shown).cast(pl.String) if shown else pl.lit("")).alias("#text"), *facts
        ).iter_rows():
            filled = dict(zip(facts, values, strict=True))
            zh_told, en_told = (each.format_map(_Facts(filled)) for each in (zh, en))
            yield area_problem(self.reading, number, field, zh_told, en_told, text or "")

    def _apart(self) -> Iterator[CellProblem]:
        for field, rows in self.prepared.apart.items():
            zh = "与同一户({household})前面的行不同:户的信息在每一行应相同"
            en = "not as in earlier rows of household ({household}): what is of it is the same in every row"
            yield from self.say(rows, field, zh, en, "household")

    def _numbers(self, frame: pl.DataFrame) -> Iterator[CellProblem]:
        """Numbers of documents that cannot be; the number itself stands in no message."""
        heading = next((each for each in self.reading.header.taken if each.field == "identity"), None)
        if heading is None:
            return
        number = pl.col("identity")
        doubtful = frame.filter(
            number.is_not_null() & ~number.str.contains("[*＊]") & clean_identity(number).is_null()
        )
        for row, text in doubtful.select(ROW, number).iter_rows():
            reason = _reason(text)
            if reason is not None:
                yield CellProblem(
                    row, heading.column, "identity", heading.text, "", ProblemCode.BAD_IDENTITY,
                    (("reason", reason),),
                )  # fmt: skip

    def _masks(self, frame: pl.DataFrame) -> Iterator[CellProblem]:
        zh = "遮盖的内容与记录中的不同:请填写完整内容,或留空"
        en = "this mask is not the one on record: write it in full, or leave it empty"
        for field, side in (
            ("identity", "@"),
            ("person_phone", "@"),
            ("household_phone", "~"),
            ("bank_account", "~"),
        ):
            if field in self.prepared.table.fields:
                strange = pl.col(field).str.contains("[*＊]") & pl.col(field).ne_missing(
                    pl.col(f"{side}{field}")
                )
                yield from self.say(frame.filter(strange), field, zh, en)
                if field.endswith("phone"):
                    digits = pl.col(field).str.replace_all("[^0-9０-９]", "").str.len_chars()
                    bad = ~pl.col(field).str.contains("[*＊]") & ~digits.is_between(7, 15)
                    words = ("电话有误,应为 7 至 15 位数字", "a phone has 7 to 15 digits")
                    yield from self.say(frame.filter(bad), field, *words)
        if "health" in self.prepared.table.fields:
            strange = (pl.col("health") == MASKED) & pl.col("@health").is_null()
            yield from self.say(frame.filter(strange), "health", zh, en)
        for field in (*OF_INCOME, "income", "per_head"):
            if field in self.prepared.table.fields:
                large = frame.filter(pl.col(field).abs() >= _MOST_CENTS)
                yield from self.say(
                    large, field, "金额过大,应小于一百亿元", "must be below ten thousand million"
                )
        for field, places in _DECIMALS.items():
            if field in self.prepared.table.fields:
                finer = pl.col(field).str.contains(rf"\.[0-9]{{{places + 1},}}$")
                yield from self.say(frame.filter(finer), field, "最多一位小数", "has more than one decimal")

    def _places(self, frame: pl.DataFrame) -> Iterator[CellProblem]:
        """The village is known, and the actor records in it, and where the household or person was."""
        hidden = ~pl.col("#seen")
        zh, en = "此编号已登记在您看不到的村", "this number is on record in a village that you do not see"
        yield from self.say(frame.filter(hidden), "person", zh, en)
        frame = frame.filter(~hidden)
        lost = frame.filter(pl.col("#place").is_null())
        fields = self.prepared.table.fields
        names = [each if each in fields else None for each in ("county", "town", "village")]
        for row in lost.select(
            ROW, *(pl.col(n) if n else pl.lit(None, pl.String).alias(f"#{i}") for i, n in enumerate(names))
        ).iter_rows():
            found = self.prepared.places.get(row[1:])
            if isinstance(found, NoVillage):
                field = found.field if found.field in fields else "household"
                text = dict(zip(("county", "town", "village"), row[1:], strict=True)).get(field) or ""
                yield area_problem(self.reading, row[0], field, found.zh, found.en, text)
            else:
                zh, en = "新登记的户须填写县、乡、行政村", "a new household needs county, town and village"
                yield area_problem(self.reading, row[0], "household", zh, en)
        zh, en = "不在您的填报范围内", "outside the scope for which you record"
        beyond = pl.col("#place").is_not_null() & ~(pl.col("#goes") & pl.col("#was") & pl.col("#from"))
        yield from self.say(frame.filter(beyond), "village" if "village" in fields else "household", zh, en)

    def _people(self, frame: pl.DataFrame) -> Iterator[CellProblem]:
        fields = self.prepared.table.fields
        left = pl.col("@#left_on").is_not_null()
        zh = "该人已于 {@#left_on} 离户:如确已回来,请先在农户页面撤销离户"
        en = "this person left on {@#left_on}: take that back on the household's page first"
        yield from self.say(frame.filter(left), "person", zh, en, "@#left_on")
        ended = frame.filter(pl.col("~#ended").is_not_null())
        zh, en = "该户已于 {~#ended} 销户", "this household ended on {~#ended}"
        yield from self.say(ended, "household", zh, en, "~#ended")
        new = pl.col("@#member").is_null()
        nameless = pl.col("name").is_null() if "name" in fields else new
        zh, en = "请填写姓名", "write the name"
        yield from self.say(frame.filter(nameless), "name", zh, en)
        moves = pl.col("@#member").is_not_null() & pl.col("@household").ne_missing(pl.col("household"))
        moving = frame.filter(moves & ~left)
        zh = "该人登记在户 {@household}:迁户须填写数据日期"
        en = "this person is on record in household {@household}: a move needs the date of the data"
        undated = pl.col("#dated").is_null()
        yield from self.say(
            moving.filter(undated), "dated" if "dated" in fields else "household", zh, en, "@household"
        )
        early = moving.with_columns(day_of("#dated").alias("#day")).filter(
            pl.col("#day") < pl.col("@#joined_on")
        )
        zh = "数据日期早于该人在户 {@household} 的入户日期"
        en = "the date of the data is before this person joined household {@household}"
        yield from self.say(early, "dated", zh, en, "@household")

    def _heads(self, frame: pl.DataFrame) -> Iterator[CellProblem]:
        """One head in a household, those who are not in the file counted."""
        if "relation" not in self.prepared.table.fields:
            moved = frame.filter("#writes").with_columns(pl.col("@relation").alias("relation"))
        else:
            moved = frame
        heads = moved.filter(pl.col("relation") == HEAD)
        if not heads.height:
            return
        stay = self.prepared.known.filter(
            (pl.col("relation") == HEAD) & pl.col("#left_on").is_null() & pl.col("#member").is_not_null()
        ).join(self.prepared.everybody, on="person", how="anti")
        counted = heads.group_by("household").agg(pl.col(ROW).sort().alias("rows"))
        counted = counted.join(
            stay.select("household", pl.col("person").alias("other")), on="household", how="left"
        )
        wrong = counted.filter((pl.col("rows").list.len() > 1) | pl.col("other").is_not_null())
        rows = heads.join(wrong, on="household", maintain_order="left").filter("#writes")
        for number, household, numbers, other in rows.select(ROW, "household", "rows", "other").iter_rows():
            others = [str(each) for each in numbers if each != number][:_NAMED]
            zh, en = f"户 {household} 有不止一名户主", f"household {household} has more than one head"
            if others:
                zh, en = f"{zh}:另见第 {'、'.join(others)} 行", f"{en}: see row {', '.join(others)}"
            else:
                zh = f"{zh}:记录中的户主是 {other},请在同一文件中改其与户主关系"
                en = f"{en}: on record it is {other}; change their relation in the same file"
            yield area_problem(self.reading, number, "relation", zh, en, HEAD)

    def _counted(self, frame: pl.DataFrame) -> Iterator[CellProblem]:
        """人数 is the number of rows of the household, or of them with those on record beside them."""
        if "members" not in self.prepared.table.fields:
            return
        counted = self._with_people(frame)
        wrong = counted.filter(
            pl.col("#members").is_not_null()
            & (pl.col("#members") != pl.col("#rows"))
            & (pl.col("#members") != pl.col("#people"))
        ).with_columns(pl.col("#members").alias("members"))
        zh = "人数是 {members},而表中户 {household} 有 {#rows} 行"
        en = "says {members} people, but household {household} has {#rows} rows"
        yield from self.say(wrong, "members", zh, en, "members", "household", "#rows")

    def _dates(self, frame: pl.DataFrame) -> Iterator[CellProblem]:
        """An income has its year, none before the last on record; no table is of tomorrow."""
        fields = self.prepared.table.fields
        column = "year" if "year" in self.prepared.table.workbook.fields else "dated"
        told = pl.col("#told") & pl.any_horizontal(
            pl.lit(value=False),
            *(pl.col(each).ne_missing(pl.col(f"~{each}")) for each in (*OF_INCOME, "income", "per_head")
              if each in fields),
        )  # fmt: skip
        zh, en = "填写收入须有其年份", "an income needs its year"
        if column == "dated":
            zh, en = "填写人均纯收入须有数据日期", "an income needs the date of the data, whose year it is of"
        yield from self.say(frame.filter(told & pl.col("#year").is_null()), column, zh, en)
        older = frame.filter(pl.col("#told") & (pl.col("#year") < pl.col("~year")))
        zh = "此表较旧:记录中已有 {~year} 年的收入"
        en = "this table is older than the record, which has an income of {~year}"
        yield from self.say(older, column, zh, en, "~year")
        future = pl.col("#dated").str.strip_prefix(">=") > pl.lit(self.today)
        late = frame.filter(future | (pl.col("#year") > int(self.today[:4])))
        yield from self.say(late, "dated", "日期晚于今天", "a date in the future")
        if "per_head" in fields:
            yield from self._per_head(frame, fields)

    def _per_head(self, frame: pl.DataFrame, fields: tuple[str, ...]) -> Iterator[CellProblem]:
        """What is written per head is what its parts come to, to the yuan."""
        counted = self._with_people(frame)
        parts = [field for field in OF_INCOME if field in fields]
        if not parts:
            return
        signed = [pl.col(each).fill_null(0) * (-1 if each == "business_cost" else 1) for each in parts]
        people = pl.coalesce("#members", "#people") if "members" in fields else pl.col("#people")
        head = (pl.sum_horizontal(signed) / people).round(0)
        wrong = counted.filter(
            has_parts(fields)
            & pl.col("#per_head").is_not_null()
            & ((pl.col("#per_head") - head).abs() >= 100)
        ).with_columns((head / 100).round(2).alias("#head"), people.alias("#number"))
        zh = "与各项算出的 {#head} 元不符:(工资+经营−支出+财产+转移)÷{#number} 人"
        en = "its parts come to {#head} yuan: (wages + business − cost + property + transfers) ÷ {#number}"
        yield from self.say(wrong, "per_head", zh, en, "#head", "#number")

    def _with_people(self, frame: pl.DataFrame) -> pl.DataFrame:
        """With how many rows the household of each row has, and how many people it then has."""
        whole = self.prepared.frame
        rows = whole.group_by("household").agg(pl.len().alias("#rows"))
        known = self.prepared.known.filter(pl.col("#left_on").is_null() & pl.col("#member").is_not_null())
        rest = known.join(self.prepared.everybody, on="person", how="anti")
        rest = rest.group_by("household").agg(pl.len().alias("#rest"))
        counted = frame.join(rows, on="household", how="left", maintain_order="left").join(
            rest, on="household", how="left", maintain_order="left"
        )
        return counted.with_columns((pl.col("#rows") + pl.col("#rest").fill_null(0)).alias("#people"))

    def _standing(self, frame: pl.DataFrame) -> Iterator[CellProblem]:
        fields = self.prepared.table.fields
        if "kind" in fields:
            changes = pl.col("~#status").is_not_null() & pl.col("kind").ne_missing(pl.col("~kind"))
            changing = frame.filter(changes).with_columns(day_of("#dated").alias("#day"))
            zh = "户类型与记录不同:须填写数据日期,原状态到该日为止"
            en = "another kind than on record: write the date of the data, on which the old one ends"
            yield from self.say(changing.filter(pl.col("#day").is_null()), "kind", zh, en)
            early = changing.filter(pl.col("#day") <= pl.col("~#status_start"))
            zh = "户类型与记录不同,而数据日期不晚于记录中状态的起始 {~#status_start}"
            en = "on record is another kind since {~#status_start}: the table is not of a later day"
            yield from self.say(early, "kind", zh, en, "~#status_start")
        if "monitored" in fields:
            yield from self._watched(frame, fields)

    def _watched(self, frame: pl.DataFrame, fields: Iterable[str]) -> Iterator[CellProblem]:
        frame = as_said(frame, fields)
        on = pl.col("monitored").is_not_null()
        found, ended = day_of("risk_found"), day_of("risk_ended")
        unnamed = frame.filter(~on & pl.any_horizontal(pl.col("risk_found", "risk_ended").is_not_null()))
        yield from self.say(unnamed, "monitored", "请填写监测对象类型", "write the class of monitoring")
        still = frame.filter(on & (pl.col("risk_gone") == False) & pl.col("risk_ended").is_not_null())  # noqa: E712
        zh, en = "风险未消除,却有消除时间", "the risk is not gone, but has a date on which it went"
        yield from self.say(still, "risk_ended", zh, en)
        backward = frame.filter(on & (ended < found))
        zh, en = "早于风险识别时间", "before the risk was identified"
        yield from self.say(backward, "risk_ended", zh, en)
        undated = pl.col("risk_gone") & pl.col("risk_ended").is_null() & pl.col("#dated").is_null()
        zh, en = "请填写风险消除时间,或数据日期", "write when the risk went, or the date of the data"
        yield from self.say(frame.filter(on & undated), "risk_gone", zh, en)
        another = (
            on & pl.col("~#monitoring").is_not_null() & pl.col("risk_found").ne_missing(pl.col("~risk_found"))
        )
        open_one = frame.filter(another & pl.col("~risk_ended").is_null())
        zh = "该户自 {~risk_found} 起在监测中:须先消除其风险,才能再次识别"
        en = "this household has been watched since {~risk_found}: that must end before another begins"
        yield from self.say(open_one, "risk_found", zh, en, "~risk_found")
        overlaps = frame.filter(another & (found.is_null() | (found < day_of("~risk_ended"))))
        zh = "早于上一次监测的结束 {~risk_ended}"
        en = "before the last watch ended, {~risk_ended}"
        yield from self.say(overlaps, "risk_found", zh, en, "~risk_ended")


class _Facts(dict[str, object]):
    """What fills a sentence; what is empty reads as a dash."""

    def __getitem__(self, key: str) -> object:
        value = dict.get(self, key)
        return "—" if value is None else value


def _reached(actor: Actor, frame: pl.DataFrame) -> list[pl.Expr]:
    """Whether the actor sees and records where the row, its household and its person are."""
    record, view = actor.reach(Permission.RECORD), actor.reach(Permission.VIEW)

    def within(column: str, covers: object) -> pl.Expr:
        codes = frame[column].drop_nulls().unique().to_list()
        good = [code for code in codes if covers.has_code(code)]  # type: ignore[attr-defined]
        return pl.col(column).is_null() | pl.col(column).is_in(good)

    return [
        (within("~#code", view) & within("@#code", view)).alias("#seen"),
        within("#code", record).alias("#goes"),
        within("~#code", record).alias("#was"),
        within("@#code", record).alias("#from"),
    ]


def _reason(text: str) -> str | None:
    if len(text) > 18 and check_disability_number(text) is None:
        return None
    try:
        parse_identity_number(text[:18] if len(text) > 20 else text)
    except NotAnIdentityNumberError as error:
        return error.problem.value
    return "length" if len(text) > 18 else None
