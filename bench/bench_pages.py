"""What pages cost with all divisions loaded: queries, server time, and answers per second of the real server.

    XIESHOU_HOME=… python bench/bench_pages.py [repeats]

needs a home that ``xieshou load`` has filled. Every public page is asked for in this process (queries, median
time) and of granian with two workers by four clients at once. The peer of the same run is a style sheet of
the same server, which passes the first middlewares only: "× file" says how many of those a page costs. The
clients share the machine's cores with the server.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xieshou.config.settings")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from tools.cluster import free_port  # noqa: E402
from xieshou.domain.evidence.models import Claim  # noqa: E402
from xieshou.domain.pairings.models import Pairing  # noqa: E402
from xieshou.domain.places.models import Division  # noqa: E402

MOST_QUERIES, MOST_MS = 20, 150
CLIENTS = 4
FILE = f"/{settings.STATIC_URL.strip('/')}/web/components.css"


def pages() -> list[str]:
    """Every public address, those of records with one that has much to show."""
    pairing = Pairing.objects.filter(receiver__division__code="522600").order_by("pk").last()
    claim = Claim.objects.filter(code="[000]@1694").first()
    return [
        "/",
        "/?on=2005-06-30",
        "/overview/pairings.json",
        "/maps/national.json",
        "/places/",
        "/places/export.csv",
        "/places/520000/",
        "/places/522600/",
        "/places/522600/?on=2013-12-31",
        "/places/522630/",
        "/places/330000/",
        "/pairings/",
        "/pairings/?on=2018-06-30",
        "/pairings/export.csv",
        "/pairings/tree/",
        "/pairings/coverage/",
        "/pairings/rounds/",
        f"/pairings/{pairing.pk}/" if pairing else "/pairings/",
        "/claims/",
        "/claims/?indicator=aid_projects&place=422800",
        "/claims/export.csv",
        f"/claims/{claim.pk}/" if claim else "/claims/",
        "/conflicts/",
        "/conflicts/?kind=all",
        "/conflicts/arithmetic/",
        "/documents/",
        f"/documents/{claim.document_id}/" if claim else "/documents/",
        "/indicators/",
        "/indicators/aid_projects/",
        "/schemes/",
        "/terms/",
        "/terms/?q=" + quote("脱贫"),
        "/search/?q=" + quote("铜仁"),
        "/search/?q=qdn",
        "/search/?q=" + quote("东西部协作"),
        "/sign-in/",
    ]


def in_process(path: str, repeats: int) -> tuple[int, float, int, Counter[str]]:
    """Queries, median milliseconds, bytes, and how often each table was asked for."""
    client = Client(headers={"host": "127.0.0.1", "accept-language": "zh-CN"})
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.get(path)
        body = answer.getvalue()
    # Kept now: the next request empties the log.
    statements = [query["sql"] for query in captured.captured_queries]
    if answer.status_code != 200:
        sys.exit(f"{path} answered {answer.status_code}")
    took = []
    for _ in range(repeats):
        begin = time.perf_counter()
        client.get(path).getvalue()
        took.append((time.perf_counter() - begin) * 1000)
    asked = Counter(text.partition(" WHERE ")[0][-60:] for text in statements)
    return len(statements), statistics.median(took), len(body), asked


def over_http(port: int, path: str, seconds: float) -> tuple[float, float]:
    """Answers per second of four clients at once, and the median milliseconds that one waits."""
    until = time.perf_counter() + seconds

    def ask(_number: int) -> list[float]:
        took = []
        link = HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < until:
            begin = time.perf_counter()
            link.request("GET", path, headers={"Accept-Encoding": "identity"})
            answer = link.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            took.append((time.perf_counter() - begin) * 1000)
        link.close()
        return took

    with ThreadPoolExecutor(CLIENTS) as clients:
        took = [one for all_of_one in clients.map(ask, range(CLIENTS)) for one in all_of_one]
    return len(took) / seconds, statistics.median(took)


@contextmanager
def served() -> Iterator[int]:
    """The port of ``xieshou serve`` on this home, until the block ends."""
    port = free_port()
    command = [Path(sys.executable).with_name("xieshou"), "serve", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                over_http(port, FILE, 0.1)
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def main() -> None:
    """Measure and print."""
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    if not Division.objects.exists():
        sys.exit("nothing is loaded: run `xieshou load` first")
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, {platform.system()}")
    print(f"Python {platform.python_version()}, Django {django.__version__}, {connection.vendor}")
    print(f"{Division.objects.count():,} divisions, {Pairing.objects.count():,} pairings\n")
    over = []
    with served() as port:
        rate, waited = over_http(port, FILE, 2)
        print(f"{'':34}{'queries':>8}{'ms':>8}{'kB':>7}{'per second':>12}{'waited ms':>11}{'× file':>8}")
        print(f"{'a static file (the peer)':34}{'0':>8}{'':>8}{'':>7}{rate:>12,.0f}{waited:>11.1f}{'1':>8}")
        for path in pages():
            queries, spent, size, asked = in_process(path, repeats)
            speed, wait = over_http(port, path, 1.5)
            mark = " !" if queries > MOST_QUERIES or spent > MOST_MS else ""
            times = f"{rate / speed:,.0f}"
            print(
                f"{path[:33]:34}{queries:>8}{spent:>8.0f}{size / 1000:>7.0f}"
                f"{speed:>12,.0f}{wait:>11.0f}{times:>8}{mark}"
            )
            if mark:
                over.append((path, asked))
    for path, asked in over:
        print(f"\n{path}: over {MOST_QUERIES} queries or {MOST_MS} ms; asked most often:")
        for text, count in asked.most_common(4):
            print(f"  {count:>4} × …{text}")


if __name__ == "__main__":
    main()
