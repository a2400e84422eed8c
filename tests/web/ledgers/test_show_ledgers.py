"""The list of ledgers and the page of one: who sees them, how columns are explained, files out."""

import io

import openpyxl
import pytest

pytestmark = pytest.mark.django_db


def test_strangers_neither_see_nor_export_ledgers(stranger, line):
    for path in ("", "history/", "poverty-lines/", "poverty-lines/template.xlsx", "poverty-lines/export.csv",
                 "poverty-lines/export.parquet"):  # fmt: skip
        answer = stranger.get(f"/ledgers/{path}")
        assert (answer.status_code, "登录后才能" in answer.content.decode()) == (403, True), path
    assert 'href="/ledgers/"' not in stranger.get("/documents/").content.decode()


def test_the_list_counts_records_and_leads_to_files(viewer_client, line):
    page = viewer_client.get("/ledgers/").content.decode()
    assert "贫困线台账" in page
    assert '<td class="number" data-label="记录">1</td>' in page
    assert 'href="/ledgers/poverty-lines/template.xlsx"' in page
    assert "#import" not in page


def test_a_ledger_explains_its_columns_in_both_languages(viewer_client, line):
    page = viewer_client.get("/ledgers/poverty-lines/").content.decode()
    for text in ("适用地区代码", "空 = 全国", "每人每年", "防返贫监测标准", "辨认用", "还没有导入过"):
        assert text in page, text
    assert "上传并试导入" not in page
    viewer_client.cookies["django_language"] = "en"
    page = viewer_client.get("/ledgers/poverty-lines/").content.decode()
    assert "empty = the whole country" in page
    assert "line of monitoring" in page


def test_an_unknown_ledger_is_not_found(viewer_client):
    assert viewer_client.get("/ledgers/no-such/").status_code == 404
    assert viewer_client.get("/ledgers/poverty-lines/export.pdf").status_code == 404


@pytest.mark.parametrize(
    ("language", "sheet", "heading"), [("zh-hans", "贫困线台账", "*年份"), ("en", "Poverty lines", "*Year")]
)
def test_the_template_is_in_the_readers_language(viewer_client, language, sheet, heading):
    viewer_client.cookies["django_language"] = language
    answer = viewer_client.get("/ledgers/poverty-lines/template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    assert book.sheetnames[0] == sheet
    assert heading in [cell.value for cell in book.worksheets[0][1]]


def test_an_export_heeds_the_filters_of_the_ledger(viewer_client, line):
    rows = viewer_client.get("/ledgers/poverty-lines/export.csv").getvalue().decode("utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "3218" in rows[1]
    none = viewer_client.get("/ledgers/poverty-lines/export.csv?year=1999").getvalue().decode("utf-8-sig")
    assert len(none.splitlines()) == 1
    assert viewer_client.get("/ledgers/poverty-lines/export.csv?year=soon").status_code == 400


def test_an_exported_file_comes_back_without_a_change(administrator_client, line):
    exported = administrator_client.get("/ledgers/poverty-lines/export.xlsx")
    file = io.BytesIO(exported.getvalue())
    file.name = "示例.xlsx"
    page = administrator_client.post("/ledgers/poverty-lines/upload/", {"file": file}, follow=True)
    assert "文件与现有记录完全一致,无须导入。" in page.content.decode()


def test_the_pages_ask_few_questions(viewer_client, line, django_assert_max_num_queries):
    with django_assert_max_num_queries(30):
        viewer_client.get("/ledgers/")
    with django_assert_max_num_queries(12):
        viewer_client.get("/ledgers/poverty-lines/")
