"""A ledger worked as an officer does: a wrong cell is named, mended, and the file goes in."""

import openpyxl
import pytest
from playwright.sync_api import expect

from tests.support.axe import axe_violations
from tests.web.ledgers.conftest import CHANGED, MENDED, NEW, WRONG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 8000


def test_a_wrong_cell_is_named_and_mended(page_at, line, file, work, administrator_user, tmp_path):
    page = page_at(1440, "/ledgers/", user=administrator_user)
    page.get_by_role("link", name="贫困线台账", exact=True).click()
    page.get_by_label("填好的文件").set_input_files(file(CHANGED, NEW, WRONG, name="示例有误.xlsx"))
    page.get_by_role("button", name="上传并试导入").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("示例有误.xlsx")
    wrong = page.get_by_role("row").filter(has_text="D4")
    expect(wrong).to_contain_text("很多")
    expect(wrong).to_contain_text("不是数字")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注后的工作簿").click()
    marked = tmp_path / "marked.xlsx"
    download.value.save_as(marked)
    cell = openpyxl.load_workbook(marked).worksheets[0]["D4"]
    assert (cell.value, "不是数字" in cell.comment.text) == ("很多", True)

    page.get_by_role("link", name="上传改好的文件").click()
    page.get_by_label("填好的文件").set_input_files(file(CHANGED, NEW, MENDED, name="示例改好.xlsx"))
    page.get_by_role("button", name="上传并试导入").click()
    page.get_by_role("link", name="变更 1").click()
    difference = page.get_by_role("row").filter(has_text="2030")
    expect(difference).to_contain_text("3,218")
    expect(difference).to_contain_text("3,300")
    page.get_by_role("link", name="导入 3 行").click()
    page.get_by_role("button", name="导入 3 行").click()
    expect(page.locator(".job-bar")).to_contain_text("排队中")
    work()
    expect(page.locator(".callout-success")).to_contain_text("新增 2 行,变更 1 行。", timeout=SOON)
    line.refresh_from_db()
    assert (line.amount, type(line).objects.count()) == (3300, 3)


def test_a_file_is_imported_without_a_mouse(page_at, line, file, work, administrator_user):
    page = page_at(1440, "/ledgers/poverty-lines/", user=administrator_user)
    chosen = page.get_by_label("填好的文件")
    # The window in which a file is chosen is the system's, not the page's.
    chosen.set_input_files(file(NEW))
    chosen.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="上传并试导入")).to_be_focused()
    page.keyboard.press("Enter")
    for role in ("link", "button"):
        page.get_by_role(role, name="导入 1 行").focus()
        page.keyboard.press("Enter")
    expect(page.locator(".job-bar")).to_contain_text("排队中")
    work()
    expect(page.locator(".callout-success")).to_contain_text("新增 1 行,变更 0 行。", timeout=SOON)
    assert type(line).objects.count() == 2


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_pages_fit_and_pass_axe(page_at, uploaded, administrator_user, width, dark):
    wrong = uploaded(CHANGED, NEW, WRONG)
    right = uploaded(CHANGED, NEW, MENDED)
    page = page_at(width, None, user=administrator_user, dark=dark)
    for path in (
        "/ledgers/",
        "/ledgers/poverty-lines/",
        "/ledgers/history/",
        wrong,
        f"{wrong}?view=new",
        f"{right}?view=changed",
        f"{right}apply/",
    ):
        page.goto(path)
        assert axe_violations(page) == [], path
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wider == 0, path
