"""Eight write at once, and nobody is told that the database is locked."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from urllib.parse import urlencode

import pytest

from tests.support.running import Home, Site

pytestmark = pytest.mark.slow
WRITERS = 8

RECORD = """
import sys
from xieshou.domain.parties.models import OrganisationKind, Side
from xieshou.domain.parties.services import record_organisation
from xieshou.kernel.actor import SYSTEM
for number in range(25):
    name = f"示例单位 {sys.argv[1]}-{number}"
    record_organisation(actor=SYSTEM, name=name, kind=OrganisationKind.FIRM, side=Side.EAST)
"""
COUNT = """
from xieshou.domain.parties.models import Organisation
print(Organisation.objects.filter(name__startswith="示例单位").count())
"""
PRAGMAS = """
from django.db import connection
with connection.cursor() as cursor:
    for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys"):
        cursor.execute(f"PRAGMA {name}")
        print(name, cursor.fetchone()[0])
"""


def sign_in(site: Site, name: str) -> str:
    """Sign in as a browser does; the address that one ends at."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    address = f"{site.address}/sign-in/"
    form = browser.open(address, timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    fields = {"csrfmiddlewaretoken": token[1], "username": name, "password": site.accounts[name]}
    answer = browser.open(address, urlencode(fields).encode(), timeout=60)
    return str(answer.url)


def test_eight_processes_record_at_once_and_nothing_is_lost(
    make_migrated_home: Callable[[str], Home],
) -> None:
    home = make_migrated_home("writers")
    running = [home.python(RECORD, str(writer)) for writer in range(WRITERS)]
    said = [process.communicate(timeout=120)[0] for process in running]
    assert [process.returncode for process in running] == [0] * WRITERS, "\n".join(said)
    assert home.python(COUNT).communicate(timeout=60)[0].strip() == str(25 * WRITERS)


def test_eight_browsers_sign_in_at_once(site: Site) -> None:
    """Each sign-in writes a session and the time of the last one, by two workers of four threads."""
    names = ["admin", "viewer"] * WRITERS
    with ThreadPoolExecutor(WRITERS) as browsers:
        ended = list(browsers.map(lambda name: sign_in(site, name), names))
    assert ended == [f"{site.address}/home/"] * len(names), site.output.read_text("utf-8")
    assert "locked" not in site.output.read_text("utf-8")


def test_sqlite_keeps_what_it_was_told_through_a_power_cut(loaded_home: Home) -> None:
    if "DATABASE_URL" in loaded_home.environment:
        pytest.skip("SQLite's own settings")
    told = loaded_home.python(PRAGMAS).communicate(timeout=60)[0].splitlines()
    assert told == ["journal_mode wal", "synchronous 2", "busy_timeout 20000", "foreign_keys 1"]
