"""The keys: their ids, what is under each, when to change them; never a key."""

from __future__ import annotations

import os
import time
from datetime import timedelta

import pytest

from tests.domain.personal.numbers import identity, phone
from tests.web.people.cast import place
from xieshou.domain.parties.models import Person
from xieshou.domain.personal.keys import Purpose, key_file, read_lines, ring
from xieshou.domain.personal.ringing import add_key

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(settings, tmp_path):
    """A ring of one's own, in a home of one's own."""
    settings.PERSONAL_KEY_FILE = tmp_path / "personal-keys"
    settings.PERSONAL_KEYS, settings.PERSONAL_INDEX_KEYS = [], []
    Person.objects.create(
        name="示例",
        name_key="示例",
        division=place("522628", "锦屏县"),
        id_number=identity(1),
        phone=phone(1),
    )


def text(client, path: str = "/management/keys/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_ids_and_numbers_are_shown_and_no_key(administrator_client, home) -> None:
    old = ring().seal[0].id
    new = add_key(Purpose.SEAL).id
    page = text(administrator_client)
    assert page.index(new) < page.index(old)
    assert "4 个值还在旧密钥之下" in page, "two numbers, each in the table and in its history"
    card = text(administrator_client, "/management/")
    assert new in card
    for _purpose, key in read_lines(key_file()):
        assert key not in page + card
        assert key[:20] not in page + card


def test_what_is_under_a_key_that_is_gone_is_told(administrator_client, home) -> None:
    key_file().unlink()
    page = text(administrator_client)
    assert "所用的密钥不在密钥环中" in page
    assert "缺失" in page


def test_an_old_ring_is_to_be_changed(administrator_client, home) -> None:
    ring()
    assert "密钥一年没有更换" not in text(administrator_client)
    old = time.time() - timedelta(days=400).total_seconds()
    os.utime(key_file(), (old, old))
    assert "密钥一年没有更换" in text(administrator_client)
    assert "已满一年,建议更换" in text(administrator_client, "/management/")
