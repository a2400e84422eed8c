"""表式核对: a table of another system is read and checked; nothing of it is kept, nobody is named."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings

from tests.workbooks.making import workbook

pytestmark = pytest.mark.django_db
ADDRESS = "/ledgers/layouts/households-national/"
HEADER = ["户编号", "人编号", "姓名", "证件号码", "人数", "户类型"]
RIGHT = ["示例户1", "示例人1", "示例姓名", None, 3, "脱贫户"]
# A made-up number with a wrong check digit.
WRONG = ["示例户1", "示例人2", "示例姓名", "110101199001011239", "三个", "脱贫户"]


@pytest.fixture
def send(viewer_client, tmp_path: Path):
    def post(*rows: list[object], **asked: str):
        with workbook(tmp_path / "示例户籍.xlsx", [HEADER, *rows]).open("rb") as file:
            return viewer_client.post(ADDRESS, {"file": file, **asked})

    return post


def kept_files() -> set[Path]:
    folder = Path(settings.XIESHOU_HOME) / "uploads"
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_list_leads_to_each_layout_with_its_template(viewer_client):
    assert 'href="/ledgers/layouts/"' in viewer_client.get("/ledgers/").content.decode()
    page = viewer_client.get("/ledgers/layouts/").content.decode()
    assert f'href="{ADDRESS}"' in page
    form = viewer_client.get(f"{ADDRESS}template.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(form.getvalue()))
    assert [cell.value for cell in book.worksheets[0][1]][1:4] == ["数据日期", "县", "乡"]
    assert viewer_client.get("/ledgers/layouts/nothing/").status_code == 404


def test_strangers_may_not_check(stranger):
    assert stranger.get("/ledgers/layouts/").status_code == 403
    assert stranger.post(ADDRESS).status_code == 403


def test_a_right_file_is_said_to_be_right_and_nothing_is_kept(send):
    before = kept_files()
    answer = send(RIGHT)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "没有发现错误" in page
    assert answer.context["found"].rows == 1
    assert "户编号" in page
    assert kept_files() == before
    from xieshou.domain.workflow.ledgers.models import Upload

    assert not Upload.objects.exists()


def test_wrong_cells_are_named_without_what_is_personal(send):
    answer = send(RIGHT, WRONG)
    page = answer.content.decode()
    found = answer.context["found"]
    assert (found.rows, found.wrong, found.problem_count) == (2, 1, 2)
    assert re.search(r"D3.*身份证号有误.*校验位不符", page, re.S)
    assert "三个" in page
    assert "110101199001011239" not in page
    assert "示例姓名" not in page


def test_the_marked_workbook_comes_back_at_once(send):
    answer = send(RIGHT, WRONG, give="marked")
    book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
    assert "示例户籍-标注.xlsx" in answer["Content-Disposition"] or "%E7" in answer["Content-Disposition"]
    assert "校验位" in book.worksheets[0]["D3"].comment.text
    assert book.worksheets[0]["A2"].comment is None


def test_a_file_without_the_headings_is_refused_in_words(viewer_client, tmp_path):
    with workbook(tmp_path / "other.xlsx", [["甲", "乙"], [1, 2]]).open("rb") as file:
        answer = viewer_client.post(ADDRESS, {"file": file})
    assert answer.status_code == 400
    assert "没有找到" in answer.content.decode()
    assert viewer_client.post(ADDRESS).status_code == 400


def test_a_file_that_takes_long_is_left_to_the_command(send, monkeypatch):
    from xieshou.domain.workflow.ledgers import services

    monkeypatch.setattr(services, "EXAMINED_AT_ONCE", 10)
    answer = send(RIGHT)
    assert answer.status_code == 400
    assert "xieshou import households-national" in answer.content.decode()
