"""What a paper was made from, written where it can be read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document


@dataclass(frozen=True, slots=True)
class Made:
    """What a paper was made from. ``line`` says it in words, for the footer; ``at`` has a time zone.

    ``template`` names the version (``shipped`` or a number); ``template_sha256`` is the hash of its bytes.
    """

    title: str
    language: str
    as_of: date
    software: str
    template: str
    template_sha256: str
    at: datetime
    line: str

    @property
    def facts(self) -> dict[str, str]:
        """For machines: what the keywords of the file hold."""
        return {
            "as-of": self.as_of.isoformat(),
            "software": self.software,
            "template": self.template,
            "template-sha256": self.template_sha256,
            "made": self.at.astimezone(UTC).isoformat(timespec="seconds"),
        }


def stamp(document: Document, made: Made) -> None:
    """Write the facts into the core properties; whatever the template's own said is replaced."""
    core = document.core_properties
    moment = made.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    core.title = made.title
    core.subject = made.as_of.isoformat()
    core.author = core.last_modified_by = made.software
    core.comments = made.line
    core.keywords = "; ".join(f"{name}={value}" for name, value in made.facts.items())
    core.language = made.language
    core.version = made.software.rsplit(" ", 1)[-1]
    core.identifier = core.category = core.content_status = ""
    core.created = core.modified = moment
    core.revision = 1


def facts_of(document: Document) -> dict[str, str]:
    """Read the facts of a printed paper back; empty for one that was not made here."""
    pairs = (item.partition("=") for item in document.core_properties.keywords.split("; "))
    return {name: value for name, sign, value in pairs if sign}
