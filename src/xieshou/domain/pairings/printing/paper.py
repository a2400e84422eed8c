"""The pair book as a paper: declared to the Word engine, and printed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext, gettext_lazy

from xieshou.domain.bilingual import name_in_language
from xieshou.domain.evidence.claims.wording import value_in_words
from xieshou.domain.pairings.printing.contents import Contents, contents
from xieshou.domain.pairings.printing.figures import longest_series, years_of
from xieshou.domain.pairings.printing.sample import sample
from xieshou.domain.printed import Printed, print_paper
from xieshou.kernel.actor import Actor
from xieshou.kernel.language import Language
from xieshou.kernel.period_words import format_period
from xieshou.papers.pictures import Picture
from xieshou.papers.registering import Paper, register


def _shipped(language: Language) -> bytes:
    # The Word libraries take a third of a second to load, which no other command should wait for.
    from xieshou.domain.pairings.printing.template import shipped

    return shipped(language)


PAIR_BOOK = Paper("pair-book", gettext_lazy("结对手册"), _shipped, sample)


def declare() -> None:
    """Tell the Word engine; called when Django starts."""
    register(PAIR_BOOK)


def print_book(
    *, actor: Actor, pairing_id: int, on: date, at: datetime, home: Path, font: str = ""
) -> Printed:
    """The book of a pairing as of ``on``, in the language now spoken, by the template in use under ``home``.

    ``at`` is the moment of printing, in the zone in which the footer shall tell it. ``font`` is what a
    setting names for charts, or "".

    Raises:
        Pairing.DoesNotExist: when there is no such pairing that the actor may see.
        NoSuchVersionError: when the file of the template in use is missing.
        NoChineseFontError: when no font of this machine can write the charts.
    """
    book = contents(actor, pairing_id, on, at.date())
    title = gettext("%(giver)s—%(receiver)s结对手册") % {"giver": book.giver, "receiver": book.receiver}
    values = {**book.values, **charts(book, font)}
    return print_paper(PAIR_BOOK, values, title=title, on=book.on, at=at, home=home)


def charts(book: Contents, font: str) -> dict[str, Picture | str]:
    """The pictures of a book; "" where there is nothing to draw."""
    # Imported here: matplotlib takes a second to load, which no other page should wait for.
    from xieshou.papers import drawing

    language = Language.of(get_language() or "")
    rows: list[drawing.Span] = []
    for step in book.relation.steps:
        if step.start_on is not None:
            giver = name_in_language(step.giver.division or step.giver.organisation)  # type: ignore[arg-type]
            when = format_period(step.period, language)
            rows.append(drawing.Span(giver, when, step.start_on, step.end_on))
    told: dict[str, Any] = {"giver": book.giver, "receiver": book.receiver}
    pictures: dict[str, Picture | str] = {"relation_chart": "", "figures_chart": ""}
    if rows:
        alt = gettext("时间轴:%(receiver)s历次的帮扶方与起止") % told
        pictures["relation_chart"] = drawing.spans(rows, book.on, alt, font)
    longest = longest_series(book.claims)
    if longest is not None:
        by_year = years_of(longest)
        title = name_in_language(longest.indicator)
        alt = gettext("柱状图:%(title)s,按年") % {"title": title}
        columns = [
            drawing.Bar(str(year), longest.value_of(claim), value_in_words(claim))
            for year, claim in by_year.items()
        ]
        pictures["figures_chart"] = drawing.bars(columns, title, alt, font=font)
    return pictures
