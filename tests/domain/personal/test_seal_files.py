"""Files at rest: sealed in chunks, bound to what they are, rotated by their beginning (decision 8)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from xieshou.domain.personal import files, keys
from xieshou.domain.personal.files import CHUNK, SealedFile, seal_file
from xieshou.domain.personal.sealing import UnreadableError

TEXT = "示例 522601199001011234 ".encode()


@pytest.fixture(autouse=True)
def one_key(settings) -> str:
    key = keys.new_key()
    settings.PERSONAL_KEYS = [key]
    return key


def sealed(folder: Path, content: bytes, bound: str = "a") -> SealedFile:
    source, target = folder / "clear", folder / f"{bound}.sealed"
    source.write_bytes(content)
    return seal_file(source, target, bound)


def read(file: SealedFile) -> bytes:
    return b"".join(file.unsealed())


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_is_sealed_opens_as_it_was(tmp_path: Path, size: int) -> None:
    content = os.urandom(size)
    assert read(sealed(tmp_path, content)) == content


def test_nothing_of_it_shows_and_its_owner_alone_may_read_it(tmp_path: Path) -> None:
    file = sealed(tmp_path, TEXT * 10)
    assert b"522601199001011234" not in file.path.read_bytes()
    assert file.path.stat().st_mode & 0o077 == 0


def test_two_of_one_content_have_nothing_in_common(tmp_path: Path) -> None:
    one, two = sealed(tmp_path, TEXT, "a"), sealed(tmp_path, TEXT, "b")
    assert one.path.read_bytes()[-60:] != two.path.read_bytes()[-60:]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw[:-1],
        lambda raw: raw[: 72 + CHUNK + 16],
        lambda raw: raw + b"x",
        lambda raw: raw[:72] + raw[72 + CHUNK + 16 :],
        lambda raw: raw[:72] + bytes([raw[72] ^ 1]) + raw[73:],
        lambda raw: raw[:30] + bytes([raw[30] ^ 1]) + raw[31:],
        lambda raw: raw[:20],
        lambda raw: b"PK" + raw[2:],
        lambda raw: b"",
    ],
    ids=["end", "last", "more", "first", "bit", "head", "short", "other", "empty"],
)
def test_a_file_that_is_cut_or_changed_does_not_open(tmp_path: Path, spoil) -> None:
    file = sealed(tmp_path, os.urandom(CHUNK * 2 + 5))
    file.path.write_bytes(spoil(file.path.read_bytes()))
    with pytest.raises(UnreadableError):
        read(file)


def test_a_file_in_the_place_of_another_does_not_open(tmp_path: Path) -> None:
    one = sealed(tmp_path, TEXT, "a")
    with pytest.raises(UnreadableError):
        SealedFile(one.path, "b").unsealed()


def test_without_its_key_it_does_not_open(tmp_path: Path, settings) -> None:
    file = sealed(tmp_path, TEXT)
    settings.PERSONAL_KEYS = [keys.new_key()]
    with pytest.raises(UnreadableError, match="the ring has no key"):
        file.unsealed()


def test_rotation_brings_it_under_the_newest_key_and_leaves_its_body(
    tmp_path: Path, settings, one_key
) -> None:
    file = sealed(tmp_path, TEXT)
    before, reading = file.path.read_bytes(), file.unsealed()
    new = keys.new_key()
    settings.PERSONAL_KEYS = [new, one_key]
    file.reseal()
    after = file.path.read_bytes()
    assert (after[72:], after[:72] == before[:72]) == (before[72:], False)
    assert b"".join(reading) == TEXT, "who read it meanwhile read on"
    settings.PERSONAL_KEYS = [new]
    assert read(file) == TEXT
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_stores_tell_what_is_under_which_key(tmp_path: Path, settings, one_key, monkeypatch) -> None:
    monkeypatch.setattr(files, "_stores", {})
    one = sealed(tmp_path, TEXT)
    files.register_store("示例", lambda: [one, SealedFile(tmp_path / "gone", "gone")])
    assert files.standing() == {"示例": {keys.Key.parse(one_key).id: 1}}
    assert files.stale() == []
    settings.PERSONAL_KEYS = [keys.new_key(), one_key]
    assert files.stale() == [one]
