"""A printed book in a real LibreOffice: it opens, and its pages show what the file says."""

from __future__ import annotations

import subprocess
from datetime import UTC, date, datetime
from shutil import which

import pytest

from tools import office
from tools.attempts import Attempts

pytestmark = [pytest.mark.django_db, pytest.mark.office, pytest.mark.slow]


@pytest.fixture(scope="session")
def soffice():
    """The machine's LibreOffice; the test fails, and is never skipped, where there is none."""
    attempts = Attempts("LibreOffice", quiet=True)
    path = office.find(attempts)
    if path is None:
        pytest.fail(str(attempts.error("`make test` installs one; `python -m tools.office` too.")))
    return path


def test_a_printed_book_opens_in_libreoffice(soffice, tmp_path, db) -> None:
    from tests.domain.places.conftest import Atlas
    from tests.support.tongren import build
    from xieshou.domain.pairings.printing.paper import print_book
    from xieshou.kernel.actor import ANONYMOUS

    pairing = build(Atlas()).pairings[2]
    at = datetime(2026, 11, 22, tzinfo=UTC)
    printed = print_book(
        actor=ANONYMOUS, pairing_id=pairing.pk, on=date(2018, 6, 30), at=at, home=tmp_path / "home"
    )
    file = tmp_path / "book.docx"
    file.write_bytes(printed.data)
    pdf = office.to_pdf(soffice, file)
    assert pdf.read_bytes().startswith(b"%PDF")
    # The text of the pages can be read where poppler is at hand; that the file opens is told without it.
    if reader := which("pdftotext"):
        told = subprocess.run([reader, pdf, "-"], capture_output=True, text=True, check=True).stdout
        seen = "".join(told.split())
        for words in (
            "苏州市→铜仁市",
            "接续关系",
            "青岛市",
            "碧江区",
            "双向覆盖",
            "规则核对",
            "数据截至2018年6月30日",
            "1/",
        ):
            assert words in seen, words
