"""The Excel button beside the CSV of a list: for those who signed in, with the filters of the ledger."""

import io

import openpyxl
import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("/documents/?kind=policy", "/ledgers/documents/export.xlsx?kind=policy"),
        (
            "/pairings/?tier=county&on=2018-06-01",
            "/ledgers/pairings/export.xlsx?tier=county&amp;day=2018-06-01",
        ),
        ("/pairings/?ever=1", "/ledgers/pairings/export.xlsx"),
        ("/claims/?tier=", "/ledgers/claims/export.xlsx?noise=no"),
        ("/indicators/", "/ledgers/indicators/export.xlsx"),
        ("/terms/?class=strategy", "/ledgers/terms/export.xlsx?term_class=strategy"),
        ("/terms/?q=a", "/ledgers/terms/export.xlsx?text=a"),
        ("/places/?scope=520000", "/ledgers/place-flags/export.xlsx?place=520000"),
        ("/places/?scope=520000", "/ledgers/place-profiles/export.xlsx?place=520000"),
    ],
)
def test_a_list_offers_its_ledger_to_those_who_signed_in(viewer_client, stranger, page, link):
    assert f'href="{link}"' in viewer_client.get(page).content.decode()
    assert "/ledgers/" not in stranger.get(page).content.decode()


def test_what_is_offered_holds_what_the_filter_leaves(viewer_client, round_term):
    for kept, rows in (("strategy", 2), ("poverty", 1)):
        answer = viewer_client.get(f"/ledgers/terms/export.xlsx?term_class={kept}")
        book = openpyxl.load_workbook(io.BytesIO(answer.getvalue()))
        assert book.worksheets[0].max_row == rows, kept
