"""From a file that is sent to rows on record, with what was found kept beside it."""

from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.utils import timezone, translation

from tests.domain.workflow.jobs.conftest import work as work
from tests.domain.workflow.ledgers.conftest import LINES
from xieshou.domain.households.models import PovertyLine
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.services import cancel_job
from xieshou.domain.workflow.ledgers import keeping, queries, services
from xieshou.domain.workflow.ledgers.exporting import export
from xieshou.domain.workflow.ledgers.models import Upload
from xieshou.domain.workflow.ledgers.queries import Part
from xieshou.kernel.actor import Actor, NotAllowedError
from xieshou.workbooks.refusing import NotAWorkbookError, RefusedFileError, TooLargeError, ZipBombError
from xieshou.workbooks.registering import Register, UnknownRegisterError

pytestmark = pytest.mark.django_db(transaction=True)
File = Callable[..., Path]
Work = Callable[..., Job | None]


@pytest.fixture
def send(lines: Register, administrator: Actor) -> Callable[..., Upload]:
    """Send a file and have it examined."""

    def sent(path: Path, name: str = "") -> Upload:
        upload = services.receive_upload(
            actor=administrator,
            register_name="poverty-lines",
            name=name or path.name,
            content=path.read_bytes(),
        )
        return services.check_upload(actor=administrator, upload_id=upload.pk)

    return sent


def kept_files() -> list[str]:
    return sorted(path.name for path in keeping.root().rglob("*") if path.is_file())


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "XIESHOU_HOME", tmp_path / "home")


def start(administrator: Actor, upload: Upload, **options: object) -> Job:
    return services.start_applying(
        actor=administrator, upload_id=upload.pk, fingerprint=upload.fingerprint, **options
    )


def test_a_small_file_is_examined_at_once_and_applied_by_a_job(
    send: Callable[..., Upload], file: File, administrator: Actor, work: Work
) -> None:
    upload = send(file(*LINES))
    assert (upload.state, upload.new, upload.wrong, upload.job) == ("checked", 2, 0, None)
    assert PovertyLine.objects.count() == 0
    start(administrator, upload)
    job = work()
    assert job is not None
    assert (job.state, job.summary) == ("done", "新增 2 行,变更 0 行。")
    upload.refresh_from_db()
    assert (upload.state, upload.job) == ("applied", job)
    assert upload.applied_at is not None
    assert PovertyLine.objects.count() == 2


def test_a_large_file_is_examined_by_a_job(
    send: Callable[..., Upload],
    file: File,
    work: Work,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(services, "EXAMINED_AT_ONCE", 10)
    upload = send(file(*LINES))
    assert (upload.state, upload.job.kind) == ("received", "ledgers.examine")
    job = work()
    assert job is not None
    assert (job.state, job.result) == ("done", {"new": 2, "changed": 0, "unchanged": 0, "wrong": 0})
    upload.refresh_from_db()
    assert (upload.state, upload.new) == ("checked", 2)


def test_parquet_is_examined_by_a_job_whatever_its_size_and_changes_nothing_when_it_comes_back(
    send: Callable[..., Upload], administrator: Actor, work: Work, tmp_path: Path, lines: Register
) -> None:
    path = tmp_path / "lines.parquet"
    count = export(actor=administrator, register=lines, target=path)
    upload = send(path)
    assert (upload.state, upload.format) == ("received", ".parquet")
    work()
    upload.refresh_from_db()
    assert (upload.state, upload.unchanged, upload.new, upload.changed) == ("checked", count, 0, 0)


def test_what_was_understood_can_be_read_in_either_language(
    send: Callable[..., Upload], file: File, administrator: Actor
) -> None:
    upload = send(file(*LINES))
    said = queries.understood(administrator, upload)
    assert [each["title"] for each in said["headings"]][:3] == ["适用地区代码", "年份", "用途"]
    heading = said["headings"][3]
    assert (heading["letters"], heading["text"], heading["field"]) == ("D", "标准(元)", "amount")
    assert (heading["unit"], heading["unit_from"]) == ("元", "heading")
    assert (said["sheet"], said["rows"], said["header_rows"]) == ("台账", 2, [1])
    with translation.override("en"):
        assert queries.understood(administrator, upload)["headings"][1]["title"] == "Year"


def test_the_difference_is_shown_field_by_field(
    send: Callable[..., Upload], file: File, administrator: Actor, work: Work
) -> None:
    start(administrator, send(file(*LINES)))
    work()
    upload = send(file(LINES[0], [*LINES[1][:3], 6500, "S70", *LINES[1][5:]]))
    assert (upload.new, upload.changed, upload.unchanged) == (0, 1, 1)
    assert queries.preview(administrator, upload, Part.NEW).rows == []
    page = queries.preview(administrator, upload, Part.CHANGED)
    (row,) = page.rows
    assert (page.total, row.row, row.cells["place"]) == (1, 3, "610600")
    assert [(change.title, change.old, change.new) for change in row.changes] == [
        ("标准", "6000", "6500"),
        ("出处", "S67", "S70"),
    ]


def test_a_page_of_the_new_rows(send: Callable[..., Upload], file: File, administrator: Actor) -> None:
    many = [[None, year, "国家标准(现价)", year, None, "示例", None] for year in range(1990, 2020)]
    upload = send(file(*many))
    page = queries.preview(administrator, upload, Part.NEW, offset=10, limit=5)
    assert (page.total, [row.cells["year"] for row in page.rows]) == (
        30,
        ["2000", "2001", "2002", "2003", "2004"],
    )


def test_a_wrong_file_changes_nothing_and_comes_back_marked(
    send: Callable[..., Upload], file: File, administrator: Actor
) -> None:
    upload = send(file(LINES[0], [*LINES[1][:3], "不详", *LINES[1][4:]]))
    assert (upload.state, upload.new, upload.wrong) == ("checked", 1, 1)
    page = queries.wrong_cells(administrator, upload)
    assert [(cell.cell, cell.heading, cell.text) for cell in page.cells] == [("D3", "标准(元)", "不详")]
    assert "不是数字" in page.cells[0].reason
    file = queries.marked(administrator, upload)
    assert file is not None
    comment = openpyxl.load_workbook(BytesIO(b"".join(queries.contents(file))))["台账"]["D3"].comment
    assert comment is not None
    assert "不是数字" in comment.text
    with pytest.raises(services.UploadStateError, match="1 行有误"):
        start(administrator, upload)
    assert PovertyLine.objects.count() == 0


def test_the_right_rows_alone_are_applied_when_that_is_asked_for(
    send: Callable[..., Upload], file: File, administrator: Actor, work: Work
) -> None:
    upload = send(file(LINES[0], [*LINES[1][:3], "不详", *LINES[1][4:]]))
    start(administrator, upload, right_rows_only=True)
    job = work()
    assert job is not None
    assert job.result == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 1}
    assert PovertyLine.objects.count() == 1


