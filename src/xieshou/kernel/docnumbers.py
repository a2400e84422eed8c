"""Numbers of official documents: 中办发〔2016〕69号 = issuing office, year, serial number.

The standard for official documents (GB/T 9704) sets the year in hexagonal brackets 〔〕 and the serial number
without leading zeros or 第. Reprints use every other bracket; all of them fold to one number.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Self


class BadDocumentNumberError(ValueError):
    """A text is no document number such as 中办发〔2016〕69号."""


# Whatever reprints put in place of 〔〕; the last four are full-width forms.
_OPEN = "[({<〔【﹝〖「〈\uff3b\uff08\uff5b\uff1c"
_CLOSE = "])}>〕】﹞〗」〉\uff3d\uff09\uff5d\uff1e"
_TAIL = rf"[{re.escape(_OPEN)}](?P<year>(?:19|20)\d{{2}})年?[{re.escape(_CLOSE)}]第?(?P<serial>\d{{1,5}})号"
_WHOLE = re.compile(rf"(?P<agency>[\u3400-\u9fffA-Za-z]{{1,20}}){_TAIL}")
_YEAR_PART = re.compile(
    rf"[{re.escape(_OPEN)}]\s*\d\s*\d\s*\d\s*\d\s*年?\s*[{re.escape(_CLOSE)}]\s*第?\s*\d[\d\s]{{0,6}}号"
)
_REACH = 25
_AGENCY_BEFORE = re.compile(r"[\u3400-\u9fff][\u3400-\u9fff \u3000]*$")
# What running text puts before a document number; 和政, 和田, 和县, 和龙, 和平 are places.
_LEAD = re.compile(
    r".*(?:根据|按照|依据|依照|遵照|贯彻|落实|执行|印发|转发|下发|发布|出台|参见|关于|以及|通过|文件|通知|意见|办法"
    r"|[与及见由为是在的了]|和(?![政田县龙平]))"
)
_MONTH_BEFORE = re.compile(r".*[年月日]")


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in its folded form; two are equal when office, year and serial number are."""

    agency: str
    year: int
    serial: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one number, whatever brackets, blanks and width it is written with.

        Traditional characters must have been folded before.

        Raises:
            BadDocumentNumberError: when the text is anything else or more than that.
        """
        folded = "".join(unicodedata.normalize("NFKC", text).split())
        found = _WHOLE.fullmatch(folded)
        if not found or not int(found["serial"]):
            raise BadDocumentNumberError(text)
        return cls(found["agency"], int(found["year"]), int(found["serial"]))

    def __str__(self) -> str:
        """As the standard writes it."""
        return f"{self.agency}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number and the half-open span of the text that states it."""

    number: DocumentNumber
    start: int
    end: int


def find_document_numbers(text: str) -> list[FoundNumber]:
    """Every document number in running text, in order, with its span.

    The office is what stands before the bracket, back to punctuation or a connecting word (根据, 和 …).
    Such words are a list, not grammar: an office after a word that is not on the list keeps it.
    """
    found = []
    for match in _YEAR_PART.finditer(text):
        before = _AGENCY_BEFORE.search(text, max(0, match.start() - _REACH), match.start())
        if not before:
            continue
        start = before.start()
        for cut in (_MONTH_BEFORE, _LEAD):
            if lead := cut.match(text, start, match.start()):
                start = lead.end()
        while start < match.start() and text[start].isspace():
            start += 1
        try:
            number = DocumentNumber.parse(text[start : match.end()])
        except BadDocumentNumberError:
            continue
        found.append(FoundNumber(number, start, match.end()))
    return found
