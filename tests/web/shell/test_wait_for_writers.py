"""A database that somebody else writes to for too long is no fault: a page says so; nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.support.running import Home
from xieshou.config.urls import handler500 as handler500
from xieshou.config.urls import urlpatterns as real
from xieshou.domain.parties.models import User

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL locks rows, and waits for them"),
]
SENTENCE = "有人正在写入大量数据,您的操作没有排上队,未作任何更改。"
COMMAND = """
import sys
from django.db import connection
connection.settings_dict["OPTIONS"]["timeout"] = 0.1
from xieshou.cli.root import app
sys.argv = ["xieshou", "import", "poverty-lines", sys.argv[1]]
app()
"""


def remember(request: HttpRequest) -> HttpResponse:
    """The session is stored after the view, outside of what it can catch."""
    request.session["seen"] = True
    return HttpResponse("seen")


urlpatterns = [path("remember/", remember), *real]


@pytest.fixture
def locked(administrator_user: User) -> Iterator[None]:
    """Somebody else is in the middle of writing; we wait for a tenth of a second."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute("PRAGMA busy_timeout = 100")
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {usual}")


def test_who_writes_meanwhile_is_told_to_try_again_and_changes_nothing(locked: None) -> None:
    client = Client()
    answer = client.post("/sign-in/", {"username": "administrator", "password": "administrator"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert SENTENCE in page
    assert 'id="search-box"' in page  # the shell: reading goes on
    assert User.objects.get(username="administrator").last_login is None
    assert client.get("/terms/").status_code == 200


def test_a_session_that_cannot_be_stored_gets_the_same_page(locked: None, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    answer = Client(raise_request_exception=False).get("/remember/")
    assert answer.status_code == 503
    assert SENTENCE in answer.content.decode()


def test_a_database_that_cannot_even_be_read_has_the_page_without_the_shell(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "shut.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    connection.close()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "shut.sqlite3"))
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.1)
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "init_command", "")
    try:
        answer = client.get("/terms/")
    finally:
        connection.close()
        other.close()
        monkeypatch.undo()
    assert answer.status_code == 503
    assert SENTENCE in answer.content.decode()
    assert 'id="search-box"' not in answer.content.decode()


def test_other_errors_of_the_database_stay_faults(settings: Any) -> None:
    def fail(request: HttpRequest) -> HttpResponse:
        raise OperationalError("disk I/O error")

    urlpatterns.append(path("fail/", fail))
    settings.ROOT_URLCONF = __name__
    try:
        assert Client(raise_request_exception=False).get("/fail/").status_code == 500
    finally:
        urlpatterns.pop()


@pytest.mark.slow
def test_a_command_says_the_same(loaded_home: Home, tmp_path: Path) -> None:
    home = loaded_home
    home.do("template", "poverty-lines", str(tmp_path / "lines.xlsx"))
    other = sqlite3.connect(home.folder / "xieshou.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        said = home.python(COMMAND, str(tmp_path / "lines.xlsx")).communicate(timeout=60)[0]
    finally:
        other.close()
    assert "另一个程序正在写入" in said
    assert "Another process is writing" in said
    assert "Traceback" not in said
