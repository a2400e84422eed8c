"""The file of a household as a paper: declared to the Word engine, and printed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.utils.translation import gettext, gettext_lazy

from xieshou.domain.households.printing.contents import contents
from xieshou.domain.households.printing.sample import sample
from xieshou.domain.printed import Printed, print_paper
from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.papers.registering import Paper, register


def _shipped(language: Language) -> bytes:
    # The Word libraries take a third of a second to load, which no other command should wait for.
    from xieshou.domain.households.printing.template import shipped

    return shipped(language)


HOUSEHOLD_FILE = Paper("household-file", gettext_lazy("一户一档"), _shipped, sample)


def declare() -> None:
    """Tell the Word engine; called when Django starts."""
    register(HOUSEHOLD_FILE)


def print_file(*, actor: Actor, household_id: int, on: date, at: datetime, home: Path) -> Printed:
    """The file of a household as of ``on``, in the language now spoken; numbers are masked.

    ``at`` is the moment of printing, in the zone in which the footer shall tell it. The name of the file has
    the number of the household and nobody's name.

    Raises:
        Household.DoesNotExist: when there is no such household that the actor may see.
        NoSuchVersionError: when the file of the template in use is missing.
    """
    values = contents(actor, household_id, on)
    title = gettext("%(number)s 一户一档") % {"number": values["number"]}
    return print_paper(HOUSEHOLD_FILE, values, title=title, on=on, at=at, home=home)
