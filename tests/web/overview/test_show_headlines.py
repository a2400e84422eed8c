"""数字: the headline figures of 总览, by part and programme, as at a day and of a place."""

from __future__ import annotations

import re

import pytest

from tests.domain.evidence.building import a_claim, an_indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def stated(programme):
    """Figures of two programmes for 黔东南 and 恩施, and one that comes later."""
    hangzhou = programme["杭州市>黔东南苗族侗族自治州@2016-12"]
    giver, receiver = hangzhou.giver.division, hangzhou.receiver.division
    enshi = programme["江干区>恩施市@>=2016-12-01"].receiver.division
    money = an_indicator("funds", "元", name="财政援助资金", part="funds")
    return {
        "money": a_claim("近2.28亿元", indicator=money, givers=(giver,), receivers=(receiver,), as_of="2017"),
        "projects": a_claim("872个", receivers=(enshi,), as_of="2020-10"),
        "cooperation": a_claim(
            "15个",
            indicator=an_indicator("parks"),
            givers=(giver,),
            as_of="2018",
            programme="counterpart_cooperation",
        ),
    }


def headlines(client, query=""):
    page = client.get(f"/{query}").content.decode()
    return re.sub(r"\s+", " ", page.split('id="headlines"')[1].split("</section>")[0])


def shown(client, query=""):
    return set(re.findall(r'class="claim-value"><a href="/claims/(\d+)/"', headlines(client, query)))


def ids(stated, *names):
    return {str(stated[name].pk) for name in names}


def test_each_figure_stands_with_qualifier_scope_day_and_source(stranger, stated):
    section = headlines(stranger, "?on=2021")
    for words in (
        "近2.28亿元",
        "财政援助资金",
        "杭州市",
        "东西部扶贫协作",
        "累计",
        "截至 2017年",
        "[示例]",
        "资金",
    ):
        assert words in section
    assert shown(stranger, "?on=2021") == ids(stated, "money", "projects", "cooperation")


def test_programmes_are_never_mixed_where_one_is_chosen(stranger, stated):
    """A31-8: what belongs to 对口合作 does not stand among the figures of 东西部扶贫协作."""
    assert shown(stranger, "?on=2021&programme=counterpart_cooperation") == ids(stated, "cooperation")
    assert shown(stranger, "?on=2021&programme=east_west_poverty") == ids(stated, "money", "projects")
    assert "没有这一协作类型的数字" in headlines(stranger, "?on=2021&programme=designated")


def test_day_and_place_of_the_top_bar_hold_here_too(stranger, stated):
    assert shown(stranger, "?on=2019") == ids(stated, "money", "cooperation")
    assert shown(stranger, "?on=2021&scope=522600") == ids(stated, "money")


def test_a_figure_that_others_deny_says_so(stranger, stated):
    one = stated["projects"]
    a_claim("305个", document="[另]", receivers=(one.receivers.get().division,), as_of="2020-10")
    assert "另有 1 个不同数字" in headlines(stranger, "?on=2021")


def test_where_nothing_is_stated_the_page_says_what_to_do(stranger, programme):
    assert "没有截至当日的数字" in headlines(stranger, "?on=2021")
    assert "没有截至当日的数字" in headlines(stranger, "?scope=999999")


def test_figures_move_with_the_day_of_the_map(stranger, stated):
    moved = stranger.get("/?on=2019", headers={"HX-Request": "true"}).content.decode()
    assert 'id="headlines" aria-labelledby="headlines-title" hx-swap-oob="true"' in moved
    assert f"/claims/{stated['projects'].pk}/" not in moved
    assert "hx-swap-oob" not in stranger.get("/?on=2019").content.decode()


def test_the_page_still_asks_few_questions(stranger, stated, django_assert_max_num_queries):
    stranger.get("/?on=2021&scope=522600")  # the day and the place are kept in the session now
    with django_assert_max_num_queries(20):
        stranger.get("/?on=2021&scope=522600")
    with django_assert_max_num_queries(16):
        stranger.get("/?on=2021&scope=522600", headers={"HX-Request": "true"})
