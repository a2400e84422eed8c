"""Names that come near to one that nobody bears."""

from __future__ import annotations

from difflib import get_close_matches
from functools import reduce
from operator import or_

from django.db.models import Q

from xieshou.domain.places.models import DivisionVersion, Level


def near_names(key: str, most: int = 5) -> tuple[str, ...]:
    """Up to ``most`` names of counties and above, of any time, that are spelt like ``key``. One query."""
    shared = reduce(or_, (Q(stem__contains=character) for character in sorted(set(key))[:12]))
    rows = DivisionVersion.objects.filter(shared, division__level__lte=Level.COUNTY)
    names: dict[str, str] = {}
    for name, name_key, stem in rows.values_list("name", "name_key", "stem").order_by("code"):
        names.setdefault(name_key, name)
        names.setdefault(stem, name)
    close = get_close_matches(key, list(names), n=2 * most, cutoff=0.5)
    return tuple(dict.fromkeys(names[word] for word in close))[:most]
