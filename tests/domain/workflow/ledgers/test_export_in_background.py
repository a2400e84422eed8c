"""The job ``ledgers.export``: a file with the right rows, there whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from xieshou.domain.workflow.jobs.files import job_folder
from xieshou.domain.workflow.jobs.models import Job, JobState
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.domain.workflow.jobs.worker import run_worker
from xieshou.domain.workflow.ledgers.working import EXPORT
from xieshou.kernel.actor import ANONYMOUS, Actor, NotAllowedError
from xieshou.workbooks import registering
from xieshou.workbooks.registering import Register

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def records(lines: Register) -> None:
    from xieshou.domain.households.models import PovertyLine

    for year in (2018, 2019, 2020):
        PovertyLine.objects.create(year=year, purpose="current", amount=3000 + year, certainty="sample")


def done(actor: Actor, **params: Any) -> Job:
    job = start_job(actor=actor, kind=EXPORT, params={"register": "poverty-lines", **params}, title="示例")
    run_worker(stopping=threading.Event(), until_idle=True)
    job.refresh_from_db()
    return job


def files_of(job: Job) -> list[Path]:
    folder = job_folder(job.pk)
    return sorted(folder.iterdir()) if folder.is_dir() else []


def years_in(path: Path) -> list[int]:
    rows = openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True)
    return [next(value for value in row[1:] if isinstance(value, int) and value > 1900) for row in rows]


def test_the_file_is_there_with_every_row(viewer: Actor, records: None) -> None:
    job = done(viewer, format="xlsx")
    assert (job.state, job.result["rows"]) == (JobState.DONE, 3), job.failure
    (path,) = files_of(job)
    assert path.name == "贫困线台账.xlsx"
    assert years_in(path) == [2018, 2019, 2020]


def test_filters_are_honoured(viewer: Actor, records: None) -> None:
    job = done(viewer, format="xlsx", filters={"year": "2019"})
    (path,) = files_of(job)
    assert years_in(path) == [2019]
    csv = done(viewer, format="csv", filters={"purpose": "国家标准(现价)", "year": "2020"})
    (path,) = files_of(csv)
    assert len(path.read_text("utf-8-sig").splitlines()) == 2
    (path,) = files_of(done(viewer, format="parquet", filters={"year": "2019"}))
    assert pl.read_parquet(path)["year"].unique().to_list() == [2019]


def test_a_filter_that_there_is_not_fails_the_job_in_words_and_leaves_no_file(
    viewer: Actor, records: None
) -> None:
    job = done(viewer, filters={"colour": "red"})
    assert job.state == JobState.FAILED
    assert "没有“colour”这个筛选条件" in job.failure
    assert files_of(job) == []


def test_an_export_that_breaks_off_leaves_no_file(
    viewer: Actor, records: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = registering.register_named("poverty-lines")

    def broken(actor: Actor, filters: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        yield from list(whole.rows(actor, filters))[:2]
        raise OSError("the disk is full")

    monkeypatch.setitem(
        registering._REGISTERS, "poverty-lines", Register(whole.workbook, broken, whole.apply, whole.check)
    )
    job = done(viewer, format="csv")
    assert job.state == JobState.FAILED
    assert files_of(job) == []


def test_a_register_that_this_version_does_not_know_fails_the_job_in_words(
    viewer: Actor, records: None
) -> None:
    job = done(viewer, register="nothing")
    assert job.state == JobState.FAILED
    assert "已不存在" in job.failure


def test_strangers_start_none(records: None) -> None:
    with pytest.raises(NotAllowedError):
        start_job(actor=ANONYMOUS, kind=EXPORT, params={"register": "poverty-lines"})
    assert not Job.objects.exists()
