"""The search box: parts of names, old names, pinyin and its initials."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from xieshou.domain.places import lineage
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.domain.places.names import name_key
from xieshou.domain.places.resolution import Match
from xieshou.kernel.actor import Actor

# A search box shows few rows; what does not come among the first of these is better asked for more exactly.
_MOST_ROWS = 400


def search_places(actor: Actor, text: str, limit: int = 10) -> list[Match]:
    """Divisions whose name, old name, pinyin or initials begin with or hold the text; the best first.

    ``qdn`` and ``qiandongnan`` find 黔东南; ``銅仁地區`` finds 铜仁市, with its old name.
    At most five queries.
    """
    key = name_key(text)
    if not key or limit < 1:
        return []
    latin = key.isascii() and not key.isdigit()
    rows = list(_large(_latin(key) if latin else _written(key)))
    if len({v.division_id for v in rows}) < limit:
        if latin:
            rows += _small(_begins("initials", key))
            rows += _towns(_latin(key))
        else:
            rows += _small(_begins("name_key", key) | _begins("code", key))
    best: dict[int, DivisionVersion] = {}
    for version in sorted(rows, key=lambda v: _rank(v, key)):
        best.setdefault(version.division_id, version)
    chosen = list(best.values())[:limit]
    around = lineage.load(v.division_id for v in chosen)
    return [_shown(version, around) for version in chosen]


def _written(key: str) -> Q:
    return Q(code__startswith=key) if key.isdigit() else Q(name_key__contains=key)


def _begins(column: str, key: str) -> Q:
    """Texts that begin with ``key``, found by the index: reading all villages takes half a second.

    SQLite uses its index for a range, though not for LIKE. PostgreSQL has one made for LIKE, and would
    order a range by the database's language.
    """
    if connection.vendor != "sqlite":
        return Q((f"{column}__startswith", key))
    return Q((f"{column}__gte", key), (f"{column}__lt", f"{key}\U0010ffff"))


def _latin(key: str) -> Q:
    spelt = key.replace("'", "")
    parted = [
        f"{spelt[:at]}'{spelt[at:]}" for at in range(1, len(spelt)) if spelt[at] in "aoe"
    ]  # xian, Xi'an
    which = _begins("initials", spelt)
    for spelling in (spelt, *parted):
        which |= Q(name_en__istartswith=spelling)
    return which


def _large(which: Q) -> Iterable[DivisionVersion]:
    return DivisionVersion.objects.filter(which, division__level__lte=Level.COUNTY).select_related("division")


def _small(which: Q) -> Iterable[DivisionVersion]:
    rows = DivisionVersion.objects.filter(which, division__level__gt=Level.COUNTY)
    return rows.select_related("division").order_by("code")[:_MOST_ROWS]


def _towns(which: Q) -> Iterable[DivisionVersion]:
    """Towns by their spelling, for which no index serves; villages are found by their initials."""
    towns = Division.objects.filter(level=Level.TOWN).values("pk")
    rows = DivisionVersion.objects.filter(which, division__in=towns)
    return rows.select_related("division").order_by("code")[:_MOST_ROWS]


def _rank(version: DivisionVersion, key: str) -> tuple[bool, bool, bool, bool, int, str]:
    spelt, english = key.replace("'", ""), version.name_en.lower().replace("'", "")
    exact = key in (version.name_key, version.stem, version.code) or spelt in (version.initials, english)
    begins = any(text.startswith(spelt) for text in (version.name_key, english, version.initials))
    old = version.end_on is not None
    return (
        not exact,
        not begins,
        old,
        version.name != version.division.name,
        version.division.level,
        version.code,
    )


def _shown(version: DivisionVersion, around: lineage.Lineage) -> Match:
    """The division as it is now or was at last, with the old name that was hit as the reason."""
    last = max(around.versions[version.division_id], key=lambda v: v.start_on or date.min)
    reason = _("曾用名:%(old)s") % {"old": version.name} if version.name != last.name else ""
    return Match.of(last, around.chain(last, None), None, reason)
