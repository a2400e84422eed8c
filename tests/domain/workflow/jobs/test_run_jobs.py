"""A worker does a job: however it ends, the job says so, and what it wrote is there whole or not at all."""

import threading
import time

import pytest
from django.db import connection
from django.utils import timezone

from xieshou.domain.parties.models import Organisation, OrganisationKind, Side, User
from xieshou.domain.parties.services import record_organisation
from xieshou.domain.workflow.jobs.files import BadFileNameError
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.progress import MOST_LINES
from xieshou.domain.workflow.jobs.registry import JobFailedError, Result
from xieshou.domain.workflow.jobs.services import cancel_job, start_job
from xieshou.kernel.actor import SYSTEM

# The pulse stores from a thread of its own, which sees only what is committed.
pytestmark = pytest.mark.django_db(transaction=True)


def record(number):
    name = f"示例单位 {number}"
    record_organisation(actor=SYSTEM, name=name, kind=OrganisationKind.FIRM, side=Side.EAST)


def until(fact, patience=10):
    """Wait for something that another thread brings about."""
    deadline = time.monotonic() + patience
    while not fact():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.01)


def test_a_job_is_done_with_counts_log_and_result(known, work):
    def count(params, progress):
        progress.total, progress.unit = params["rows"], "行"
        for _ in range(params["rows"]):
            progress.advance()
        progress.log("数完了")
        return Result("共 3 行", {"rows": 3})

    known(count)
    start_job(actor=SYSTEM, kind="test.job", params={"rows": 3})
    job = work()
    assert (job.state, job.done, job.total, job.unit) == ("done", 3, 3, "行")
    assert (job.summary, job.result) == ("共 3 行", {"rows": 3})
    assert [line.text for line in job.lines.all()] == ["数完了"]
    assert job.started_at <= job.finished_at


def test_while_it_runs_counts_log_and_heartbeat_are_seen_by_others(known, work):
    seen = []

    def slow(params, progress):
        progress.total = 10
        progress.advance(4)
        progress.log("四行")
        started = Job.objects.get(pk=progress.job_id).heartbeat_at
        until(lambda: Job.objects.get(pk=progress.job_id).heartbeat_at > started)
        until(lambda: not progress.pending)
        job = Job.objects.get(pk=progress.job_id)
        seen.append((job.done, job.total, job.lines.get().text))

    known(slow)
    start_job(actor=SYSTEM, kind="test.job")
    assert work().state == "done"
    assert seen == [(4, 10, "四行")]


def test_what_a_handler_gives_up_with_is_told(known, work):
    def fail(params, progress):
        raise JobFailedError("第 3 行缺少名称:补上后重试")

    known(fail)
    start_job(actor=SYSTEM, kind="test.job")
    job = work()
    assert (job.state, job.failure) == ("failed", "第 3 行缺少名称:补上后重试")


def test_an_error_of_ours_ends_the_job_and_its_text_is_kept_out_of_page_and_log(known, work, caplog):
    """It may quote a record: personal data never reaches a log."""

    secret = "-".join(["5226", "0119"])

    def fail(params, progress):
        raise KeyError(secret)

    known(fail)
    start_job(actor=SYSTEM, kind="test.job")
    job = work()
    assert (job.state, job.failure) == ("failed", "程序出错(KeyError),详情见服务器日志")
    assert "test_run_jobs.py" in caplog.text
    assert secret not in caplog.text


@pytest.mark.parametrize("result", [{"a": object()}, {"a": float("inf")}])
def test_a_result_that_is_no_json_fails_the_job_and_not_the_worker(known, work, result):
    known(lambda params, progress: Result("", result))
    start_job(actor=SYSTEM, kind="test.job")
    assert work().state == "failed"


def test_too_little_memory_is_said_with_the_remedy(known, work):
    def greedy(params, progress):
        raise MemoryError

    known(greedy)
    start_job(actor=SYSTEM, kind="test.job")
    assert "XIESHOU_WORKER_MEMORY" in work().failure


def test_a_kind_that_is_gone_fails_with_words(known, work):
    known()
    job = start_job(actor=SYSTEM, kind="test.job")
    Job.objects.filter(pk=job.pk).update(kind="test.gone")
    assert work().failure == "本版本不认识这种任务"


def test_who_lost_the_right_since_gets_nothing_done(known, work, administrator):
    ran = []
    known(lambda params, progress: ran.append(1))
    start_job(actor=administrator, kind="test.job")
    User.objects.filter(pk=administrator.user_id).update(is_active=False)
    job = work()
    assert (job.state, job.failure, ran) == ("failed", "发起人已无权办理此项任务", [])


def test_the_handler_acts_as_who_asked(known, work, administrator):
    actors = []
    known(lambda params, progress: actors.append(progress.actor))
    start_job(actor=administrator, kind="test.job")
    work()
    assert actors == [administrator]


def test_a_log_is_bounded_and_its_lines_are_cut(known, work):
    def talk(params, progress):
        for _ in range(MOST_LINES + 200):
            progress.log("字" * 900)

    known(talk)
    start_job(actor=SYSTEM, kind="test.job")
    lines = [line.text for line in work().lines.all()]
    assert (len(lines), len(lines[0]), lines[-1]) == (MOST_LINES, 500, "…")


