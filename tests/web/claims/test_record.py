"""Recording a claim in the browser."""

from __future__ import annotations

import pytest

from xieshou.domain.evidence.models import Claim, IndicatorAlias

pytestmark = pytest.mark.django_db

TYPED = {
    "document": "[甲]",
    "surface": "近2.28億元",
    "indicator": "财政援助资金",
    "receivers": "恩施州、黔东南州",
    "givers": "330100",
    "scope": "cumulative",
    "start": "2013",
    "as_of": "2020-10",
    "tier": "ledger",
    "programme": "east_west_poverty",
}


def test_a_figure_is_recorded_as_proposed_and_opened(administrator_client, told):
    """A31-1, A31-7"""
    answer = administrator_client.post("/claims/record/", TYPED, follow=True)
    assert "已记录,待核" in answer.content.decode()
    claim = Claim.objects.latest("pk")
    assert (claim.surface, str(claim.quantity.value), claim.unit, claim.status) == (
        "近2.28億元",
        "2.28",
        "亿元",
        "proposed",
    )
    assert {party.name for party in claim.receivers.all()} == {"恩施州", "黔东南州"}
    assert [party.name for party in claim.givers.all()] == ["杭州市"]
    assert (str(claim.start), str(claim.as_of)) == ("2013", "2020-10")


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"surface": "很多"}, "surface", "很多"),
        ({"surface": "16万户"}, "indicator", "户"),
        ({"indicator": "财政资金"}, "indicator", "财政援助资金"),
        ({"receivers": "没有的地方"}, "receivers", "没有的地方"),
        ({"as_of": "去年"}, "as_of", "2013-02-06"),
        ({"start": "2021"}, "as_of", "早于"),
        ({"document": "[丙]"}, "document", "[丙]"),
        ({"nationwide": "on"}, "receivers", "全国"),
        ({"span_start": "5"}, "span_end", "都填"),
        (
            {"surface": "近2.28亿元", "givers": "杭州市", "receivers": "黔东南州", "as_of": "2017"},
            "surface",
            "[甲]@",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_stored(
    administrator_client, told, typed, field, says
):
    before = Claim.objects.count()
    answer = administrator_client.post("/claims/record/", {**TYPED, **typed})
    assert answer.status_code == 400
    assert says in str(answer.context["form"].errors[field])
    assert Claim.objects.count() == before


def test_what_is_typed_is_read_back_live(administrator_client, told):
    IndicatorAlias.objects.create(indicator=told.funds.indicator, text="援助资金", key="援助资金")
    read = administrator_client.post(
        "/claims/record/figure/", {"surface": "近2.28亿元", "indicator": "援助资金"}
    )
    assert "近2.28亿元" in read.content.decode()
    assert "财政援助资金" in read.content.decode()
    wrong = administrator_client.post("/claims/record/figure/", {"surface": "2.28亿元左右多"})
    assert "不是一个数字" in wrong.content.decode() or "单位" in wrong.content.decode()
    near = administrator_client.post("/claims/record/figure/", {"indicator": "援助"})
    assert "相近的指标" in near.content.decode()
    assert "显示程序怎样理解" in administrator_client.post("/claims/record/figure/").content.decode()


def test_a_document_is_chosen_by_the_address(administrator_client, told):
    page = administrator_client.get("/claims/record/?document=[乙]").content.decode()
    assert '<option value="[乙]" selected>' in page


@pytest.mark.parametrize("path", ["/claims/record/", "/claims/record/figure/"])
def test_only_an_administrator_records(stranger, viewer_client, told, path):
    for client in (stranger, viewer_client):
        assert client.post(path, TYPED).status_code == 403