def test_the_second_of_two_is_told_and_sees_what_it_would_do_now(
    send: Callable[..., Upload], file: File, administrator: Actor, work: Work
) -> None:
    first = send(file(*LINES))
    second = send(file(LINES[0], [*LINES[1][:3], 7000, *LINES[1][4:]], name="b.xlsx"))
    start(administrator, first)
    start(administrator, second)
    done, refused = work(), work()
    assert done is not None
    assert refused is not None
    assert (done.state, refused.state) == ("done", "failed")
    assert "已有变化" in refused.failure
    assert PovertyLine.objects.get(year=2021).amount == 6000
    second.refresh_from_db()
    assert (second.state, second.new, second.changed, second.unchanged) == ("checked", 0, 1, 1)
    start(administrator, second)
    work()
    assert PovertyLine.objects.get(year=2021).amount == 7000


def test_a_dry_run_that_was_replaced_cannot_be_agreed_to(
    send: Callable[..., Upload], file: File, administrator: Actor
) -> None:
    upload = send(file(*LINES))
    with pytest.raises(services.UploadStateError, match="重新核对"):
        services.start_applying(actor=administrator, upload_id=upload.pk, fingerprint="another")


def test_a_file_that_cannot_be_read_is_kept_with_its_reason(
    send: Callable[..., Upload], tmp_path: Path, administrator: Actor
) -> None:
    path = tmp_path / "other.csv"
    path.write_text("甲,乙\n1,2\n", "utf-8")
    upload = send(path)
    assert (upload.state, upload.refusal["code"]) == ("refused", "no_header")
    assert "没有找到“贫困线台账”的表头" in upload.refusal["zh"]
    assert "No header" in upload.refusal["en"]
    with pytest.raises(services.UploadStateError):
        services.check_upload(actor=administrator, upload_id=upload.pk)


def test_what_the_guard_refuses_is_not_kept(
    lines: Register, administrator: Actor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def receive(content: object, name: str) -> None:
        services.receive_upload(
            actor=administrator, register_name="poverty-lines", name=name, content=content
        )

    with pytest.raises(NotAWorkbookError):
        receive(b"%PDF-1.7 ...", "a.xlsx")
    with pytest.raises(RefusedFileError):
        receive([b"PK\x03\x04", b"cut off"], "a.xlsx")
    monkeypatch.setattr(settings, "IMPORT_BYTES", 1000)

    def endless():
        while True:
            yield b"x" * 600

    with pytest.raises(TooLargeError):
        receive(endless(), "a.csv")
    assert Upload.objects.count() == 0
    assert kept_files() == []


def test_a_bomb_is_refused_before_anything_parses_it(
    lines: Register, administrator: Actor, tmp_path: Path, file: File
) -> None:
    bomb = file(*LINES)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"<x>" + b" " * (80 * 2**20) + b"</x>")
    with pytest.raises(ZipBombError):
        services.receive_upload(
            actor=administrator, register_name="poverty-lines", name="a.xlsx", content=bomb.read_bytes()
        )
    assert kept_files() == []