def test_a_cancelled_job_stops_at_its_next_look_and_writes_nothing(known, work, administrator):
    def endless(params, progress):
        cancel_job(actor=administrator, job_id=progress.job_id)
        while True:
            progress.advance()
            time.sleep(0.005)

    known(endless)
    start_job(actor=administrator, kind="test.job")
    job = work()
    assert (job.state, job.failure, job.cancel_requested) == ("cancelled", "", False)
    assert "administrator 请求取消。" in [line.text for line in job.lines.all()]


def test_a_worker_that_is_told_to_stop_gives_its_job_back_uncounted(known, work):
    stopping = threading.Event()

    def endless(params, progress):
        stopping.set()
        while True:
            progress.raise_if_cancelled()
            time.sleep(0.005)

    known(endless)
    start_job(actor=SYSTEM, kind="test.job")
    job = work(stopping)
    assert (job.state, job.attempts, job.finished_at) == ("queued", 0, None)


def test_a_job_that_must_not_run_twice_is_interrupted_instead(known, work):
    stopping = threading.Event()

    def endless(params, progress):
        stopping.set()
        while True:
            progress.raise_if_cancelled()
            time.sleep(0.005)

    known(endless, idempotent=False)
    start_job(actor=SYSTEM, kind="test.job")
    job = work(stopping)
    assert job.state == "interrupted"
    assert "请核对后重试" in job.failure


def test_what_is_applied_and_that_it_is_done_are_stored_together(known, work):
    def store(params, progress):
        with progress.apply() as applying:
            for number in range(5):
                record(number)
            applying.result = Result("5 个", {"n": 5})
        raise KeyError("after the end nothing more can go wrong")

    known(store)
    start_job(actor=SYSTEM, kind="test.job")
    job = work()
    assert (job.state, job.summary, job.result) == ("done", "5 个", {"n": 5})
    assert Organisation.objects.count() == 5


def test_what_was_told_before_applying_is_seen_while_it_writes(known, work):
    """On SQLite nobody else can store anything meanwhile, not even a beat."""
    seen = []

    def store(params, progress):
        progress.total = 7
        progress.advance(7)
        progress.log("开始写入")
        with progress.apply():
            outside = threading.Thread(target=look, args=(progress.job_id,))
            outside.start()
            outside.join()

    def look(job_id):
        job = Job.objects.get(pk=job_id)
        seen.append((job.done, job.applying_since is not None, job.lines.get().text))
        connection.close()

    known(store)
    start_job(actor=SYSTEM, kind="test.job")
    job = work()
    assert (job.state, job.lines.count()) == ("done", 1)
    assert seen == [(7, True, "开始写入")]


def test_an_error_while_applying_leaves_nothing(known, work):
    def store(params, progress):
        with progress.apply():
            record(1)
            raise JobFailedError("第 2 行有误")

    known(store)
    start_job(actor=SYSTEM, kind="test.job")
    job = work()
    assert (job.state, job.failure, job.applying_since) == ("failed", "第 2 行有误", None)
    assert not Organisation.objects.exists()


def test_a_worker_that_was_given_up_for_dead_writes_nothing(known, work):
    """It slept through its lease; another has the job now."""

    def store(params, progress):
        Job.objects.filter(pk=progress.job_id).update(lease_key="another")
        with progress.apply():
            record(1)

    known(store)
    start_job(actor=SYSTEM, kind="test.job")
    job = work()
    assert (job.state, job.lease_key, job.summary) == ("running", "another", "")
    assert not Organisation.objects.exists()


def test_so_does_one_that_returns_or_fails_after_that(known, work):
    def late(params, progress):
        Job.objects.filter(pk=progress.job_id).update(lease_key="another", finished_at=timezone.now())
        return Result("太晚了")

    known(late)
    start_job(actor=SYSTEM, kind="test.job")
    job = work()
    assert (job.state, job.summary) == ("running", "")


def test_a_cancelling_that_came_before_applying_wins(known, work, administrator):
    def store(params, progress):
        cancel_job(actor=administrator, job_id=progress.job_id)
        with progress.apply():
            record(1)

    known(store)
    start_job(actor=administrator, kind="test.job")
    assert work().state == "cancelled"
    assert not Organisation.objects.exists()


def test_a_result_file_is_kept_under_the_home(known, work, settings, tmp_path):
    settings.XIESHOU_HOME = tmp_path

    def write(params, progress):
        progress.file("结果 1.csv").write_text("甲", "utf-8")
        return Result("写好了", file="结果 1.csv")

    known(write)
    start_job(actor=SYSTEM, kind="test.job")
    job = work()
    assert job.result_file == "结果 1.csv"
    assert (tmp_path / "jobs" / str(job.pk) / "结果 1.csv").read_text("utf-8") == "甲"


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "", "a\x00", "x" * 200])
def test_no_file_name_leads_out_of_the_jobs_folder(known, work, name):
    refused = []

    def write(params, progress):
        with pytest.raises(BadFileNameError):
            progress.file(name)
        refused.append(name)

    known(write)
    start_job(actor=SYSTEM, kind="test.job")
    assert work().state == "done"
    assert refused == [name]


def test_texts_are_in_the_language_of_who_asked(known, work):
    from django.utils import translation
    from django.utils.translation import gettext

    known(lambda params, progress: Result(gettext("受帮扶方")))
    with translation.override("en"):
        start_job(actor=SYSTEM, kind="test.job")
        expected = gettext("受帮扶方")
    assert work().summary == expected != "受帮扶方"
