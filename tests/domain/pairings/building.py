"""Small programmes for tests, built through the ORM in a line."""

from __future__ import annotations

from typing import Any

from xieshou.domain.dated import period_columns
from xieshou.domain.pairings.models import Pairing, Round, Tier
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division, DivisionVersion, Level
from xieshou.domain.reviewed import SHIPPED
from xieshou.kernel.period import Period


def a_division(
    name: str, code: str, level: Level = Level.PREFECTURE, above: Division | None = None
) -> Division:
    """A division that always was."""
    division, made = Division.objects.get_or_create(code=code, defaults={"level": level, "name": name})
    if made:
        DivisionVersion.objects.create(
            division=division, code=code, name=name, parent=above, name_key=name, stem=name, source="test"
        )
    return division


def a_round(code: str, start: str, end: str | None) -> Round:
    """A round of a period."""
    columns = {"name": f"{code}轮", "name_en": f"round {code}", **period_columns(Period.parse(start, end))}
    return Round.objects.get_or_create(code=code, defaults=columns)[0]


def a_pairing(
    giver: str,
    giver_code: str,
    receiver: str,
    receiver_code: str,
    *,
    round_code: str,
    start: str,
    end: str | None,
    **more: Any,
) -> Pairing:
    """A pairing of two prefectures, in a round without end."""
    parties = [
        Party.objects.get_or_create(division=a_division(name, code))[0]
        for name, code in ((giver, giver_code), (receiver, receiver_code))
    ]
    facts = {
        "programme": "counterpart_help",
        "tier": Tier.PREFECTURE,
        "certainty": "sample",
        **SHIPPED,
        **more,
    }
    return Pairing.objects.create(
        round=a_round(round_code, "1996", None),
        giver=parties[0],
        receiver=parties[1],
        **facts,
        **period_columns(Period.parse(start, end)),
    )
