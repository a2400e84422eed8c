"""Workers killed at random moments: one job after the other, and what was there after each kill.

``KILLING`` runs in a Python of its own with Django set up on a home (``Home.python``). Each round starts a
job whose handler works a while and then applies rows in one transaction, lets a worker (a real process) take
it, kills that with SIGKILL after a random time, counts the rows, and lets others bring the job to its end.
It prints a line of JSON for each round.
"""

KILLING = '''
import json, os, random, signal, sys, threading, time
from datetime import timedelta
from django.db import connections
from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.registry import Result, register_handler
from xieshou.domain.workflow.jobs.services import start_job
from xieshou.domain.workflow.jobs.worker import run_worker
from xieshou.domain.parties.services import record_organisation
from xieshou.kernel.actor import SYSTEM

ROWS, LEASE, BEAT = 60, timedelta(seconds=1), timedelta(milliseconds=100)

def store(params, progress):
    progress.total = ROWS
    for number in range(ROWS):
        time.sleep(0.003)
        progress.advance()
    with progress.apply() as applying:
        for number in range(ROWS):
            name = f"{params['round']}-{number}"
            record_organisation(actor=SYSTEM, name=name, kind=OrganisationKind.FIRM, side=Side.EAST)
            time.sleep(0.004)
        applying.result = Result("", {"rows": ROWS})

register_handler("test.store", "", store, idempotent=True)

def worker():
    """A worker in a process of its own; it inherits no connection."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        run_worker(stopping=threading.Event(), lease=LEASE, beat=BEAT, until_idle=True)
    finally:
        os._exit(0)

def rows(number):
    return Organisation.objects.filter(name__startswith=f"{number}-").count()

chance = random.Random(int(sys.argv[2]))
for number in range(int(sys.argv[1])):
    job = start_job(actor=SYSTEM, kind="test.store", params={"round": number})
    child = worker()
    time.sleep(chance.uniform(0.02, 0.7))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    seen = Job.objects.get(pk=job.pk)
    after = {"state": seen.state, "applying": seen.applying_since is not None, "rows": rows(number)}
    workers = 0
    deadline = time.monotonic() + 30
    while Job.objects.get(pk=job.pk).state in ("queued", "running") and time.monotonic() < deadline:
        os.waitpid(worker(), 0)
        workers += 1
        time.sleep(0.1)
    job.refresh_from_db()
    end = {"state": job.state, "rows": rows(number), "attempts": job.attempts, "result": job.result}
    print(json.dumps({"killed": after, "end": end, "of": ROWS}), flush=True)
'''


def wrong(round_: dict) -> str:
    """What is not as promised in a round; empty when all is."""
    killed, end, whole = round_["killed"], round_["end"], round_["of"]
    if killed["rows"] != (whole if killed["state"] == "done" else 0):
        return f"half applied: {round_}"
    if (end["state"], end["rows"], end["result"]) != ("done", whole, {"rows": whole}):
        return f"not brought to its end: {round_}"
    return ""
