"""Every bad file that we know of is sent to a register: each gets an answer, and nothing is changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbooks.test_refuse_files import BAD
from xieshou.domain.households.models import PovertyLine
from xieshou.domain.workflow.ledgers import services
from xieshou.domain.workflow.ledgers.models import Upload
from xieshou.kernel.actor import Actor
from xieshou.workbooks.refusing import RefusedFileError
from xieshou.workbooks.registering import Register

pytestmark = pytest.mark.django_db


def test_no_bad_file_changes_anything(lines: Register, administrator: Actor, tmp_path: Path) -> None:
    """docs/howto/bad-files.md lists them. Those that the guard lets through are refused as they are read."""
    PovertyLine.objects.create(year=2019, purpose="current", amount=3218)
    before = list(PovertyLine.objects.values())
    answered = 0
    for number, (_, name, make, _) in enumerate(BAD):
        path = tmp_path / f"{number}" / name
        path.parent.mkdir()
        make(path)
        try:
            upload = services.receive_upload(
                actor=administrator, register_name=lines.name, name=name, content=path.read_bytes()
            )
        except RefusedFileError as refusal:
            answered += bool(str(refusal))
        else:
            checked = services.examine_upload(actor=administrator, upload_id=upload.pk)
            assert (checked.state, checked.new, checked.changed) == ("refused", 0, 0), name
            answered += bool(checked.refusal["zh"] and checked.refusal["en"])
    assert answered == len(BAD) >= 40
    assert list(PovertyLine.objects.values()) == before
    assert not Upload.objects.filter(state="applied").exists()
