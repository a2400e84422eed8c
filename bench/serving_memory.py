"""The memory of a real site while files are sent to it: ``python -m bench.serving_memory [ROWS]``.

Starts ``xieshou serve`` on a home of its own, signs in as an administrator, uploads each file through the
page, waits for its job, and prints the most memory that serving and working processes have had (Linux).
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.support.running import Home, Site, serving

REGISTER, COLUMNS = "organisations", 30
SERVING_LIMIT = 1024
PASSWORD = "bench-of-memory"
ACCOUNT = f"""
from xieshou.domain.parties.models import User
User.objects.create_superuser("bench", password="{PASSWORD}")
"""
HEADINGS = """
import json
from xieshou.workbooks.registering import register_named
print(json.dumps([column.title for column in register_named("organisations").workbook]))
"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BOOK = (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/>'
    b"</sheets></workbook>"
)
RELATIONS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="r1"'
    b' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    b'Target="worksheets/sheet1.xml"/></Relationships>'
)


@dataclass
class Watch:
    """The most MiB that each process below the server has had, by what it does."""

    root: int
    peaks: dict[str, float] = field(default_factory=dict)
    ended: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        """Look on, until it has ended."""
        while not self.ended.wait(0.05):
            self.look()

    def look(self) -> None:
        """Look once. ``serving`` is the sum of the server's processes, which share what they loaded."""
        serving_now = 0.0
        for pid, words in below(self.root):
            held = resident(pid)
            kind = "worker" if " worker" in words else "keeper" if "keep-worker" in words else "serving"
            if kind == "serving":
                serving_now += held
                kind = "one serving process"
            self.peaks[kind] = max(self.peaks.get(kind, 0), held)
        self.peaks["serving, all"] = max(self.peaks.get("serving, all", 0), serving_now)


def below(root: int) -> Iterator[tuple[int, str]]:
    """The process and all below it, with their command lines."""
    parents, words = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            words[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, ValueError):
            continue
    found = [root]
    for pid in found:
        yield pid, words.get(pid, "")
        found += [child for child, parent in parents.items() if parent == pid]


def resident(pid: int) -> float:
    """MiB of memory of its own that it holds now."""
    try:
        said = re.search(r"RssAnon:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(said[1]) / 1024 if said else 0


def sheet(path: Path, headings: list[str], rows: int) -> None:
    """A workbook of that many rows and thirty columns: the register's, and others that are left out."""
    names = [*headings, *(f"其他{n}" for n in range(COLUMNS - len(headings)))]
    letters = [chr(65 + n) if n < 26 else f"A{chr(39 + n)}" for n in range(COLUMNS)]
    texts = [f'<c r="{letter}%d" t="inlineStr"><is><t>%s</t></is></c>' for letter in letters]
    row = '<row r="%d">' + "".join(texts) + "</row>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            file.write(
                b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            )
            for number in range(1, rows + 2):
                held = names if number == 1 else [f"内容{number}-{n}" for n in range(COLUMNS)]
                file.write((row % (number, *(x for text in held for x in (number, text)))).encode())
            file.write(b"</sheetData></worksheet>")


def bomb(path: Path) -> None:
    """A megabyte that unpacks to a gigabyte."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("xl/workbook.xml", BOOK)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as file:
            for _ in range(1024):
                file.write(bytes(2**20))


def table(path: Path, headings: list[str]) -> None:
    """80 MB of CSV."""
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(headings) + "\n")
        number = 0
        while file.tell() < 80_000_000:
            file.writelines(f"{','.join(f'内容{number + n}' for _ in headings)}\n" for n in range(5000))
            number += 5000


def upload(browser: urllib.request.OpenerDirector, jar: CookieJar, site: Site, path: Path) -> tuple[int, str]:
    """Send a file as the page's form does, from disk; status and where it led."""
    address = f"{site.address}/ledgers/{REGISTER}/"
    form = browser.open(address, timeout=120).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    mark = "----bench"
    head = (
        f'--{mark}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n'
        f"{token[1]}\r\n--{mark}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'
    ).encode()
    tail = f"\r\n--{mark}--\r\n".encode()
    connection = HTTPConnection(urlsplit(site.address).netloc, timeout=600)
    connection.putrequest("POST", f"/ledgers/{REGISTER}/upload/")
    connection.putheader("Content-Type", f"multipart/form-data; boundary={mark}")
    connection.putheader("Content-Length", str(len(head) + path.stat().st_size + len(tail)))
    connection.putheader("Cookie", "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar))
    connection.endheaders()
    connection.send(head)
    with path.open("rb") as file:
        while chunk := file.read(2**20):
            connection.send(chunk)
    connection.send(tail)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers.get("Location", "")


WAITING = """
from xieshou.domain.workflow.jobs.models import Job
print(Job.objects.filter(state__in=("queued", "running")).count())
"""
LAST = """
from xieshou.domain.workflow.ledgers.models import Upload
upload = Upload.objects.order_by("-pk").first()
failure = upload.job and upload.job.failure
print(upload.state, upload.new, upload.wrong, upload.refusal.get("code", ""), failure)
"""


def main() -> int:
    """Print a line a file; 1 when a serving process went over its limit."""
    import json

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory(prefix="xieshou-memory-") as folder:
        home = Home(Path(folder) / "home", {**os.environ, "XIESHOU_HOME": f"{folder}/home"})
        home.do("migrate")
        home.python(ACCOUNT).communicate()
        headings = json.loads(home.python(HEADINGS).communicate()[0])
        files: list[tuple[str, Callable[[Path], object]]] = [
            ("bomb.xlsx", bomb),
            ("encrypted.xlsx", lambda path: path.write_bytes(
                OLE + bytes(190_000_000) + "EncryptedPackage".encode("utf-16-le") + bytes(2048))),
            ("large.csv", lambda path: table(path, headings)),
            ("large.xlsx", lambda path: sheet(path, headings, rows)),
        ]  # fmt: skip
        with serving(home) as site:
            watch = Watch(site.process.pid)
            threading.Thread(target=watch.run, daemon=True).start()
            jar = CookieJar()
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
            sign_in(browser, site)
            for name, make in files:
                path = Path(folder) / name
                make(path)
                watch.peaks.clear()
                began = time.monotonic()
                status, _ = upload(browser, jar, site, path)
                sent = time.monotonic() - began
                while home.python(WAITING).communicate()[0].strip() != "0":
                    time.sleep(2)
                said = home.python(LAST).communicate()[0].strip() if status == 302 else "refused at once"
                peaks = ", ".join(f"{kind} {held:,.0f} MiB" for kind, held in sorted(watch.peaks.items()))
                size = path.stat().st_size / 1e6
                print(f"{name} ({size:,.0f} MB): {status} after {sent:.1f} s; {said}; {peaks}", flush=True)
                path.unlink()
                if watch.peaks["one serving process"] > SERVING_LIMIT:
                    return 1
    return 0


def sign_in(browser: urllib.request.OpenerDirector, site: Site) -> None:
    """Sign in as the administrator."""
    address = f"{site.address}/sign-in/"
    token = re.search(
        r'name="csrfmiddlewaretoken" value="(\w+)"', browser.open(address, timeout=120).read().decode()
    )
    assert token is not None
    fields = {"csrfmiddlewaretoken": token[1], "username": "bench", "password": PASSWORD}
    browser.open(address, urlencode(fields).encode(), timeout=120)


if __name__ == "__main__":
    sys.exit(main())
