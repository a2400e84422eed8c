"""``xieshou user …``: accounts made, closed and unlocked by who sits at the server."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.running import Home

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(make_migrated_home: Callable[[str], Home]) -> Home:
    return make_migrated_home("accounts")


def listed(home: Home) -> dict[str, dict[str, Any]]:
    return {each["username"]: each for each in json.loads(home.do("user", "list", "--json"))}


def test_an_account_is_made_listed_closed_and_opened(home: Home) -> None:
    made = json.loads(home.do("user", "add", "wang", "--name", "示例王", "--json"))
    assert made["username"] == "wang"
    assert len(made["password"]) == 19
    row = listed(home)["wang"]
    assert (row["name"], row["open"], row["must_change_password"], row["two_step"]) == (
        "示例王",
        True,
        True,
        False,
    )
    assert made["password"] not in json.dumps(row)
    again = json.loads(home.do("user", "password", "WANG", "--json"))
    assert again["password"] != made["password"]
    home.do("user", "disable", "wang")
    assert listed(home)["wang"]["open"] is False
    home.do("user", "enable", "wang")
    assert listed(home)["wang"]["open"] is True
    assert "was not locked" in home.run("user", "unlock", "wang").stderr
    home.do("user", "two-step-off", "wang")
    home.do("user", "role", "wang", "auditor", "--everywhere")
    assert listed(home)["wang"]["roles"] == ["auditor"]
    home.do("user", "role", "wang", "auditor", "--everywhere", "--take-back")
    assert listed(home)["wang"]["roles"] == []
    assert home.run("user", "role", "wang", "auditor", "--everywhere", "--take-back").returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "taken"], "已有人使用"),
        (["add", "a b"], "用户名有误"),
        (["disable", "nobody"], "没有账号"),
        (["unlock", "nobody"], "没有账号"),
        (["role", "taken", "king", "--everywhere"], "没有角色"),
        (["role", "taken", "viewer"], "请写明一个范围"),
        (["role", "taken", "viewer", "--everywhere", "--pairing", "1"], "请写明一个范围"),
        (["role", "taken", "viewer", "--pairing", "1"], "没有编号为 1 的结对"),
        (["role", "taken", "viewer", "--place", "乌有县"], "乌有县"),
    ],
)
def test_what_cannot_be_done_exits_with_2_and_says_why(home: Home, words: list[str], said: str) -> None:
    home.run("user", "add", "taken")
    done = home.run("user", *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
