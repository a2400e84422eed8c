from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from xieshou.domain.certainty import Certainty
from xieshou.domain.dated import PrecisionChoice
from xieshou.domain.evidence.loading import DOCUMENT_COLUMNS, BadDocumentError, load_documents
from xieshou.domain.evidence.models import Document, Reliability
from xieshou.domain.evidence.queries import document_by_code, document_by_number, documents
from xieshou.domain.evidence.storing import Loaded
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError

pytestmark = pytest.mark.django_db
FilesFrom = Callable[..., Path]


def test_a_second_load_changes_nothing() -> None:
    first = load_documents(actor=SYSTEM)
    before = list(Document.objects.values_list())
    assert first.created == len(before) > 100
    assert load_documents(actor=SYSTEM) == Loaded(0, 0, first.created)
    assert list(Document.objects.values_list()) == before


def test_a_changed_row_is_changed_in_place(documents_file: FilesFrom) -> None:
    load_documents(actor=SYSTEM, path=documents_file({"code": "X1"}, {"code": "X2"}))
    kept = Document.objects.get(code="X2").pk
    done = load_documents(actor=SYSTEM, path=documents_file({"code": "X2", "title": "改后的标题"}))
    assert done == Loaded(created=0, changed=1, unchanged=0)
    assert Document.objects.get(pk=kept).title == "改后的标题"
    assert Document.objects.filter(code="X1").exists()


def test_the_documents_of_the_rounds_are_there_with_number_and_date(evidence: None) -> None:
    """A1-1, A1-2"""
    guizhou = document_by_number(ANONYMOUS, "国办发〔2013〕11号")
    assert guizhou is not None
    assert (guizhou.dated_on, guizhou.date_precision) == (date(2013, 2, 1), PrecisionChoice.MONTH)
    national = document_by_code(ANONYMOUS, "P2016-69")
    assert national is not None
    assert national.number == "中办发〔2016〕69号"
    assert (national.dated_on, national.date_precision) == (date(2016, 10, 27), PrecisionChoice.DAY)
    reports = {document.code for document in documents(ANONYMOUS, text="党代会报告")}
    assert "P2017-report" in reports


@pytest.mark.parametrize(
    "written", ["中办发[2016]69号", "中办发（2016）69号", "中办发【2016】 69 号", "中辦發〔2016〕69號"]
)
def test_any_brackets_find_the_document(evidence: None, written: str) -> None:
    """A1-2, A31-7"""
    found = document_by_number(ANONYMOUS, written)
    assert found is not None
    assert found.code == "P2016-69"
    assert document_by_number(ANONYMOUS, "") is None


def test_a_number_from_memory_is_marked_so(evidence: None) -> None:
    marked = Document.objects.get(number="国开发〔2017〕6号")
    assert marked.certainty == Certainty.MEMORY
    assert Document.objects.get(number="中办发〔2016〕69号").certainty == Certainty.SOURCE


def test_the_five_articles_are_there_with_dates_as_far_as_known(evidence: None) -> None:
    """A31-2"""
    articles = {
        code: Document.objects.get(code=code) for code in ("[000]", "[001]", "[002]", "[003]", "[004]")
    }
    assert articles["[000]"].dated_on == date(2020, 10, 8)
    assert articles["[001]"].date_precision == PrecisionChoice.UNKNOWN
    assert articles["[001]"].dated_on == date(2020, 11, 23)
    assert articles["[002]"].reliability == Reliability.WEAK


def test_two_rows_of_one_number_are_refused_as_one_document(documents_file: FilesFrom) -> None:
    """A1-2: several reprints of one document are one document."""
    path = documents_file(
        {"code": "X1", "number": "国办发〔2013〕11号"}, {"code": "X2", "number": "国办发[2013]11号"}
    )
    with pytest.raises(BadDocumentError, match=r"some-documents\.csv.*3.*国办发〔2013〕11号.*2"):
        load_documents(actor=SYSTEM, path=path)
    assert not Document.objects.exists()


def test_a_number_that_another_stored_document_holds_is_refused_by_its_code(
    documents_file: FilesFrom, evidence: None
) -> None:
    path = documents_file({"code": "X0"}, {"code": "X1", "number": "国办发(2013)11号"})
    with pytest.raises(BadDocumentError, match=r"3.*P2013-11"):
        load_documents(actor=SYSTEM, path=path)
    assert not Document.objects.filter(code="X0").exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"code": "X1", "dated": "去年"}, "去年"),
        ({"code": "X1", "dated": "2013-02-30"}, "2013-02-30"),
        ({"code": "X1", "kind": "poem"}, "kind"),
        ({"code": "X1", "certainty": "sure"}, "certainty"),
        ({"code": "X1", "number": "六十九号文件"}, "六十九号文件"),
        ({"code": "X1", "number": "中办发2016-69"}, "中办发2016-69"),
        ({"code": ""}, "code"),
        ({"code": "X1", "title": ""}, "title"),
        ({"code": "GOOD"}, "GOOD"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line_and_nothing_is_stored(
    documents_file: FilesFrom, row: dict[str, str], reason: str
) -> None:
    with pytest.raises(BadDocumentError, match=rf"some-documents\.csv.*3.*{reason}"):
        load_documents(actor=SYSTEM, path=documents_file({"code": "GOOD"}, row))
    assert not Document.objects.exists()


def test_a_file_with_other_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("code,title\nX1,某文件\n", encoding="utf-8")
    with pytest.raises(BadDocumentError, match="reliability"):
        load_documents(actor=SYSTEM, path=path)


def test_a_row_with_a_column_too_many_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(DOCUMENT_COLUMNS) + "\n" + "a," * len(DOCUMENT_COLUMNS) + "\n", encoding="utf-8")
    with pytest.raises(BadDocumentError, match=r"wide\.csv.*2"):
        load_documents(actor=SYSTEM, path=path)


def test_only_who_may_write_may_load() -> None:
    with pytest.raises(NotAllowedError):
        load_documents(actor=ANONYMOUS)
