"""Pages that show the records of a ledger, which an import leads on to. Areas register theirs."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Beside:
    """Such a page: what the link to it says, and the name of its address."""

    words: str | Promise
    address: str

    @property
    def url(self) -> str:
        """Its address."""
        return reverse(self.address)


_PAGES: dict[str, Beside] = {}


def register(ledger: str, words: str | Promise, address: str) -> None:
    """Lead from a ledger, and from what was imported into it, to the page of that name."""
    _PAGES[ledger] = Beside(words, address)


def page_of(ledger: str) -> Beside | None:
    """The page of a ledger; None where it has none of its own."""
    return _PAGES.get(ledger)
