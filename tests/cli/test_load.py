"""``xieshou load``: twice changes nothing, and what was broken off is finished by the next."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.running import Home
from tools.cluster import free_port

pytestmark = pytest.mark.slow

# Every row of every table that a load fills, in an order and with names that no primary key decides.
DIGEST = """
import hashlib, json
from django.apps import apps
told = {}
for model in apps.get_app_config("domain").get_models():
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    plain = [f.attname for f in fields if not f.is_relation]
    kept = model.objects.filter(recorded_by=None) if hasattr(model, "recorded_by_id") else model.objects.all()
    rows = sorted(map(repr, kept.values_list(*plain)))
    told[model.__name__] = [len(rows), hashlib.sha256("\\n".join(rows).encode()).hexdigest()]
print(json.dumps(told))
"""


PEOPLE = {
    "Act", "Grant", "Invitation", "Job", "JobLine", "Person", "Revelation", "SignIn", "Task", "User",
}  # fmt: skip


def contents(home: Home) -> dict[str, Any]:
    """How many rows each table has, and a checksum of them."""
    output, _ = home.python(DIGEST).communicate(timeout=120)
    told: dict[str, Any] = json.loads(output)
    # Neither accounts and what people do with them are a part of what ships, nor when it was loaded.
    return {name: rows for name, rows in told.items() if name not in PEOPLE and "Historical" not in name}


def test_loading_again_changes_nothing(loaded_home: Home) -> None:
    before = contents(loaded_home)
    assert before["Division"][0] > 40_000
    said = loaded_home.do("load")
    assert contents(loaded_home) == before
    lines = [line for line in said.splitlines() if "documents" in line or "maps" in line]
    assert all("无变化" in line for line in lines), said
    assert "Report(" not in said


def test_a_load_that_was_killed_is_finished_by_the_next(
    make_home: Callable[[str], Home], loaded_home: Home
) -> None:
    home = make_home("killed")
    output = home.folder.parent / "load.log"
    # Killed in the midst of the divisions, then while the maps are drawn.
    for marker, later in (("divisions", 2.0), ("maps", 1.0)):
        process = home.start("load", output=output)
        while marker not in output.read_text("utf-8") and process.poll() is None:
            time.sleep(0.02)
        time.sleep(later)
        assert process.poll() is None, output.read_text("utf-8")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        assert not (home.folder / "loaded").exists()
        assert not (home.folder / "geometry").exists()
    warned = json.loads(home.do("verify", "--json"))["proofs"]
    assert any("xieshou load" in line for proof in warned for line in proof["warnings"])
    home.do("load")
    assert contents(home) == contents(loaded_home)
    assert (home.folder / "loaded").is_file()
    # The same database: what was loaded is known to be loaded.
    warned = json.loads(home.do("verify", "--json"))["proofs"]
    assert not any("xieshou load" in line for proof in warned for line in proof["warnings"])


def test_places_alone_can_be_loaded(make_home: Callable[[str], Home]) -> None:
    home = make_home("places")
    home.do("migrate")
    said = home.do("load", "places")
    assert [line.split(" … ")[0].strip() for line in said.splitlines()] == [
        "区划沿革 / divisions",
        "村级 / villages",
        "地区标签 / flags",
        "地区概况 / profiles",
    ]
    assert home.run("resolve", "六龙山乡").returncode == 0
    assert json.loads(home.do("helpers", "黔东南", "--on", "2005")) == []


def test_a_database_that_is_not_set_up_is_told_what_to_do(make_home: Callable[[str], Home]) -> None:
    home = make_home("bare")
    for words in (
        ["verify"],
        ["serve", "--port", str(free_port())],
        ["resolve", "黔东南"],
        ["helpers", "黔东南"],
    ):
        done = home.run(*words)
        assert (done.returncode, done.stdout) == (1, ""), words
        assert "xieshou migrate" in done.stderr, words
        assert "Traceback" not in done.stderr, words


def test_an_older_database_is_left_to_an_administrator(make_migrated_home: Callable[[str], Home]) -> None:
    home = make_migrated_home("older")
    forget = (
        "from django.db.migrations.recorder import MigrationRecorder as R\nR.Migration.objects.all().delete()"
    )
    assert home.python(forget).wait(60) == 0
    done = home.run("load")
    assert (done.returncode, done.stdout) == (1, "")
    assert "xieshou migrate" in done.stderr
