"""文载数字 between the two parties of a pairing, by year."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.domain.evidence.building import a_claim
from xieshou.domain.evidence.models import Claim, ClaimRelation

pytestmark = pytest.mark.django_db


@pytest.fixture
def suzhou(tongren):
    return tongren.pairings[2]


@pytest.fixture
def stated(suzhou):
    """Two years of the pair, and one that only its receiver has."""
    giver, receiver = suzhou.giver.division, suzhou.receiver.division
    return [
        a_claim("119个", givers=(giver,), receivers=(receiver,), as_of="2015"),
        a_claim("414个", givers=(giver,), receivers=(receiver,), as_of="2017"),
        a_claim("9个", receivers=(receiver,), as_of="2017"),
    ]


def section(client, pairing):
    page = client.get(f"/pairings/{pairing.pk}/").content.decode()
    return re.sub(r"\s+", " ", page.split('id="claims"')[1].split("</section>")[0])


def test_only_figures_between_the_two_are_shown_the_latest_year_first(stranger, suzhou, stated):
    table = section(stranger, suzhou).split("claims-table")[1]
    assert [int(pk) for pk in re.findall(r"/claims/(\d+)/", table)] == [stated[1].pk, stated[0].pk]
    assert re.findall(r"(\d{4})年 <span", table) == ["2017", "2015"]
    assert 'id="claims-chart"' in section(stranger, suzhou)


def test_what_is_doubted_is_marked(stranger, suzhou, stated):
    ClaimRelation.objects.create(claim=stated[1], other=stated[2], kind="conflicts", reason="values_differ")
    assert re.search(r'badge-bad"[^>]*> ?<span aria-hidden="true">≠</span> 冲突', section(stranger, suzhou))


def test_the_table_can_be_taken_along(stranger, suzhou, stated):
    answer = stranger.get(f"/pairings/{suzhou.pk}/claims.csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["原文数字"] for row in rows] == ["119个", "414个"]
    assert stranger.get("/pairings/999999/claims.csv").status_code == 404


def test_a_pair_of_which_nothing_is_stated_says_so(stranger, suzhou):
    assert "还没有文献写到双方之间的数字" in section(stranger, suzhou)


def test_figures_cost_five_questions_at_the_most(stranger, suzhou, stated):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as with_figures:
        section(stranger, suzhou)
    Claim.objects.all().delete()
    with CaptureQueriesContext(connection) as without:
        section(stranger, suzhou)
    assert len(with_figures) - len(without) + 1 <= 5
