"""The real kinds: drawing the maps anew and loading villages."""

import pytest

from xieshou.domain.places import loading
from xieshou.domain.places.models import Division, Level
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.kernel.actor import SYSTEM

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
MAIJIANG = "522635"


def test_maps_are_drawn_and_then_are_current(work, settings, tmp_path):
    settings.XIESHOU_HOME = tmp_path
    start_job(actor=SYSTEM, kind="places.geometry")
    job = work()
    assert (job.state, job.result["built"]) == ("done", True), job.failure
    assert (tmp_path / "geometry" / "national.json").is_file()
    start_job(actor=SYSTEM, kind="places.geometry")
    job = work()
    assert job.result["built"] is False
    assert "地图已是最新" in job.summary


def test_villages_are_loaded_once(work):
    loading.load_divisions(actor=SYSTEM)
    params = {"counties": [MAIJIANG]}
    for expected in (True, False):
        start_job(actor=SYSTEM, kind="places.villages", params=params)
        job = work()
        assert (job.state, bool(job.result["added"])) == ("done", expected), job.failure
        assert job.done == job.total == job.result["added"]
    assert Division.objects.filter(level=Level.VILLAGE).count() > 50
