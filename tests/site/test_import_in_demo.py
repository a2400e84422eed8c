"""A file is examined by the server that ``xieshou demo`` started after it had filled the example county."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.support.running import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_wrong_row_is_named_at_once(browser: Browser, site: Site, tmp_path: Path) -> None:
    """Servers are forked: what read with Polars before them left threads that they wait for without end."""
    file = tmp_path / "people.csv"
    file.write_text(
        "户编号,人编号,姓名,县,乡,行政村,与户主关系\n示例户X1,示例人X1,示例甲,台江县,施洞镇,没有此村,户主\n",
        "utf-8",
    )
    page = browser.new_page(base_url=site.address)
    page.goto("/sign-in/?next=/ledgers/households-national/")
    page.fill("input[name=username]", "west")
    page.fill("input[name=password]", site.accounts["west"])
    page.locator("main form button").first.click()
    page.set_input_files("input[type=file]", file)
    page.locator("form:has(input[type=file]) button").click(timeout=60_000)
    expect(page.get_by_text("没有此村").first).to_be_visible(timeout=60_000)
    page.close()
