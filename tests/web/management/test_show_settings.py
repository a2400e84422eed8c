"""The settings in force: all of them, in the words of the documentation, and never a secret."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from xieshou.config import env
from xieshou.web.management.advice import advice
from xieshou.web.management.meanings import MEANINGS
from xieshou.web.management.settings import GROUPS, full_name

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
# Where the default home lies; what comes of them is shown as XIESHOU_HOME.
PLATFORM = {"XDG_DATA_HOME", "LOCALAPPDATA"}


def documented() -> dict[str, str]:
    product = (ROOT / "docs/settings.md").read_text("utf-8").split("## Tests and tools")[0]
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \| .*? \| .*? \| (.*?) \|$", product, re.MULTILINE)
    return {
        name: re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", meaning).replace("`", "")
        for name, meaning in rows
        if name not in PLATFORM
    }


def test_every_setting_stands_there_once_in_the_words_of_the_documentation() -> None:
    told = documented()
    assert {name: str(meaning) for name, meaning in MEANINGS.items()} == {
        name: meaning.replace(",见账号。", "。") for name, meaning in told.items()
    }
    grouped = [full_name(name) for _title, names in GROUPS for name in names]
    assert sorted(grouped) == sorted(told)
    assert {each.name for each in settings.SETTINGS_READ} == set(told)


def test_the_page_and_the_file_show_each_with_its_value_and_where_that_comes_from(
    administrator_client,
) -> None:
    page = administrator_client.get("/management/settings/").content.decode()
    told = administrator_client.get("/management/settings/export.csv").content.decode("utf-8-sig")
    for name in documented():
        assert f">{name}</code>" in page
        assert f",{name}," in told
    assert ",XIESHOU_LOCK_MINUTES,15,默认," in told
    assert f",XIESHOU_HOME,{settings.XIESHOU_HOME},环境变量," in told
    assert ",XIESHOU_SECRET_KEY,已设置,数据文件夹," in told


SECRETS = {
    "XIESHOU_SECRET_KEY": "canary-secret-key",
    "XIESHOU_PERSONAL_KEYS": "Y2FuYXJ5LXNlYWwtMDEyMzQ1Njc4OTAxMjM0NTY3ODk=",
    "XIESHOU_PERSONAL_INDEX_KEYS": "Y2FuYXJ5LWluZGV4LTEyMzQ1Njc4OTAxMjM0NTY3ODk=",
    "XIESHOU_SMTP_PASSWORD": "canary-smtp",
    "DATABASE_URL": "sqlite:////tmp/canary-database",
    "XIESHOU_ORIGINS": "https://somebody:canary-origin@xz.example.cn",
}


def test_no_secret_of_the_environment_is_kept_to_be_shown(tmp_path: Path) -> None:
    """In a process of its own, as an installation starts."""
    script = "from xieshou.config import settings; print(settings.SETTINGS_READ)"
    environment = os.environ | SECRETS | {"XIESHOU_HOME": str(tmp_path), "XIESHOU_HOSTS": "xz.example.cn"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert "xz.example.cn" in done.stdout
    assert "https://******@xz.example.cn" in done.stdout
    for secret in ("canary", "Y2FuYXJ5"):
        assert secret not in done.stdout
    given = re.findall(r"Reading\(name='(\w+)', given=True, secret=True, shown=''\)", done.stdout)
    assert set(given) == set(SECRETS) - {"XIESHOU_ORIGINS"}


def test_secrets_are_said_to_be_set_and_no_more(administrator_client, settings) -> None:
    settings.SETTINGS_READ = tuple(
        env.Reading(each.name, given=True, secret=each.secret, shown=each.shown)
        for each in settings.SETTINGS_READ
    )
    told = administrator_client.get("/management/settings/export.csv").content.decode()
    for name in ("XIESHOU_SECRET_KEY", "XIESHOU_PERSONAL_KEYS", "XIESHOU_SMTP_PASSWORD"):
        assert f",{name},已设置,环境变量," in told
    assert re.search(r",DATABASE_URL,已设置\((SQLite|PostgreSQL)\),环境变量,", told)


def readings(**values: str) -> list[env.Reading]:
    return [env.Reading(f"XIESHOU_{name}", True, False, value) for name, value in values.items()]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"HOSTS": "127.0.0.1,localhost,[::1]", "HTTPS": "false"}, set()),
        ({"HOSTS": "localhost", "DEBUG": "true"}, {"DEBUG"}),
        ({"HOSTS": "xz.example.cn", "HTTPS": "false"}, {"HTTPS", "TWO_STEP_ROLES", "SMTP_HOST"}),
        (
            {"HOSTS": "xz.example.cn", "HTTPS": "true", "TWO_STEP_ROLES": "finance", "SMTP_HOST": "mail"},
            set(),
        ),
    ],
)
def test_what_is_dangerous_or_left_open_is_named(values: dict[str, str], named: set[str]) -> None:
    assert {name.removeprefix("XIESHOU_") for name in advice(readings(**values))} == named


def test_the_page_marks_what_is_worth_a_look(administrator_client, settings) -> None:
    settings.SETTINGS_READ = tuple(
        env.Reading(each.name, True, False, "true") if each.name == "XIESHOU_DEBUG" else each
        for each in settings.SETTINGS_READ
    )
    assert "1 项值得核对" in administrator_client.get("/management/settings/").content.decode()
    card = administrator_client.get("/management/").content.decode()
    assert 'badge-bad"><span aria-hidden="true">✕</span> 1 项值得核对' in card
