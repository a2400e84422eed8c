"""The shelf: every version stays, one is in use, and the shipped one can always come back."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from xieshou.kernel.actor import ANONYMOUS, Actor, NotAllowedError, Role
from xieshou.kernel.language import Language
from xieshou.papers.registering import Paper
from xieshou.papers.shelf import NoSuchVersionError, Shelf, shelf_of

ADMIN = Actor.everywhere(Role.ADMINISTRATOR, user_id=1, name="管理员")
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PAPER = Paper("sample", "示例", lambda language: b"shipped " + language.encode(), lambda language: {})


@pytest.fixture
def shelf(tmp_path) -> Shelf:
    return shelf_of(tmp_path, "sample", "zh")


def take(shelf: Shelf, data: bytes, **more: object):
    return shelf.take(**{"actor": ADMIN, "data": data, "name": "甲.docx", "at": NOW, **more})


def test_a_new_shelf_prints_with_the_shipped_template(tmp_path, shelf) -> None:
    assert (shelf.versions(), shelf.in_use()) == ([], None)
    template = PAPER.template(tmp_path, Language.CHINESE)
    assert (template.data, template.version) == (b"shipped zh", "shipped")


def test_what_was_taken_is_in_use_and_says_who_when_and_why(tmp_path, shelf) -> None:
    version = take(shelf, b"one", note="换了抬头")
    assert shelf.in_use() == version
    assert (version.number, version.by, version.at, version.note) == (1, "管理员", NOW, "换了抬头")
    template = PAPER.template(tmp_path, Language.CHINESE)
    assert (template.data, template.version) == (b"one", "1")
    assert PAPER.template(tmp_path, Language.ENGLISH).version == "shipped"


def test_an_earlier_version_comes_back_as_a_new_one(tmp_path, shelf) -> None:
    take(shelf, b"one")
    take(shelf, b"two")
    again = shelf.use_again(actor=ADMIN, number=1, at=NOW)
    assert (again.number, again.again, shelf.template(again)) == (3, 1, b"one")
    assert [version.number for version in shelf.versions()] == [3, 2, 1]


def test_the_shipped_one_comes_back_and_the_others_stay(tmp_path, shelf) -> None:
    take(shelf, b"one")
    shelf.restore(actor=ADMIN, at=NOW)
    assert shelf.in_use() is None
    assert PAPER.template(tmp_path, Language.CHINESE).version == "shipped"
    assert shelf.template(shelf.version(1)) == b"one"


def test_nobody_else_may_change_anything(tmp_path, shelf) -> None:
    take(shelf, b"one")
    for act in (
        lambda: take(shelf, b"two", actor=ANONYMOUS),
        lambda: shelf.use_again(actor=ANONYMOUS, number=1, at=NOW),
        lambda: shelf.restore(actor=Actor.everywhere(Role.VIEWER, user_id=2, name="观察"), at=NOW),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert len(shelf.versions()) == 1
    assert not list(tmp_path.rglob(".new-*"))


def test_a_file_changed_by_hand_is_not_printed_with(tmp_path, shelf) -> None:
    version = take(shelf, b"one")
    (shelf.folder / f"{version.sha256}.docx").write_bytes(b"other")
    with pytest.raises(NoSuchVersionError):
        PAPER.template(tmp_path, Language.CHINESE)


@pytest.mark.parametrize("number", [2, 9])
def test_a_version_that_is_none_cannot_be_used(shelf, number) -> None:
    take(shelf, b"one")
    shelf.restore(actor=ADMIN, at=NOW)
    with pytest.raises(NoSuchVersionError):
        shelf.use_again(actor=ADMIN, number=number, at=NOW)


def test_of_many_at_once_none_is_lost(shelf) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: take(shelf, f"{n % 3}".encode()), range(24)))
    assert sorted(version.number for version in shelf.versions()) == list(range(1, 25))