def test_a_name_with_folders_is_only_a_name(send: Callable[..., Upload], file: File) -> None:
    assert send(file(*LINES), "..\\..\\x/../贫困线.xlsx").name == "贫困线.xlsx"


def test_an_upload_that_is_not_wanted_is_discarded_with_its_files(
    send: Callable[..., Upload], file: File, administrator: Actor
) -> None:
    upload = services.discard_upload(actor=administrator, upload_id=send(file(*LINES)).pk)
    assert (upload.state, upload.kept) == ("discarded", False)
    assert kept_files() == []
    assert queries.preview(administrator, upload, Part.NEW).total == 0
    with pytest.raises(services.UploadStateError):
        start(administrator, upload)


def test_a_file_that_was_sent_twice_stays_until_both_are_gone(
    send: Callable[..., Upload], file: File, administrator: Actor
) -> None:
    path = file(*LINES)
    first, second = send(path), send(path)
    services.discard_upload(actor=administrator, upload_id=first.pk)
    assert queries.sent(administrator, second) is not None
    services.discard_upload(actor=administrator, upload_id=second.pk)
    assert kept_files() == []


def test_old_files_go_and_the_history_stays(
    send: Callable[..., Upload], file: File, administrator: Actor, work: Work
) -> None:
    applied, waiting = send(file(*LINES)), send(file(LINES[0], name="b.xlsx"))
    start(administrator, applied)
    work()
    assert services.clean_up_uploads(actor=administrator) == 0
    Upload.objects.update(uploaded_at=timezone.now() - timedelta(days=91))
    assert services.clean_up_uploads(actor=administrator) == 2
    assert kept_files() == []
    applied.refresh_from_db()
    waiting.refresh_from_db()
    assert (applied.state, applied.kept, waiting.state) == ("applied", False, "discarded")
    assert queries.sent(administrator, applied) is None


def test_what_a_killed_process_left_is_cleared_away_after_a_day(
    send: Callable[..., Upload], file: File, administrator: Actor
) -> None:
    upload = send(file(*LINES))
    rest = keeping.root() / "found" / ".new-abc"
    rest.mkdir()
    fresh = keeping.root() / ".new-xyz"
    fresh.write_bytes(b"")
    for path in (rest, *keeping.root().rglob("*")):
        if path != fresh:
            os.utime(path, (time.time() - 90_000,) * 2)
    services.clean_up_uploads(actor=administrator)
    assert not rest.exists()
    assert fresh.exists()
    assert queries.preview(administrator, upload, Part.NEW).total == 2
    assert queries.sent(administrator, upload) is not None


def test_uploads_are_seen_by_administrators_only_and_sent_by_no_other(
    send: Callable[..., Upload], file: File, administrator: Actor, viewer: Actor, anonymous: Actor
) -> None:
    upload = send(file(*LINES))
    assert list(queries.uploads(administrator, "poverty-lines")) == [upload]
    assert list(queries.uploads(administrator, "documents")) == []
    for actor in (viewer, anonymous):
        assert list(queries.uploads(actor)) == []
        for read in (queries.understood, queries.wrong_cells, queries.marked, queries.sent):
            with pytest.raises(Upload.DoesNotExist):
                read(actor, upload)
        with pytest.raises(NotAllowedError):
            services.receive_upload(actor=actor, register_name="poverty-lines", name="a.csv", content=b"a")
        with pytest.raises(NotAllowedError):
            services.discard_upload(actor=actor, upload_id=upload.pk)


def test_an_unknown_register_is_told(db: None, administrator: Actor) -> None:
    with pytest.raises(UnknownRegisterError):
        services.receive_upload(actor=administrator, register_name="nothing", name="a.csv", content=b"a")


def test_an_import_that_is_cancelled_stores_nothing(
    send: Callable[..., Upload], file: File, administrator: Actor, work: Work
) -> None:
    upload = send(file(*LINES))
    start(administrator, upload)
    upload.refresh_from_db()
    cancel_job(actor=administrator, job_id=upload.job.pk)
    assert work() is None
    assert PovertyLine.objects.count() == 0
    upload.refresh_from_db()
    assert upload.state == "checked"
