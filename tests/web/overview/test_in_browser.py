"""The overview in a real browser: slider, map, list, address and keys."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import axe_violations
from xieshou.kernel.period import Containment, PartialDate, Period, Precision

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DRAWN = (
    "echarts.getInstanceByDom(document.getElementById('map'))?.getOption().series[0].data.map(d => d.arc.id)"
)


def month(year: int, of_year: int) -> int:
    return (year - 1996) * 12 + of_year - 1


def listed(page: Page) -> list[int]:
    return sorted(
        int(row.get_attribute("data-pairing")) for row in page.locator("#day tr[data-pairing]").all()
    )


def drawn(page: Page) -> list[int]:
    expect(page.locator("#map canvas").first).to_be_visible()
    return sorted(page.evaluate(DRAWN))


@pytest.mark.parametrize(("width", "dark"), [(1440, False), (390, True)])
def test_the_page_fits_and_passes_axe(page_at, programme, maps, width, dark):
    page = page_at(width, "/?on=2018", dark=dark)
    assert len(drawn(page)) == 4
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    foot = "document.querySelector('.foot').getBoundingClientRect().bottom"
    assert page.evaluate(f"document.documentElement.scrollHeight - {foot}") < 100


def test_the_country_keeps_its_shape_whatever_the_window(page_at, programme, maps):
    """A degree of longitude is 0.8 times as wide as one of latitude is high, on the phone and on the wall."""
    for width in (390, 1440, 2560):
        page = page_at(width, "/?on=2018")
        drawn(page)
        west, east, south = page.evaluate(
            """[[100, 35], [110, 35], [100, 25]].map(
                at => echarts.getInstanceByDom(window.map).convertToPixel('geo', at))"""
        )
        assert (east[0] - west[0]) / (south[1] - west[1]) == pytest.approx(0.8, rel=0.01)


def test_dragging_the_slider_changes_map_list_and_address(page_at, programme, maps):
    page = page_at(1440, "/?on=2014-06")
    assert drawn(page) == listed(page)
    page.locator("#month").fill(str(month(2018, 3)))
    expect(page.locator("#day-text")).to_have_text("2018年3月")
    expect(page.locator("#day")).to_contain_text("截至 2018年3月31日")
    expect(page.locator("#day")).to_contain_text("江干区")
    assert drawn(page) == listed(page)
    expect(page.locator(".stages > .now")).to_contain_text("2016轮")
    expect(page).to_have_url(re.compile("[?&]on=2018-03"))
    expect(page.locator(".lens input[name=on]")).to_have_value("2018-03")
    page.reload()
    expect(page.locator("#day-text")).to_have_text("2018年3月")


def test_keys_move_by_month_and_by_year(page_at, programme, maps):
    page = page_at(1440, "/?on=2014-06")
    drawn(page)
    slider = page.locator("#month")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#day-text")).to_have_text("2014年7月")
    page.keyboard.press("PageUp")
    expect(page.locator("#day-text")).to_have_text("2015年7月")
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(slider).to_have_attribute("aria-valuetext", "2013年7月 2 对")


def test_a_mark_leads_to_the_turn_and_the_end_is_today(page_at, programme, maps):
    page = page_at(1440, "/?on=2005")
    drawn(page)
    page.get_by_role("link", name="2013年2月", exact=True).click()
    expect(page.locator("#day")).to_contain_text("苏州市")
    expect(page.get_by_role("link", name="2013年2月", exact=True)).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="今天", exact=True).click()
    expect(page.locator("#day")).to_contain_text("当日没有结对记录")
    assert drawn(page) == []
    expect(page).to_have_url(re.compile(r"/$"))


def test_bands_and_programmes_filter_map_and_list_alike(page_at, programme, maps):
    page = page_at(1440, "/?on=2018")
    assert len(drawn(page)) == 4
    page.get_by_label("县级").uncheck()
    expect(page.locator("#day tr[data-pairing]")).to_have_count(2)
    assert drawn(page) == listed(page)
    page.get_by_label("协作类型").select_option("counterpart_help")
    expect(page.locator("#day")).to_contain_text("没有符合条件的结对")
    assert drawn(page) == []


def test_an_arc_opens_its_pairing(page_at, programme, maps):
    page = page_at(1440, "/?on=2005")
    drawn(page)
    spot = page.evaluate(
        """() => {
            const map = echarts.getInstanceByDom(document.getElementById('map'));
            const arc = map.getModel().getSeriesByIndex(0).getData().getItemGraphicEl(0).childAt(0);
            const [x, y] = arc.transformCoordToGlobal(...arc.pointAt(0.6));
            const box = document.getElementById('map').getBoundingClientRect();
            return [box.x + x, box.y + y];
        }"""
    )
    page.mouse.move(*spot)
    page.mouse.click(*spot)
    page.wait_for_url("**/pairings/*/")


def test_play_goes_from_turn_to_turn_where_no_motion_is_wanted(page_at, programme, maps):
    page = page_at(1440, "/?on=2005")
    drawn(page)
    page.get_by_role("button", name="播放").click()
    expect(page.locator("#day-text")).to_have_text("2013年2月", timeout=8000)
    page.get_by_role("button", name="暂停").click()
    expect(page.get_by_role("button", name="播放")).to_have_attribute("aria-pressed", "false")


def test_without_maps_the_list_still_follows_the_slider(page_at, programme, settings, tmp_path):
    settings.XIESHOU_HOME = tmp_path
    page = page_at(390, "/?on=2014-06")
    expect(page.locator(".map-card")).to_contain_text("先运行 xieshou load")
    page.locator("#month").fill(str(month(2005, 1)))
    expect(page.locator("#day")).to_contain_text("青岛市")


def test_without_script_the_form_asks_for_the_day(page_at, programme, maps):
    context = page_at.browser.new_context(base_url=page_at.server, java_script_enabled=False, locale="zh-CN")
    page_at.contexts.append(context)
    page = context.new_page()
    page.goto("/?on=2014-06")
    assert len(listed(page)) == 2
    page.get_by_label("日期", exact=True).fill("2018-06-30")
    page.get_by_role("button", name="查看", exact=True).click()
    expect(page.locator("#day")).to_contain_text("截至 2018年6月30日")
    assert len(listed(page)) == 4
    page.get_by_role("link", name="2013年2月", exact=True).click()
    expect(page.locator("#day")).to_contain_text("苏州市")


STARTS = [None, "1996-05", "2013", "2013-02", "2013-02-06", ">=2013-02-06"]
ENDS = [None, "2014", "2013-12", "2013-12-24"]
DAYS = [
    "1996-01-31",
    "2013-01-31",
    "2013-02-05",
    "2013-02-06",
    "2013-02-28",
    "2013-12-23",
    "2013-12-31",
    "2014-06-30",
]


def period_of(since: str | None, until: str | None) -> Period:
    start = PartialDate.parse(since.removeprefix(">=")) if since else None
    if since and since.startswith(">="):
        start = PartialDate(start.day, Precision.UNKNOWN)
    return Period(start, PartialDate.parse(until) if until else None)


def test_the_script_judges_periods_as_the_kernel_does(page_at, programme):
    page = page_at()
    cases = [(since, until, on) for since in STARTS for until in ENDS for on in DAYS]
    judged = page.evaluate(
        """async cases => {
            const { covers, unsure } = await import(
                new URL('overview/periods.js', document.querySelector('script[src$="web/overview.js"]').src));
            return cases.map(([since, until, on]) => {
                const held = covers({ since, until }, on);
                return [held, held && unsure({ since, until }, on)];
            });
        }""",
        cases,
    )
    for (since, until, on), (held, doubtful) in zip(cases, judged, strict=True):
        period, day = period_of(since, until), date.fromisoformat(on)
        assert held == period.covers(day), (since, until, on)
        if held:
            assert doubtful == (period.contains(day) is Containment.UNSURE), (since, until, on)


def test_headline_figures_follow_the_filters_of_the_map(page_at, programme):
    from tests.domain.evidence.building import a_claim

    giver = programme["杭州市>黔东南苗族侗族自治州@2016-12"].giver.division
    a_claim("872个", givers=(giver,), as_of="2018")
    a_claim("15个", givers=(giver,), as_of="2018", programme="counterpart_help", indicator="parks")
    page = page_at(1440, "/?on=2021")
    assert page.locator("#headlines .claim").count() == 2
    page.locator("#programme").select_option("counterpart_help")
    page.locator("#headlines .claim").nth(1).wait_for(state="detached")
    assert "15个" in page.locator("#headlines .claim-value").inner_text()
    assert page.locator("#headlines").count() == 1
