"""A file through the pages: examined, applied by a worker, discarded; whose business it is."""

import io

import openpyxl
import pytest

from tests.web.ledgers.conftest import CHANGED, MENDED, NEW, WRONG

pytestmark = pytest.mark.django_db
# A worker has connections of its own, which see only what is committed.
worked = pytest.mark.django_db(transaction=True)


def page_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def agreed(client, path):
    """Confirm on the page that asks."""
    answer = client.get(f"{path}apply/")
    return client.post(f"{path}apply/", {"fingerprint": answer.context["fingerprint"]}, follow=True)


def test_a_file_is_examined_before_anything_is_written(uploaded, administrator_client, line):
    page = page_of(administrator_client, path := uploaded(CHANGED, NEW))
    assert "没有错误。请核对下面的差异" in page
    assert "导入 2 行" in page
    for text in ("3,218", "3,300", "表头所在行", "标准(元)"):
        assert text in page, text
    assert "延安" not in page_of(administrator_client, f"{path}?view=new")
    assert type(line).objects.count() == 1


@worked
def test_what_was_examined_is_applied_once_it_is_agreed_to(uploaded, administrator_client, work, line):
    path = uploaded(CHANGED, NEW)
    assert "排队中" in agreed(administrator_client, path).content.decode()
    assert type(line).objects.count() == 1
    work()
    page = page_of(administrator_client, path)
    assert "新增 1 行,变更 1 行。" in page
    assert "已导入" in page
    line.refresh_from_db()
    assert (line.amount, type(line).objects.count()) == (3300, 2)
    assert "文件与现有记录完全一致" in page_of(administrator_client, uploaded(CHANGED, NEW))


def test_wrong_cells_are_named_and_marked_in_the_senders_file(uploaded, administrator_client, line):
    path = uploaded(CHANGED, WRONG)
    page = page_of(administrator_client, path)
    for text in ("D3", "很多", "不是数字", "有 1 行有误", "只导入无误的 1 行"):
        assert text in page, text
    marked = administrator_client.get(f"{path}marked.xlsx")
    cell = openpyxl.load_workbook(io.BytesIO(marked.getvalue())).worksheets[0]["D3"]
    assert "不是数字" in cell.comment.text
    refused = administrator_client.get(f"{path}apply/", follow=True).content.decode()
    assert "这个文件现在不能导入" in refused


@worked
def test_right_rows_alone_are_imported_when_asked_for(uploaded, administrator_client, work, line):
    path = uploaded(CHANGED, NEW, WRONG)
    asking = administrator_client.get(f"{path}apply/?rows=right")
    assert "有误的 1 行不导入" in asking.content.decode()
    answer = {"fingerprint": asking.context["fingerprint"], "rows": "right"}
    administrator_client.post(f"{path}apply/", answer)
    work()
    assert type(line).objects.count() == 2
    assert "另有 1 行有误,没有导入。" in page_of(administrator_client, path)


@worked
def test_who_agreed_to_what_has_changed_since_is_asked_again(uploaded, administrator_client, work, line):
    path = uploaded(CHANGED)
    agreed(administrator_client, path)
    type(line).objects.filter(pk=line.pk).update(amount=3299)
    work()
    page = page_of(administrator_client, path)
    assert "台账中的记录已有变化" in page
    assert "3,299" in page
    line.refresh_from_db()
    assert line.amount == 3299


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("示例.xlsx", b"", "文件是空的"),
        ("示例.pdf", b"%PDF-1.7", "这不是可以导入的表格"),
        ("示例.csv", "甲,乙\n1,2\n".encode(), "没有找到“贫困线台账”的表头"),
    ],
)
def test_a_file_that_cannot_be_read_is_answered_in_words(administrator_client, line, name, content, said):
    file = io.BytesIO(content)
    file.name = name
    answer = administrator_client.post("/ledgers/poverty-lines/upload/", {"file": file}, follow=True)
    assert said in answer.content.decode()
    assert type(line).objects.count() == 1


def test_no_file_and_a_file_too_large_are_said_in_the_form(administrator_client, line, settings):
    url = "/ledgers/poverty-lines/upload/"
    assert "请先选择要导入的文件" in administrator_client.post(url).content.decode()
    settings.IMPORT_BYTES = 10
    file = io.BytesIO(b"x" * 11)
    file.name = "示例.csv"
    answer = administrator_client.post(url, {"file": file})
    assert (answer.status_code, "上限" in answer.content.decode()) == (400, True)
    file = io.BytesIO(b"x" * 1_100_000)
    file.name = "示例.csv"
    assert administrator_client.post(url, {"file": file}).status_code == 413


def test_a_file_is_discarded_after_asking(uploaded, administrator_client, line):
    path = uploaded(NEW)
    assert "放弃导入" in page_of(administrator_client, f"{path}discard/")
    answer = administrator_client.post(f"{path}discard/", follow=True)
    assert "台账没有变化" in answer.content.decode()
    assert "这个文件已经放弃" in page_of(administrator_client, path)
    assert administrator_client.get(f"{path}file").status_code == 404


def test_the_history_says_who_and_what(uploaded, administrator_client, line):
    uploaded(NEW, name="示例一.xlsx")
    page = page_of(administrator_client, "/ledgers/history/?register=poverty-lines")
    for text in ("示例一.xlsx", "administrator", "贫困线台账"):
        assert text in page, text
    rows = administrator_client.get("/ledgers/history/export.csv").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert administrator_client.get("/ledgers/history/?register=none").status_code == 404


def test_only_who_may_write_imports(uploaded, viewer_client, stranger, line):
    path = uploaded(MENDED)
    for client, seen in ((viewer_client, 404), (stranger, 403)):
        assert client.post("/ledgers/poverty-lines/upload/", {}).status_code == 403
        assert client.get(path).status_code == seen
        for act in ("apply/", "discard/"):
            assert client.post(f"{path}{act}").status_code == seen
    assert type(line).objects.count() == 1


def test_the_page_of_a_file_asks_few_questions(uploaded, administrator_client, django_assert_max_num_queries):
    path = uploaded(CHANGED, NEW, WRONG)
    with django_assert_max_num_queries(20):
        administrator_client.get(path)
