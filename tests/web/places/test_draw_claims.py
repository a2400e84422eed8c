"""The chart of a place's figures in a real browser, with its table beside it."""

from __future__ import annotations

import pytest

from tests.support.axe import axe_violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stated(tongren):
    from tests.domain.evidence.building import a_claim, an_indicator

    city = tongren.places["铜仁市"]
    money = an_indicator("funds", "元", name="财政援助资金")
    return [
        a_claim("近1.046亿元", indicator=money, receivers=(city,), as_of="2015"),
        a_claim("近2.28亿元", indicator=money, receivers=(city,), as_of="2017"),
        a_claim("3亿元", indicator=money, receivers=(city,), as_of="2020", is_forecast=True),
        a_claim("40余个", receivers=(city,), as_of="2017", scope="annual", start="2017"),
    ]


def test_the_chart_is_drawn_and_another_indicator_chosen(page_at, stated):
    page = page_at(1440, "/places/520600/")
    page.locator("#claims-chart[data-drawn^=funds] canvas").wait_for()
    assert page.locator("#claims .claims-table tbody").count() == 2
    page.locator("#claims-pick").select_option(index=1)
    page.locator("#claims-chart[data-drawn^=projects] canvas").wait_for()
    assert page.locator("#claims-legend li").count() == 1


def test_a_phone_in_the_dark_reads_it_well(page_at, stated):
    page = page_at(390, "/places/520600/", dark=True)
    page.locator("#claims-chart[data-drawn] canvas").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe_violations(page, within="#claims") == []
