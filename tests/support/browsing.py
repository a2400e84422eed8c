"""A real Chromium on the real server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tools import chromium
from tools.attempts import Attempts

if TYPE_CHECKING:
    from xieshou.domain.parties.models import User

HEIGHTS = {390: 844, 1440: 900}


class PageAt:
    """Opens pages of the test server in the real browser and listens to their script errors.

    ``page_at(390, "/places/", user=viewer_user, dark=True, language="en")``. When the test ends, an uncaught
    error or a refusal by the content security policy on any page fails it; what a test expects, it removes
    from ``problems``.
    """

    def __init__(self, browser: Browser, server: str) -> None:
        self.browser = browser
        self.server = server
        self.contexts: list[BrowserContext] = []
        self.problems: list[str] = []

    def __call__(
        self,
        width: int = 1440,
        path: str | None = "/",
        *,
        user: User | None = None,
        dark: bool = False,
        language: str = "zh-hans",
    ) -> Page:
        """Open ``path`` (None: an empty page) in a window ``width`` pixels wide, signed in as ``user``."""
        context = self.browser.new_context(
            base_url=self.server,
            viewport={"width": width, "height": HEIGHTS.get(width, 900)},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale={"zh-hans": "zh-CN"}.get(language, language),
            timezone_id="Asia/Shanghai",
        )
        self.contexts.append(context)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            client = Client()
            client.force_login(user)
            cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": k, "value": v, "url": self.server} for k, v in cookies.items()])
        page = context.new_page()
        page.on("pageerror", lambda error: self.problem(f"{page.url}: {error}"))
        page.on("console", self.hear)
        if path is not None:
            page.goto(path)
        return page

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the content security policy refused."""
        if message.type == "error" and "Content Security Policy" in message.text:
            self.problem(message.text)

    def problem(self, text: str) -> None:
        """Keep a problem, once."""
        if text not in self.problems:
            self.problems.append(text)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium; a test that needs it fails, and is never skipped, where there is none."""
    attempts = Attempts("Chromium", quiet=True)
    path = chromium.find(attempts)
    if path is None:
        pytest.fail(str(attempts.error("`make test` installs one; `python -m tools.chromium` too.")))
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def page_at(browser: Browser, live_server: LiveServer) -> Iterator[PageAt]:
    """Open pages of the test server: see PageAt."""
    opener = PageAt(browser, live_server.url)
    yield opener
    for context in opener.contexts:
        context.close()
    assert not opener.problems, "\n".join(opener.problems)
