"""What is uploaded lies sealed in the home; in clear only while it is read (decision 8)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings

from tests.domain.workflow.ledgers.conftest import LINES
from xieshou.domain.personal import keys, rotating
from xieshou.domain.personal.keys import Purpose
from xieshou.domain.workflow.ledgers import keeping, queries, services
from xieshou.domain.workflow.ledgers.models import Upload
from xieshou.kernel.actor import Actor

pytestmark = pytest.mark.django_db
SOURCE = "示例出处"


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "XIESHOU_HOME", tmp_path / "home")
    monkeypatch.setattr(settings, "PERSONAL_KEYS", [keys.new_key()])


@pytest.fixture
def csv() -> bytes:
    rows = [",".join(["地区代码", "地区", "年份", "标准(元)"]), ",".join(["520000", "贵州省", "2019", "x"])]
    return "\n".join(rows).encode()


def received(actor: Actor, content: bytes, name: str = "a.csv") -> Upload:
    return services.receive_upload(
        actor=actor, register_name="poverty-lines", name=name, content=[content[:9], content[9:]]
    )


def in_clear(content: bytes) -> list[str]:
    """The files of the home that hold the content in clear."""
    found = []
    for path in keeping.root().rglob("*"):
        if path.is_file() and content in path.read_bytes():
            found.append(path.name)
    return found


def test_what_was_sent_lies_sealed_and_comes_back_as_it_was(administrator: Actor, csv: bytes) -> None:
    upload = received(administrator, csv)
    assert in_clear(csv) == []
    (kept,) = [path for path in keeping.root().rglob("*") if path.is_file()]
    assert kept.name == f"{upload.sha256}.csv.sealed"
    assert kept.stat().st_mode & 0o077 == 0
    sent = queries.sent(administrator, upload)
    assert sent is not None
    assert b"".join(queries.contents(sent)) == csv


def test_it_lies_in_clear_while_it_is_read_for_the_server_alone(administrator: Actor, csv: bytes) -> None:
    upload = received(administrator, csv)
    with services.opened_upload(upload) as path:
        assert path.read_bytes() == csv
        assert path.stat().st_mode & 0o777 == 0o600
    assert not path.exists()
    with pytest.raises(ZeroDivisionError), services.opened_upload(upload) as path:
        raise ZeroDivisionError
    assert not path.exists()


def test_a_marked_workbook_is_sealed_too(administrator: Actor, file: Callable[..., Path]) -> None:
    wrong = file(LINES[0], [*LINES[1][:3], "不详", *LINES[1][4:]])
    upload = received(administrator, wrong.read_bytes(), "a.xlsx")
    checked = services.check_upload(actor=administrator, upload_id=upload.pk)
    names = {path.name for path in keeping.folder_of(checked.folder).iterdir()}
    assert "marked.xlsx.sealed" in names
    assert "marked.xlsx" not in names
    marked = queries.marked(administrator, checked)
    assert marked is not None
    assert b"".join(queries.contents(marked)).startswith(b"PK")


@pytest.mark.slow
def test_what_a_killed_reader_left_goes_and_what_another_reads_stays(
    administrator: Actor, csv: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = received(administrator, csv)
    script = (
        "import django, pathlib, sys, time; django.setup()\n"
        "from xieshou.domain.workflow.ledgers import keeping\n"
        "with keeping.opened(keeping.sent_file(sys.argv[1], '.csv'), '.csv') as path:\n"
        "    print(path, flush=True); time.sleep(60)\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "xieshou.config.settings",
        "XIESHOU_HOME": str(settings.XIESHOU_HOME),
        "XIESHOU_PERSONAL_KEYS": settings.PERSONAL_KEYS[0],
    }
    reader = subprocess.Popen(
        [sys.executable, "-c", script, upload.sha256], stdout=subprocess.PIPE, env=environment, text=True
    )
    assert reader.stdout is not None
    left = Path(reader.stdout.readline().strip())
    os.utime(left, (time.time() - 90_000,) * 2)
    keeping.remove_abandoned()
    assert left.exists(), "somebody reads it"
    reader.send_signal(signal.SIGKILL)
    reader.wait()
    assert left.read_bytes() == csv, "a kill leaves it"
    services.clean_up_uploads(actor=administrator)
    assert not left.exists()
    assert in_clear(csv) == []
    assert queries.sent(administrator, upload) is not None


def test_what_a_version_before_left_in_clear_is_sealed(administrator: Actor, csv: bytes) -> None:
    upload = received(administrator, csv)
    place = keeping.path_of(upload.sha256, ".csv")
    for seal in (
        lambda: services.clean_up_uploads(actor=administrator),
        lambda: queries.sent(administrator, upload),
    ):
        place.unlink()
        place.with_suffix("").write_bytes(csv)
        os.utime(place.with_suffix(""), (time.time() - 90_000,) * 2)
        seal()
        assert in_clear(csv) == []
        with services.opened_upload(upload) as path:
            assert path.read_bytes() == csv


def test_keys_are_rotated_for_uploads_and_kept_while_one_needs_them(
    administrator: Actor, csv: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    upload = received(administrator, csv)
    old, new = settings.PERSONAL_KEYS[0], keys.new_key()
    monkeypatch.setattr(settings, "PERSONAL_KEYS", [new, old])
    assert rotating.pending() == 1
    with pytest.raises(rotating.KeyInUseError):
        rotating.retire(Purpose.SEAL, keys.Key.parse(old).id)
    assert rotating.rotate().resealed == 1
    assert rotating.pending() == 0
    monkeypatch.setattr(settings, "PERSONAL_KEYS", [new])
    with services.opened_upload(upload) as path:
        assert path.read_bytes() == csv


def test_an_upload_whose_key_is_lost_says_so(administrator: Actor, csv: bytes, monkeypatch) -> None:
    upload = received(administrator, csv)
    monkeypatch.setattr(settings, "PERSONAL_KEYS", [keys.new_key()])
    with pytest.raises(services.UploadStateError, match="无法解密"):
        services.check_upload(actor=administrator, upload_id=upload.pk)
    assert [path.name for path in keeping.root().glob(".open-*")] == []
