"""Workers killed while they apply, and what was there after each kill.

``KILLING`` and ``IMPORTING`` run in a Python of their own with Django set up on a home (``Home.python``) and
take the number of kills and a seed as words. Each round starts a job that works a while and then stores rows
in one transaction, lets a worker (a real process) take it, kills that with SIGKILL after a random time (every
other one soon after it took the job), counts the rows, and lets others bring the job to its end. They print a
line of JSON for each round.

``KILLING`` has a handler of its own, slow on purpose. ``IMPORTING`` applies uploads to the register of
poverty lines, as a page does; each round changes half of what the last one stored and adds the rest anew.
"""

_ROUNDS = """
import json, os, random, signal, subprocess, sys, threading, time
from datetime import timedelta
from django.db import connections
from xieshou.domain.workflow.jobs.models import Job
from xieshou.domain.workflow.jobs.worker import run_worker
from xieshou.domain.recorded import acting
from xieshou.kernel.actor import SYSTEM

LEASE, BEAT = timedelta(seconds=1), timedelta(milliseconds=100)

def kill_in_rounds(start, worker, rows, of, longest):
    chance = random.Random(int(sys.argv[2]))
    for number in range(int(sys.argv[1])):
        job = start(number)
        child = worker()
        if number % 2:
            # However fast the machine is: every other worker dies just after it took the job.
            late = time.monotonic() + 30
            while Job.objects.get(pk=job.pk).state == "queued" and time.monotonic() < late:
                time.sleep(0.005)
            time.sleep(chance.uniform(0, 0.1))
        else:
            time.sleep(chance.uniform(0.02, longest))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        seen = Job.objects.get(pk=job.pk)
        after = {"state": seen.state, "applying": seen.applying_since is not None, "rows": rows(number)}
        deadline = time.monotonic() + 30
        while Job.objects.get(pk=job.pk).state in ("queued", "running") and time.monotonic() < deadline:
            os.waitpid(worker(), 0)
            time.sleep(0.1)
        job.refresh_from_db()
        end = {"state": job.state, "rows": rows(number), "attempts": job.attempts, "result": job.result}
        print(json.dumps({"killed": after, "end": end, "of": of}), flush=True)
"""

KILLING = (
    _ROUNDS
    + '''
from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.parties.services import record_organisation
from xieshou.domain.workflow.jobs.registry import Result, register_handler
from xieshou.domain.workflow.jobs.services import start_job

ROWS = 60

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

def start(number):
    return start_job(actor=SYSTEM, kind="test.store", params={"round": number})

def rows(number):
    return Organisation.objects.filter(name__startswith=f"{number}-").count()

kill_in_rounds(start, worker, rows, ROWS, 0.7)
'''
)

IMPORTING = (
    _ROUNDS
    + '''
from xieshou.domain.households.models import LinePurpose, PovertyLine
from xieshou.domain.places.models import Division, Level
from xieshou.domain.workflow.ledgers.services import examine_upload, receive_upload, start_applying

PLACES = [f"{number}0000" for number in range(11, 16)]
for code in PLACES:
    Division.objects.get_or_create(code=code, defaults={"name": code, "level": Level.PROVINCE})
YEARS, PURPOSES = range(1900, 2020), LinePurpose.values
LINES = [(place, year, purpose) for place in PLACES for year in YEARS for purpose in PURPOSES]

# No fork: this process has used Polars, whose threads do not come along.
WORK = """
import django
django.setup()
import sys, threading
from datetime import timedelta
from xieshou.domain.workflow.jobs.worker import run_worker
print("ready", flush=True)
beat = timedelta(milliseconds=100)
run_worker(stopping=threading.Event(), lease=timedelta(seconds=1), beat=beat, until_idle=True)
"""

def worker():
    """A worker that is about to take a job."""
    child = subprocess.Popen([sys.executable, "-c", WORK], stdout=subprocess.PIPE, text=True)
    child.stdout.readline()
    return child.pid

def start(number):
    late = PovertyLine.objects.order_by("-pk").values_list("pk", flat=True)[: len(LINES) // 2]
    with acting(SYSTEM, "clear"):
        PovertyLine.objects.filter(pk__in=list(late)).delete()
    lines = [f"{place},{year},{purpose},{1000 + number},,示例,示例" for place, year, purpose in LINES]
    content = "\\n".join(["place,year,purpose,amount,source,certainty,note", *lines]).encode()
    upload = receive_upload(actor=SYSTEM, register_name="poverty-lines", name="lines.csv", content=content)
    upload = examine_upload(actor=SYSTEM, upload_id=upload.pk)
    return start_applying(actor=SYSTEM, upload_id=upload.pk, fingerprint=upload.fingerprint)

def rows(number):
    return PovertyLine.objects.filter(amount=1000 + number).count()

kill_in_rounds(start, worker, rows, len(LINES), 1.5)
'''
)


def wrong(round_: dict) -> str:
    """What is not as promised in a round; empty when all is."""
    killed, end, whole = round_["killed"], round_["end"], round_["of"]
    if killed["rows"] != (whole if killed["state"] == "done" else 0):
        return f"half applied: {round_}"
    told = end["result"]
    stored = told["rows"] if "rows" in told else told.get("new", 0) + told.get("changed", 0)
    if (end["state"], end["rows"], stored) != ("done", whole, whole):
        return f"not brought to its end: {round_}"
    return ""
