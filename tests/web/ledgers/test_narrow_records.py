"""What ships, narrowed: a ledger counts what it gives, and gives what the page beside it shows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.domain.evidence.test_real_claims import STEPS
from tests.domain.pairings.test_real_pairings import load_all
from xieshou.domain.evidence.loading import load_terms
from xieshou.domain.households.loading import load_poverty_lines
from xieshou.domain.parties.models import User
from xieshou.kernel.actor import SYSTEM
from xieshou.workbooks.declaring import Kind
from xieshou.workbooks.filtering import BadFilterError
from xieshou.workbooks.registering import Register, registers

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ASKED = {
    "place": ("520000", "520602"),
    "year": ("2018", "2020"),
    "day": ("2018", "2020-11-23"),
    "document": ("S1",),
    "giver": ("320500",),
    "receiver": ("520600",),
    "giver_code": ("320583",),
    "receiver_code": ("520602",),
    "round": ("2016",),
    "text": ("贵州", "铜仁 苏州", "S1"),
    "indicator": ("poverty_population",),
}


@pytest.fixture(scope="module", autouse=True)
def shipped(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Everything that lists show; taken back after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_all()
        load_terms(actor=SYSTEM)
        load_poverty_lines(actor=SYSTEM)
        for step in STEPS:
            step(actor=SYSTEM)
        yield
        transaction.set_rollback(True)


def every_filter() -> Iterator[tuple[Register, dict[str, str]]]:
    for register in registers():
        yield register, {}
        for column in register.filters:
            values = [code.value for code in column.codes] or list(ASKED.get(column.field, ()))
            if column.kind is Kind.BOOLEAN:
                values = ["yes", "no"]
            for value in values:
                yield register, {column.field: value}


def test_every_register_counts_what_it_gives_under_each_of_its_filters() -> None:
    narrowed = 0
    for register, asked in every_filter():
        try:
            number = register.number(SYSTEM, asked)
        except BadFilterError:
            assert asked.keys() & {"indicator", "giver", "receiver"}, (register.name, asked)
            continue
        assert len(list(register.chosen(SYSTEM, asked))) == number, (register.name, asked)
        narrowed += bool(asked) and 0 < number < register.number(SYSTEM, {})
    assert narrowed > 60


def test_every_register_has_filters_with_words_and_tells_the_unknown_ones() -> None:
    for register in registers():
        assert register.filters, register.name
        assert all(column.title and column.title_en for column in register.filters)
        with pytest.raises(BadFilterError) as refused:
            register.number(SYSTEM, {"colour": "red"})
        assert "colour" in refused.value.zh
        assert register.filters[0].field in refused.value.en
        for column in register.filters:
            if column.kind in (Kind.CODE, Kind.YEAR, Kind.DIVISION, Kind.DATE, Kind.BOOLEAN):
                with pytest.raises(BadFilterError, match=column.title):
                    list(register.chosen(SYSTEM, {column.field: "红"}))


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("/documents/?kind=policy", "/documents/export.csv?kind=policy"),
        ("/documents/?text=贵州&reliability=good", "/documents/export.csv?text=贵州&reliability=good"),
        ("/pairings/?on=2018-06-01&tier=county", "/pairings/export.csv?on=2018-06-01&tier=county"),
        ("/pairings/?ever=1&text=铜仁", "/pairings/export.csv?ever=1&text=铜仁"),
        ("/pairings/?ever=1&scope=520600", "/pairings/export.csv?ever=1&scope=520600"),
        ("/pairings/?ever=1&certainty=memory", "/pairings/export.csv?ever=1&certainty=memory"),
        ("/claims/", "/claims/export.csv"),
        ("/claims/?place=520000&below=1", "/claims/export.csv?place=520000&below=1"),
        ("/claims/?scope=520000&year=2018", "/claims/export.csv?scope=520000&year=2018"),
        ("/claims/?part=funds&text=资金", "/claims/export.csv?part=funds&text=资金"),
        ("/claims/?giver=苏州市&programme=east_west_poverty", None),
        ("/claims/?document=S9&text=S9", "/claims/export.csv?document=S9&text=S9"),
        ("/claims/?tier=noise", "/claims/export.csv?tier=noise"),
        ("/claims/?origin=stated&scope_of=annual&status=accepted", None),
        ("/indicators/?q=人", "/indicators/export.csv?q=人"),
        ("/terms/?class=poverty&q=贫困", None),
    ],
)
def test_the_files_beside_a_list_hold_what_its_filters_leave(page: str, file: str | None) -> None:
    user = User.objects.get_or_create(username="reader")[0]
    reader = Client()
    reader.force_login(user)
    shown = reader.get(page)
    assert shown.status_code == 200, page
    link = re.search(r'href="(/ledgers/[\w-]+/export)\.xlsx(\?[^"]*)?"', shown.content.decode())
    assert link is not None, page
    ledger = rows_of(reader, unescape(f"{link[1]}.csv{link[2] or ''}"))
    total = shown.context["total"]
    if page.startswith("/documents/"):
        total += sum(document.reprints.count() for document in shown.context["page"])
    assert len(ledger) == total > 0, page
    assert len({tuple(row.values()) for row in ledger}) == total
    if file is not None:
        assert len(rows_of(reader, file)) == total, file


def rows_of(reader: Client, address: str) -> list[dict[str, str]]:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    streamed = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.DictReader(io.StringIO(streamed.decode("utf-8-sig"))))
