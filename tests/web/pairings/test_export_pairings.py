"""The list as CSV: the same rows, readable by Excel, harmless in it."""

import csv
import io

import pytest
from django.conf import settings

from xieshou.domain.pairings.models import Pairing
from xieshou.domain.parties.models import Organisation, Party
from xieshou.web.shell.exports import harmless

pytestmark = pytest.mark.django_db


def exported(client, **asked):
    answer = client.get("/pairings/export.csv", asked)
    assert answer.status_code == 200
    text = answer.content.decode("utf-8")
    assert text[0] == "\ufeff"
    return answer, list(csv.DictReader(io.StringIO(text[1:])))


@pytest.mark.parametrize(
    "asked",
    [
        {"on": "2005-06-30"},
        {"ever": "1"},
        {"ever": "1", "sort": "-since"},
        {"ever": "1", "text": "苏州", "round": "2013"},
        {"ever": "1", "scope": "520602"},
        {"on": "1990"},
    ],
)
def test_it_holds_the_rows_of_the_list_in_their_order(stranger, tongren, asked):
    shown = stranger.get("/pairings/", asked).context["rows"]
    _, rows = exported(stranger, **asked)
    assert [(row["帮扶方"], row["受帮扶方"], row["受帮扶方代码"]) for row in rows] == [
        (row["giver"].name, row["receiver"].name, row["receiver"].code) for row in shown
    ]


def test_every_cell_is_there_with_dates_as_far_as_they_are_known(stranger, tongren):
    answer, rows = exported(stranger, on="2005-06-30")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert 'filename="pairings-2005-06-30.csv"' in answer["Content-Disposition"]
    assert [list(row.values()) for row in rows] == [
        ["青岛市", "370200", "铜仁地区", "522200", "市—市州", "政府结对", "东西部扶贫协作", "1996轮",
         "1996-08", "2013-02", "是", "文章原文", "[002]", "", "已审"]
    ]  # fmt: skip


def test_in_english_headings_and_choices_are_english(stranger, tongren):
    stranger.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    _, rows = exported(stranger, on="2005-06-30")
    words = [*rows[0], *(rows[0][name] for name in list(rows[0])[4:7])]
    assert all(word.isascii() or "–" in word or "’" in word for word in words), words


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r", "\n", "  ="])
def test_no_cell_begins_a_formula(start):
    assert harmless(f"{start}cmd|' /C calc'!A0").startswith("'")
    assert harmless("示例") == "示例"


def test_a_name_and_a_note_that_look_like_formulas_are_disarmed(stranger, tongren):
    firm = Organisation.objects.create(
        name="=HYPERLINK(1)", name_key="x", kind="firm", side="east", review_state="reviewed"
    )
    Pairing.objects.filter(round__code="1996").update(
        giver=Party.objects.create(organisation=firm), note='@SUM(1),"引号"\n第二行'
    )
    _, (row,) = exported(stranger, on="2005-06-30")
    assert row["帮扶方"] == "'=HYPERLINK(1)"
    assert row["说明"] == '\'@SUM(1),"引号"\n第二行'


def test_the_page_leads_to_the_export_of_what_it_shows(stranger, tongren):
    page = stranger.get("/pairings/?ever=1&round=2013&page=1").content.decode()
    assert 'href="/pairings/export.csv?ever=1&amp;round=2013"' in page
