"""``xieshou keys`` on a home of its own."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.support.running import Home
from xieshou.domain.personal.keys import Key

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(make_migrated_home: Callable[[str], Home]) -> Home:
    return make_migrated_home("keys")


def test_the_status_names_keys_by_id_and_shows_none(home: Home) -> None:
    answer = json.loads(home.do("keys", "status", "--json"))
    assert [len(ids) for ids in answer["keys"].values()] == [1, 1]
    secrets = (home.folder / "personal-keys").read_text().split()[1::2]
    assert [secret for secret in secrets if secret in json.dumps(answer)] == []
    assert [Key.parse(secret).id for secret in secrets] == [ids[0] for ids in answer["keys"].values()]


def test_a_rotation_brings_new_keys_and_the_old_ones_can_go(home: Home) -> None:
    old = json.loads(home.do("keys", "status", "--json"))["keys"]
    answer = json.loads(home.do("keys", "rotate", "--json"))
    assert len(answer["new_keys"]) == 2
    assert answer["left"] == 0
    for purpose in ("seal", "index"):
        home.do("keys", "retire", purpose, old[purpose][0])
    now = json.loads(home.do("keys", "status", "--json"))["keys"]
    assert [now["seal"], now["index"]] == [[key] for key in answer["new_keys"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retire", "seal", "00000000"), "没有可移除的旧密钥"),
        (("retire", "door", "00000000"), "seal 或 index"),
    ],
)
def test_what_there_is_not_exits_with_2(home: Home, words: tuple[str, ...], said: str) -> None:
    done = home.run("keys", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_keys_of_the_environment_are_taken_and_left_to_it(home: Home) -> None:
    written = home.do("keys", "new").strip()
    given = {"XIESHOU_PERSONAL_KEYS": written, "XIESHOU_PERSONAL_INDEX_KEYS": home.do("keys", "new").strip()}
    answer = json.loads(home.run("keys", "status", "--json", **given).stdout)
    assert answer["keys"]["seal"] == [Key.parse(written).id]
    done = home.run("keys", "rotate", **given)
    assert done.returncode == 1
    assert "环境变量" in done.stderr


def test_a_key_that_is_none_is_told_in_words(home: Home) -> None:
    done = home.run("keys", "status", XIESHOU_PERSONAL_KEYS="not-a-key")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "not-a-key" not in done.stderr
