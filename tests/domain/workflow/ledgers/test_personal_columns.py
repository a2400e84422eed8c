"""Identity numbers are in no preview, message, log or parameter, and an area may refuse as it stores."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.domain.workflow.jobs.conftest import work as work
from tests.workbooks.making import workbook
from xieshou.domain.workflow.jobs.models import Job, JobLine
from xieshou.domain.workflow.ledgers import keeping, queries, services
from xieshou.domain.workflow.ledgers.importing import WrongRowsError, apply_examined, examine
from xieshou.domain.workflow.ledgers.queries import Part
from xieshou.kernel.actor import SYSTEM, Actor
from xieshou.kernel.codes import check_identity_number
from xieshou.kernel.masking import PersonalKind
from xieshou.workbooks import registering
from xieshou.workbooks.declaring import Column, Kind, Workbook
from xieshou.workbooks.registering import ChangesRefusedError, Register, area_problem

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = Workbook(
    "residents",
    "住户台账",
    "Residents",
    (
        Column("name", "姓名", "Name", required=True, example="示例"),
        Column("identity", "身份证号", "Identity number", Kind.IDENTITY),
        Column("phone", "电话", "Phone", personal=PersonalKind.PHONE),
    ),
    key=("name",),
)


def identity(number: int) -> str:
    """A number that passes its check, of nobody."""
    body = f"52060219000101{number:03d}"
    return next(body + last for last in "0123456789X" if check_identity_number(body + last) is None)


OLD, NEW = identity(1), identity(2)
PHONE = "13800005678"


@pytest.fixture
def people(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """A register of people that is kept in memory for the length of a test."""
    held: dict[str, Any] = {"rows": [{"name": "甲", "identity": OLD, "phone": None}], "refuse": ()}

    def apply(actor: Actor, changes: Any) -> None:
        for row in changes.new_rows():
            if row.values["name"] in held["refuse"]:
                raise ChangesRefusedError(
                    area_problem(held["reading"], row.row, "identity", "不在名单上", "is not listed", NEW)
                )
        held["rows"] += [row.values for row in changes.new_rows()]

    def check(actor: Actor, reading: Any) -> tuple[()]:
        held["reading"] = reading
        return ()

    monkeypatch.setattr(settings, "XIESHOU_HOME", tmp_path / "home")
    monkeypatch.setattr(registering, "_REGISTERS", dict(registering._REGISTERS))
    registering.register(Register(PEOPLE, lambda actor, filters: held["rows"], apply, check))
    return held


def test_an_identity_number_is_kept_nowhere_but_in_the_files_themselves(
    people: dict[str, Any],
    tmp_path: Path,
    administrator: Actor,
    work: Callable[..., Job],
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = NEW[:-1] + ("0" if NEW[-1] != "0" else "1")
    path = workbook(
        tmp_path / "a.xlsx",
        [
            ["姓名", "身份证号", "电话"],
            ["甲", NEW, None],
            ["乙", OLD, PHONE],
            ["丙", broken, None],
            ["丙", None, None],
        ],
    )
    upload = services.receive_upload(
        actor=administrator, register_name="residents", name="a.xlsx", content=path.read_bytes()
    )
    upload = services.check_upload(actor=administrator, upload_id=upload.pk)
    assert (upload.new, upload.changed, upload.wrong) == (1, 1, 2)
    (changed,) = queries.preview(administrator, upload, Part.CHANGED).rows
    masked = [f"{number[:6]}********{number[-4:]}" for number in (OLD, NEW)]
    assert [(change.old, change.new) for change in changed.changes] == [tuple(masked)]
    (new,) = queries.preview(administrator, upload, Part.NEW).rows
    assert new.cells == {"name": "乙", "identity": masked[0], "phone": "138****5678"}
    assert [cell.text for cell in queries.wrong_cells(administrator, upload).cells] == ["丙", "", "丙"]
    services.start_applying(
        actor=administrator, upload_id=upload.pk, fingerprint=upload.fingerprint, right_rows_only=True
    )
    job = work()
    assert job.state == "done"
    told = [str(job.params), str(job.result), job.summary, job.title, caplog.text]
    told += [line.text for line in JobLine.objects.all()]
    told += [str(queries.understood(administrator, upload)), str(vars(upload))]
    for number in (OLD, NEW, broken, PHONE):
        assert not any(number in text for text in told)
        for found in keeping.folder_of(upload.folder).iterdir():
            assert found.name != "marked.xlsx", "it is sealed"
            assert number.encode() not in found.read_bytes(), found.name
    assert keeping.path_of(upload.sha256, ".xlsx").stat().st_mode & 0o077 == 0
    assert keeping.folder_of(upload.folder).stat().st_mode & 0o077 == 0


def test_what_an_area_refuses_as_it_stores_is_told_like_any_wrong_cell(
    people: dict[str, Any], tmp_path: Path, db: None
) -> None:
    register = registering.register_named("residents")
    path = workbook(tmp_path / "a.xlsx", [["姓名", "身份证号"], ["乙", NEW], ["丁", None]])
    found = examine(actor=SYSTEM, register=register, source=path, name="a.xlsx")
    assert found.counts["wrong"] == 0
    people["refuse"] = ("乙",)
    with pytest.raises(WrongRowsError) as told:
        apply_examined(actor=SYSTEM, register=register, examination=found)
    now = told.value.now
    assert (now.counts["new"], now.counts["wrong"]) == (1, 1)
    assert [str(problem) for problem in now.problems] == ["B2 身份证号: 不在名单上"]
    assert [row["name"] for row in people["rows"]] == ["甲"]
