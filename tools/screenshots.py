"""The README's pictures, taken of the demonstration in ./var: ``make screenshots``.

Serves ./var on a free port for as long as it takes, so that no running server is needed.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tools import chromium, cluster
from tools.attempts import MissingPartError

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "images"


class Picture(NamedTuple):
    """A page to picture, under the name of its file."""

    name: str
    path: str
    width: int = 1440
    height: int = 900
    language: str = "zh-hans"
    dark: bool = False
    follow: str = ""  # the text of a link to click first


PICTURES = (
    Picture("overview", "/?on=2018-06-30"),
    Picture("place", "/places/522600/?on=2014-06-30", height=1250),
    # The pairing that the articles follow down to a village; found by its parties, whatever its id.
    Picture("pairing", "/pairings/?text=碧江区&ever=1", height=900, follow="昆山市"),
    Picture("glossary", "/terms/"),
    Picture("phone", "/places/520600/?on=2005-06-30", width=390, height=1100),
    Picture("dark", "/?on=2005-06-30", language="en", dark=True),
)


class PageError(RuntimeError):
    """A page that is to be pictured does not answer as it should."""


@contextmanager
def served(home: Path) -> Iterator[str]:
    """The address of a server on ``home``, which is stopped afterwards."""
    port = cluster.free_port()
    granian = Path(sys.executable).with_name("granian")
    options = ["--interface", "wsgi", "--port", str(port), "--blocking-threads", "4", "--log-level", "error"]
    server = subprocess.Popen(
        [granian, *options, "xieshou.config.wsgi:application"],
        env={**os.environ, "XIESHOU_HOME": str(home)},
    )
    try:
        deadline = time.monotonic() + 30
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            if server.poll() is not None or time.monotonic() > deadline:
                raise PageError("the server did not start")
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        cluster.stop(server)


def take(browser: Browser, address: str, picture: Picture) -> Path:
    """Take one picture and return its file.

    Raises:
        PageError: when the page answers with an error.
    """
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=1.5,
        color_scheme="dark" if picture.dark else "light",
        reduced_motion="reduce",
        timezone_id="Asia/Shanghai",
    )
    context.add_cookies([{"name": "django_language", "value": picture.language, "url": address}])
    page = context.new_page()
    answer = page.goto(address + picture.path, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise PageError(f"{picture.path} answers {answer.status if answer else 'nothing'}")
    if picture.follow:
        page.get_by_role("link", name=picture.follow, exact=True).first.click()
        page.wait_for_load_state("networkidle")
    file = TARGET / f"{picture.name}.png"
    page.screenshot(path=file)
    context.close()
    return file


def main() -> None:
    """Take every picture."""
    home = ROOT / "var"
    if not home.is_dir():
        raise PageError("there is nothing in ./var to picture: run `make demo` first")
    TARGET.mkdir(parents=True, exist_ok=True)
    path = chromium.find_or_install()
    with served(home) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        for picture in PICTURES:
            print(take(browser, address, picture).relative_to(ROOT))
        browser.close()


if __name__ == "__main__":
    try:
        main()
    except (MissingPartError, PageError) as error:
        sys.exit(str(error))
