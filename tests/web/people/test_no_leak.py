"""No number of anybody shows anywhere: every page, export, job, table, log and error, for everybody.

Two canaries are stored as people store them (a page, an imported file, a change), and then looked for.
"""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import get_resolver

from tests.domain.personal.numbers import identity, phone
from tests.domain.workflow.jobs.conftest import work as work
from tests.web.people.cast import account, place
from tests.workbooks.making import workbook
from xieshou.domain.parties.models import Person, RoleChoice, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded.versions import version_of
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.ledgers import services
from xieshou.domain.workflow.ledgers.exporting import export
from xieshou.domain.workflow.revealing.models import Revelation
from xieshou.kernel.actor import Actor, Role
from xieshou.workbooks.registering import registers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CANARIES = [identity(1), identity(2), identity(3), phone(1), phone(2)]
LINK = re.compile(r'(?:href|hx-get|action)="(/[^"#?]*)')
LEFT = ("/static/", "/language/", "/sign-out/", "/admin/logout/", "/admin/jsi18n/")
# What every reader of the crawl must have met, or the crawl saw nothing.
ADDRESSES = 25


def leaked(text: str | bytes) -> list[str]:
    """The canaries in a text, also with blanks, hyphens or in another case."""
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    bare = re.sub(r"[\s\-]", "", plain).upper()
    return [canary for canary in CANARIES if canary in bare]


def unpacked(path: Path) -> Iterator[bytes]:
    """What a file holds, the parts of an archive each by itself."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from map(archive.read, archive.namelist())
    else:
        yield path.read_bytes()


def starts(pattern: Any = None, before: str = "/") -> Iterator[str]:
    """Every address that takes no argument."""
    for each in (pattern or get_resolver()).url_patterns:
        route = before + str(each.pattern).replace("^", "").replace("\\Z", "").replace("$", "")
        if "<" in route or "(" in route:
            continue
        if hasattr(each, "url_patterns"):
            yield from starts(each, route)
        else:
            yield route


def crawled(client: Client) -> dict[str, bytes]:
    """Every page that can be reached by GET, from the addresses without arguments on, by what it says."""
    seen: dict[str, bytes] = {}
    waiting = [*dict.fromkeys(starts())]
    while waiting and len(seen) < 600:
        address = waiting.pop(0)
        if address in seen or address.startswith(LEFT):
            continue
        answer = client.get(address)
        seen[address] = b"".join(answer) if answer.streaming else answer.content
        if "text/html" in answer.headers.get("Content-Type", ""):
            waiting += [found for found in LINK.findall(seen[address].decode()) if found not in seen]
    return seen


@pytest.fixture
def stored(
    db: None, work: Callable[..., Job], tmp_path: Path, settings: Any, caplog: pytest.LogCaptureFixture
) -> Division:
    """The canaries, stored through the page and through a ledger, changed once, searched and looked at."""
    settings.XIESHOU_HOME = tmp_path / "home"
    county = place("522628", "锦屏县")
    client = Client()
    with caplog.at_level(logging.DEBUG):
        client.force_login(account("recorder", RoleChoice.RECORDER, county))
        said = {"name": "示例甲", "division": "522628", "id_number": identity(1), "phone": phone(1)}
        assert client.post("/people/new/", said).status_code == 302
        person = Person.objects.get()
        seen = client.get(f"/people/{person.pk}/edit/").context["version"]
        changed = said | {"id_number": identity(3), "seen": seen}
        assert client.post(f"/people/{person.pk}/edit/", changed).status_code == 302
        assert client.post("/people/", {"number": phone(1)}).status_code == 200
        shown = client.post(f"/reveal/person/{person.pk}/phone/", {"reason": "核对派遣名单"})
        assert leaked(shown.content) == [phone(1)], "the canary can be seen where it may"
        administrator = User.objects.create_superuser("administrator", password="administrator")
        actor = Actor.everywhere(Role.ADMINISTRATOR, user_id=administrator.pk, name="administrator")
        rows = [
            ["姓名", "身份证号", "电话", "单位", "所在地代码", "同名序号"],
            ["示例乙", identity(2), phone(2), None, "522628", None],
            ["示例丙", identity(1)[:-1] + "9", None, None, "522628", None],
        ]
        content = workbook(tmp_path / "people.xlsx", rows).read_bytes()
        upload = services.receive_upload(
            actor=actor, register_name="people", name="people.xlsx", content=content
        )
        upload = services.check_upload(actor=actor, upload_id=upload.pk)
        assert (upload.new, upload.wrong, upload.refusal) == (1, 1, {}), upload.state
        services.start_applying(
            actor=actor, upload_id=upload.pk, fingerprint=upload.fingerprint, right_rows_only=True
        )
        assert work().state == "done"
    assert Person.objects.count() == 2
    assert Person.objects.get(name="示例乙").id_number == identity(2)
    return county


def test_no_page_shows_one_to_anybody(stored: Division, caplog: pytest.LogCaptureFixture) -> None:
    entered: dict[str, User | None] = {
        "stranger": None,
        "administrator": User.objects.get(username="administrator"),
    }
    for role in (RoleChoice.VIEWER, RoleChoice.RECORDER, RoleChoice.AUDITOR):
        entered[role.value] = account(f"{role.value}-2", role, stored)
    before = Revelation.objects.count()
    pages = 0
    for name, user in entered.items():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        found = crawled(client)
        assert {address: leaked(said) for address, said in found.items() if leaked(said)} == {}, name
        assert len(found) > ADDRESSES
        if name == "administrator":
            assert any(address.startswith("/admin/domain/") for address in found)
            assert any(address.startswith("/ledgers/uploads/") or "/jobs/" in address for address in found)
        if name == "recorder":
            assert any(b"522628********0" in said for said in found.values()), "masks are seen"
        pages += len(found)
    assert Revelation.objects.count() == before, "looking round reveals nothing"
    assert leaked(caplog.text) == []
    assert pages > 5 * ADDRESSES


def test_no_export_of_any_register_has_one(stored: Division, tmp_path: Path) -> None:
    actors = {
        "auditor": Actor.everywhere(Role.AUDITOR, user_id=1),
        "administrator": Actor.everywhere(Role.ADMINISTRATOR, user_id=1),
        "recorder": Actor.everywhere(Role.RECORDER, user_id=1),
    }
    masked = 0
    for name, actor in actors.items():
        for register in registers():
            for form in ("xlsx", "csv"):
                path = tmp_path / f"{name}-{register.name}.{form}"
                export(actor=actor, register=register, target=path)
                held = list(unpacked(path))
                assert [leaked(part) for part in held if leaked(part)] == [], path.name
                masked += any(b"522628********" in part for part in held)
    assert masked == 6, "the people are in the exports, masked"


def test_no_cell_of_any_table_and_no_file_beside_has_one(stored: Division, settings: Any) -> None:
    """History, sessions, jobs with logs, uploads, acts and the admin's log are tables like any other."""
    looked = 0
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                looked += 1
                assert leaked(repr(row)) == [], table
    assert looked > 20
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        for beside in file.parent.glob(f"{file.name}*"):
            assert leaked(beside.read_bytes()) == [], beside.name
    # The file as it was sent is the one copy in clear: see docs/decisions/0008.
    for path in Path(settings.XIESHOU_HOME).rglob("*"):
        if path.is_file() and path.suffix == ".parquet":
            assert leaked(path.read_bytes()) == [], path.name


