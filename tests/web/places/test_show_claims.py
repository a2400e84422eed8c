"""文载数字 of a place: by indicator, with its chart, what it gave told from what it received."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.domain.evidence.building import a_claim, an_indicator
from xieshou.domain.evidence.models import Claim
from xieshou.domain.places.models import Division

pytestmark = pytest.mark.django_db


@pytest.fixture
def stated(tongren):
    """苏州市 for 铜仁市 in three years, a county's own, one of another programme, one without a day."""
    place = {name: Division.objects.get(name=name) for name in ("苏州市", "铜仁市", "碧江区")}
    both = {"givers": (place["苏州市"],), "receivers": (place["铜仁市"],)}
    money = an_indicator("funds", "元", name="财政援助资金")
    return {
        "2014": a_claim("近1.046亿元", indicator=money, as_of="2014", **both),
        "2017": a_claim("近2.28亿元", indicator=money, as_of="2017", **both),
        "forecast": a_claim("3亿元", indicator=money, as_of="2020", is_forecast=True, **both),
        "undated": a_claim("40余个", **both),
        "county": a_claim("12个", receivers=(place["碧江区"],), as_of="2018"),
        "other": a_claim("5个", as_of="2019", programme="counterpart_cooperation", **both),
    }


def page(client, code="520600", **asked):
    answer = client.get(f"/places/{code}/", asked)
    assert answer.status_code == 200
    return answer


def section(answer):
    return answer.content.decode().split('id="claims"')[1].split("</section>")[0]


def charts(answer):
    found = re.search(r'id="claims-data" type="application/json">(.*?)</script>', answer.content.decode())
    return json.loads(found[1])["charts"]


def shown(answer):
    return {int(pk) for pk in re.findall(r'claim-cell[^"]*"><a href="/claims/(\d+)/"', section(answer))}


def test_a_place_shows_its_own_figures_and_on_request_those_below(stranger, stated):
    own = {claim.pk for name, claim in stated.items() if name != "county"}
    assert shown(page(stranger)) == own
    assert shown(page(stranger, below="1")) == own | {stated["county"].pk}


def test_received_is_told_from_given(stranger, stated):
    assert "作为受帮扶方" in section(page(stranger))
    assert {line["side"] for chart in charts(page(stranger)) for line in chart["series"]} == {"west"}
    given = page(stranger, "320500")
    assert "作为帮扶方" in section(given)
    assert {line["side"] for chart in charts(given) for line in chart["series"]} == {"east"}


def test_a_chart_has_one_unit_and_its_lines_never_mix_programmes_or_forecasts(stranger, stated):
    """A31-3, A31-8."""
    money, projects = charts(page(stranger))
    assert (money["name"], money["unit"]) == ("财政援助资金", "元")
    assert [[point["value"] for point in line["points"]] for line in money["series"]] == [
        [104600000.0, 228000000.0],
        [300000000.0],
    ]
    point = money["series"][0]["points"][1]
    assert (point["text"], point["qualifier"], point["day"]) == ("近2.28亿元", "≤", "2017-12-31")
    assert point["url"] == f"/claims/{stated['2017'].pk}/"
    assert money["series"][1]["points"][0]["forecast"] is True
    assert [line["name"] for line in projects["series"]] == ["苏州市 → 铜仁市 · 累计 · 对口合作"]


def test_what_has_no_day_stands_in_the_table_alone(stranger, stated):
    answer = page(stranger)
    assert stated["undated"].pk in shown(answer)
    assert f"/claims/{stated['undated'].pk}/" not in json.dumps(charts(answer))


def test_one_programme_can_be_chosen(stranger, stated):
    """A31-8."""
    assert shown(page(stranger, programme="counterpart_cooperation")) == {stated["other"].pk}
    assert "没有这一协作类型的数字" in section(page(stranger, programme="designated"))
    assert stranger.get("/places/520600/", {"programme": "??"}).status_code == 400


def test_the_table_can_be_taken_along_as_it_is_filtered(stranger, stated):
    answer = stranger.get("/places/520600/claims.csv", {"programme": "east_west_poverty", "below": "1"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["编号"] for row in rows} == {c.code for name, c in stated.items() if name != "other"}
    [money] = [row for row in rows if row["编号"] == stated["2017"].code]
    assert (money["限定"], money["数值"], money["单位"], money["受帮扶方"]) == ("≤", "2.28", "亿元", "铜仁市")


def test_a_place_of_which_nothing_is_stated_says_so(stranger, tongren):
    assert "还没有文献写到这里" in section(page(stranger))
    assert "claims-chart" not in section(page(stranger))


def test_figures_cost_five_questions_however_many(stranger, stated, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as with_few:
        page(stranger, below="1")
    for _each in range(20):
        a_claim("7个", as_of="2016", receivers=(Division.objects.get(name="铜仁市"),))
    with django_assert_max_num_queries(len(with_few)):
        page(stranger, below="1")
    Claim.objects.all().delete()
    with CaptureQueriesContext(connection) as without:
        page(stranger, below="1")
    # Givers, receivers and marks are asked for only where there are figures; the figures themselves always.
    assert len(with_few) - len(without) + 1 <= 5
