"""What every printed paper has in common: its name, its stamp, and the languages that it is printed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.utils.translation import get_language, gettext

from xieshou.kernel.language import Language
from xieshou.kernel.period import PartialDate
from xieshou.kernel.period_words import format_date
from xieshou.papers.registering import Paper, Template
from xieshou.papers.stamping import Made

LOCALES = {Language.CHINESE: "zh-hans", Language.ENGLISH: "en"}


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed paper and the name of its file."""

    name: str
    data: bytes


def print_paper(
    paper: Paper, values: Mapping[str, Any], *, title: str, on: date, at: datetime, home: Path
) -> Printed:
    """Fill the template in use under ``home`` with values that hold as of ``on``, in the language now spoken.

    ``at`` is the moment of printing, in the zone in which the footer shall tell it.

    Raises:
        NoSuchVersionError: when the file of the template in use is missing.
    """
    # The Word libraries take a third of a second to load, which no other command should wait for.
    from xieshou.papers.rendering import render

    language = Language.of(get_language() or "")
    template = paper.template(home, language)
    made = Made(
        title=title,
        language="en-US" if language is Language.ENGLISH else "zh-CN",
        as_of=on,
        software=f"Xieshou {version('xieshou')}",
        template=f"{paper.code}/{language.value}/{template.version}",
        template_sha256=template.sha256,
        at=at,
        line=_line(on, template, at, language),
    )
    return Printed(f"{title} {on.isoformat()}.docx", render(template.data, values, made))


def _line(on: date, template: Template, at: datetime, language: Language) -> str:
    """What the paper was made from, for its footer."""
    own = gettext("第 %(number)s 版") % {"number": template.version}
    facts = {
        "day": format_date(PartialDate(on), language),
        "version": version("xieshou"),
        "template": gettext("随软件提供") if template.version == "shipped" else own,
        "hash": template.sha256[:8],
        "moment": f"{format_date(PartialDate(at.date()), language)} {at:%H:%M}",
    }
    return (
        gettext("数据截至 %(day)s · 携手 %(version)s · 模板%(template)s %(hash)s · 印于 %(moment)s") % facts
    )