def test_neither_an_error_page_nor_its_log_has_one(
    stored: Division, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], settings: Any
) -> None:
    """Whatever fails with a person in its hands: reading, sealing what was typed, revealing."""
    from xieshou.domain.workflow.revealing import services as revealing

    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="recorder"))
    person = Person.objects.get(name="示例乙")

    def broken(self: Person, *args: Any, **kwargs: Any) -> None:
        text = identity(2)
        raise RuntimeError(f"{text} {self.id_number!r} {vars(self)}")

    monkeypatch.setattr(Person, "full_clean", broken)
    monkeypatch.setattr(Person, "get_sex_display", broken)
    monkeypatch.setattr(revealing, "sealed_value", lambda record, field: broken(record))
    said = {"name": "示例乙", "division": "522628", "id_number": identity(2), "phone": phone(2)}
    said["seen"] = str(version_of(person))
    for debug in (False, True):
        settings.DEBUG = debug
        answers = [
            client.get("/people/"),
            client.get(f"/people/{person.pk}/"),
            client.post(f"/people/{person.pk}/edit/", said),
            client.post(f"/reveal/person/{person.pk}/phone/", {"reason": "核对派遣名单"}),
        ]
        assert [answer.status_code for answer in answers] == [500] * 4
        for answer in answers:
            assert leaked(answer.content) == []
    written = capfd.readouterr()
    assert "RuntimeError" in written.err
    assert leaked(written.err) == []
