"""All that the page of one place shows, asked for once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404
from django.utils.translation import gettext as _

from xieshou.domain.pairings import books
from xieshou.domain.parties.queries import organisations_in
from xieshou.domain.places import queries, sheets
from xieshou.domain.places.models import Division, DivisionVersion, Level, Succession
from xieshou.kernel.actor import Actor
from xieshou.kernel.period import PartialDate, Precision
from xieshou.web.places import profiles, rows
from xieshou.web.places.links import Link, place_url, to_version
from xieshou.web.places.parts import Part, parts_of
from xieshou.web.shell.requests import Lens

PAGE_SIZE = 100


def division_of(actor: Actor, code: str, lens: Lens, at: Any) -> list[Division]:
    """The division meant by a code, then the others that ever had it.

    Raises:
        Http404: when none did.
    """
    try:
        return sheets.bearers(actor, code, at or lens.on)
    except queries.UnknownDivisionError as unknown:
        hint = _("代码是 6 位(省、市州、县)、9 位(乡镇)或 12 位(村)数字;也可以按名称搜索。")
        raise Http404(_("%(problem)s。%(hint)s") % {"problem": unknown, "hint": hint}) from None


def place(actor: Actor, division: Division, lens: Lens, *, inherited: bool) -> dict[str, Any]:
    """Name and past of the place, its pairings, its profile."""
    sheet = sheets.sheet(actor, division, lens.on)
    above = [version.division_id for version in sheet.above] if inherited else []
    book = books.book(actor, division, lens.on, above)
    flags = list(queries.flags_on(actor, division))
    figures = list(queries.profile(actor, division))
    return {
        "division": division,
        "sheet": sheet,
        "path": [to_version(version, lens) for version in sheet.above],
        "helpers": rows.of_helpers(book.helpers, lens),
        "receivers": rows.of_helpers(book.receivers, lens, given=True),
        "inherited": rows.of_helpers(book.inherited, lens),
        "relations": rows.relation_lines(book.relations, lens.on),
        "entries": rows.of_entries(book.entries, lens),
        "flags": profiles.flag_rows(flags),
        "badges": profiles.badges(flags, lens.on),
        "figures": profiles.figure_rows(figures),
        "verdict": profiles.verdict(sheet.version.name, figures, flags, lens.on, division.level),
        "versions": list(zip(sheet.versions, _parents(sheet, lens), strict=True)),
        "came_from": _descents(sheet.came_from, lens),
        "went_to": _descents(sheet.went_to, lens),
        "organisations": list(organisations_in(actor, division, lens.on)),
    }


def _parents(sheet: sheets.Sheet, lens: Lens) -> list[Link | None]:
    return [to_version(parent, lens) if parent else None for parent in sheet.parents]


def _descents(descents: Sequence[sheets.Descent], lens: Lens) -> list[tuple[Succession, PartialDate, Link]]:
    """Each change, when it happened as far as that is known, and the other division."""
    return [
        (
            descent.change,
            PartialDate(descent.change.on, Precision(descent.change.precision)),
            to_version(descent.other, lens, descent.alive_on),
        )
        for descent in descents
    ]


def parts(actor: Actor, division: Division, lens: Lens, number: str | None) -> dict[str, Any]:
    """The units inside; of more than a hundred one page, on which alone the paired ones are counted."""
    versions = _inside(actor, division, lens)
    paginator = Paginator(versions, PAGE_SIZE)
    page: Page[DivisionVersion] = paginator.get_page(number)
    shown = parts_with_partners(actor, page.object_list, lens)
    return {
        "parts": shown,
        "parts_page": page,
        "paired": sum(part.state == "helped" for part in shown),
        "giving": sum(bool(part.receivers) for part in shown),
        "districts_only": all(version.division.level > Level.PREFECTURE for version in versions),
    }


def _inside(actor: Actor, division: Division, lens: Lens) -> list[DivisionVersion]:
    return queries.children(actor, division, lens.on) if division.level < Level.VILLAGE else []


def parts_with_partners(actor: Actor, versions: Sequence[DivisionVersion], lens: Lens) -> list[Part]:
    """The units with whom they were paired on the day."""
    paired = books.partners(actor, [version.division_id for version in versions], lens.on)
    return parts_of(versions, paired, lens)


def all_parts(actor: Actor, division: Division, lens: Lens) -> list[Part]:
    """Every unit inside, however many."""
    return parts_with_partners(actor, _inside(actor, division, lens), lens)


def others(divisions: Sequence[Division], code: str, actor: Actor, lens: Lens) -> list[Link]:
    """The other divisions that had the code, each under its latest name."""
    found = []
    for division in divisions[1:]:
        version = next((v for v in division.versions.all() if v.code == code), None)
        if version is not None:
            day = version.start_on or version.end_on
            found.append(Link(version.name, place_url(code, lens, day), code))
    return found
