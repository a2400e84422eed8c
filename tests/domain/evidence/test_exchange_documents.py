"""The ledger of documents: out, in again, the same; what rules refuse is named by its cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.exchanging import examined, exported, imported, out_and_in, sheet, wrong_cells
from tests.workbooks.values import partial_dates, texts
from xieshou.domain.certainty import Certainty
from xieshou.domain.evidence.loading import load_documents
from xieshou.domain.evidence.models import Document, DocumentKind, Reliability
from xieshou.kernel.actor import SYSTEM, Actor
from xieshou.kernel.language import Language

pytestmark = pytest.mark.django_db
FIELDS = ("code", "kind", "title", "number", "reprint_of")


def everything() -> list[dict[str, object]]:
    columns = [field.name for field in Document._meta.concrete_fields]
    kept = [name for name in columns if name not in ("id", "edited_at", "reprint_of", "text_sha256")]
    return list(Document.objects.order_by("code").values(*kept, "reprint_of__code"))


@pytest.mark.parametrize("end", ["xlsx", "csv"])
@pytest.mark.parametrize("language", Language)
def test_what_ships_comes_back_unchanged(tmp_path: Path, end: str, language: Language) -> None:
    total = load_documents(actor=SYSTEM).created
    Document.objects.filter(code="S2").update(reprint_of=Document.objects.get(code="S1"))
    path = tmp_path / f"documents.{end}"
    assert out_and_in("documents", path, language) == {
        "new": 0, "changed": 0, "unchanged": total, "wrong": 0,
    }  # fmt: skip
    before = everything()
    Document.objects.update(reprint_of=None)
    Document.objects.all().delete()
    assert imported("documents", path).new == total
    assert everything() == before


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "code": st.from_regex(r"[A-Z][0-9]{1,4}", fullmatch=True),
            "kind": st.sampled_from(DocumentKind.values),
            "title": texts,
            "issuer": st.just("") | texts,
            "address": st.just("") | texts,
            "note": st.just("") | texts,
            "reliability": st.sampled_from(Reliability.values),
            "certainty": st.sampled_from(Certainty.values),
            "dated": st.none() | partial_dates,
        }
    ),
    min_size=1,
    max_size=5,
    unique_by=lambda row: row["code"],
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=ROWS, end=st.sampled_from(["xlsx", "csv"]))
def test_any_document_comes_back_unchanged(tmp_path: Path, drawn: list[dict], end: str) -> None:
    Document.objects.all().delete()
    for number, row in enumerate(drawn, 1):
        dated = row.pop("dated")
        precise = {"dated_on": dated.day, "date_precision": dated.precision.value} if dated else {}
        Document.objects.create(**row, **precise, number=f"示发〔2019〕{number}号")
    path = tmp_path / f"documents.{end}"
    assert out_and_in("documents", path)["unchanged"] == len(drawn)
    before = everything()
    Document.objects.all().delete()
    imported("documents", path)
    assert everything() == before


def test_what_a_file_leaves_out_stays_and_the_usual_needs_no_word(
    tmp_path: Path, administrator: Actor
) -> None:
    Document.objects.create(code="A1", kind="press", title="旧", issuer="某报", text_sha256="0" * 64)
    path = sheet(
        tmp_path / "some.xlsx",
        "documents",
        ("code", "kind", "title", "reliability"),
        ["A1", "新闻报道", "新", None],
        ["A2", "press", "另一篇", "可靠"],
    )
    done = imported("documents", path, administrator)
    assert (done.new, done.changed) == (1, 1)
    changed, new = Document.objects.get(code="A1"), Document.objects.get(code="A2")
    assert (changed.title, changed.issuer, changed.text_sha256) == ("新", "某报", "0" * 64)
    assert (new.reliability, new.certainty) == ("good", "source")
    assert None not in (changed.edited_at, new.edited_at)
    assert examined("documents", path).counts["unchanged"] == 2


def test_an_import_is_a_persons_and_survives_the_next_load(tmp_path: Path) -> None:
    total = load_documents(actor=SYSTEM).created
    path = sheet(tmp_path / "one.xlsx", "documents", ("code", "kind", "title"), ["S1", "其他", "改过"])
    assert imported("documents", path).changed == 1
    assert load_documents(actor=SYSTEM).unchanged == total - 1
    assert Document.objects.get(code="S1").title == "改过"


def test_numbers_and_originals_that_cannot_be_are_named(tmp_path: Path) -> None:
    """A1-2: one number is one document; a reprint names its original, and there are no chains."""
    old = Document.objects.create(code="A1", kind="policy", title="旧", number="国发〔2019〕1号")
    Document.objects.create(code="A2", kind="press", title="转载", reprint_of=old)
    path = sheet(
        tmp_path / "wrong.xlsx",
        "documents",
        FIELDS,
        ["B1", "政策文件", "一", "国发[2019]1号", None],
        ["B2", "政策文件", "二", "国发〔2019〕2号", None],
        ["B3", "政策文件", "三", "国发2019第2", None],
        ["B4", "政策文件", "四", "国发〔2019〕2号", "B9"],
        ["B5", "政策文件", "五", None, "B5"],
        ["B6", "政策文件", "六", None, "A2"],
        ["A1", "政策文件", "七", "国发〔2019〕1号", "B2"],
    )
    assert [(cell, said.split(":")[0]) for cell, said in wrong_cells("documents", path)] == [
        ("D2", "已属于文献 A1"),
        ("D3", "已属于文献 B4"),
        ("D4", "应写作 中办发〔2016〕69号"),
        ("D5", "已属于文献 B2"),
        ("E5", "没有这个编号的文献"),
        ("E6", "不能转载自己"),
        ("E7", "A2 本身转载自 A1"),
        ("E8", "已有文献转载自它,不能再写作转载"),
    ]
    assert Document.objects.count() == 2


def test_two_documents_may_exchange_their_numbers(tmp_path: Path) -> None:
    for number in (1, 2):
        Document.objects.create(
            code=f"A{number}", kind="policy", title="一", number=f"国发〔2019〕{number}号"
        )
    path = sheet(
        tmp_path / "swap.xlsx",
        "documents",
        ("code", "kind", "title", "number"),
        ["A1", "政策文件", "一", "国发〔2019〕2号"],
        ["A2", "政策文件", "一", "国发〔2019〕1号"],
    )
    assert imported("documents", path).changed == 2
    assert Document.objects.get(code="A1").number == "国发〔2019〕2号"


def test_an_export_of_one_kind_has_no_others(tmp_path: Path) -> None:
    load_documents(actor=SYSTEM)
    assert exported("documents", tmp_path / "all.csv") == Document.objects.count()
