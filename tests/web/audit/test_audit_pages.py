"""The pages of the audit: who did what (A9-8)."""

import io

import openpyxl
import pytest

from xieshou.domain.parties.models import Organisation
from xieshou.domain.recorded import acting
from xieshou.domain.recorded.models import Act

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(administrator):
    with acting(administrator, "登记单位", "来函"):
        kept = Organisation.objects.create(name="=示例厂", name_key="示例厂", kind="firm", side="west")
    with acting(administrator, "更改单位"):
        kept.note = "改"
        kept.save()
    return kept


def test_only_those_who_may_read_histories_open_it(stranger, viewer_client, changed):
    key = Act.objects.first().key
    for path in ("", "export.csv", "export.xlsx", f"acts/{key}/", f"organisation/{changed.pk}/"):
        for client in (stranger, viewer_client):
            assert client.get(f"/audit/{path}").status_code == 403, path


def test_the_list_leads_to_the_act_and_the_act_to_the_record(administrator_client, changed):
    page = administrator_client.get("/audit/?text=来函").content.decode()
    key = Act.objects.get(why="来函").key
    assert f"/audit/acts/{key}/" in page
    assert "更改单位" not in page
    act = administrator_client.get(f"/audit/acts/{key}/").content.decode()
    assert f"/audit/organisation/{changed.pk}/" in act
    record = administrator_client.get(f"/audit/organisation/{changed.pk}/").content.decode()
    assert record.index("<ins>改</ins>") < record.index("来函"), "the latest above"


def test_a_list_of_many_acts_takes_few_queries(
    administrator_client, administrator, django_assert_max_num_queries
):
    for number in range(60):
        with acting(administrator, "登记单位"):
            Organisation.objects.create(name=f"示例{number}", name_key="x", kind="firm", side="west")
    with django_assert_max_num_queries(10):
        page = administrator_client.get("/audit/").content.decode()
    assert "下一页" in page


def test_both_exports_hold_each_field_and_no_formula(administrator_client, changed):
    told = administrator_client.get("/audit/export.csv").content.decode("utf-8-sig")
    assert "来函" in told
    assert ",'=示例厂" in told
    book = openpyxl.load_workbook(io.BytesIO(administrator_client.get("/audit/export.xlsx").content))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert any(cell.value == "=示例厂" and cell.data_type == "s" for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("?kind=nothing", 400),
        ("?since=gestern", 400),
        ("export.pdf", 404),
        ("acts/00000000-0000-0000-0000-000000000000/", 404),
        ("organisation/999999/", 404),
        ("nothing/1/", 404),
    ],
)
def test_what_is_not_there_is_said(administrator_client, path, status):
    assert administrator_client.get(f"/audit/{path}").status_code == status


def test_nothing_found_says_how_to_go_on(administrator_client, changed):
    page = administrator_client.get("/audit/?who=nobody-of-that-name").content.decode()
    assert "没有这样的操作" in page
    assert "查看全部" in page
