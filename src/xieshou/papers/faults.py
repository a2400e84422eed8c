"""What is wrong with a template, and where: codes and places that the interface turns into sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class FaultCode(StrEnum):
    """Why a file is not taken as a template."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_WORD = "not_word"
    OLD_OR_LOCKED = "old_or_locked"
    WORD_TEMPLATE = "word_template"
    DAMAGED = "damaged"
    MACRO = "macro"
    EMBEDDED = "embedded"
    LINKED = "linked"
    ENTITY = "entity"
    FIELD = "field"
    UNFINISHED_TAG = "unfinished_tag"
    UNKNOWN_TAG = "unknown_tag"
    UNCLOSED = "unclosed"
    UNOPENED = "unopened"
    UNREADABLE_TAG = "unreadable_tag"
    FORBIDDEN = "forbidden"
    UNKNOWN_NAME = "unknown_name"
    NO_TEXT = "no_text"
    NO_LIST = "no_list"
    LOOP_APART = "loop_apart"
    MISSING_NAME = "missing_name"
    BROKEN_LAYOUT = "broken_layout"


class Part(StrEnum):
    """In which part of a Word file."""

    FILE = "file"
    BODY = "body"
    HEADER = "header"
    FOOTER = "footer"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. ``what`` is the tag, name or file part; ``near`` the text of its paragraph."""

    code: FaultCode
    what: str = ""
    part: Part = Part.FILE
    near: str = ""
    advice: str = ""


class NoChineseFontError(LookupError):
    """No font of this machine has Chinese, or the one that a setting names has none; it names them."""


class TemplateRefusedError(ValueError):
    """A file is not taken as a template; ``faults`` say why, all that were found at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.code}: {fault.what}" for fault in self.faults))
