"""The provinces in groups: who receives, who gives, the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from xieshou.domain.pairings.books import Balance, balance_by_province
from xieshou.domain.places import sheets
from xieshou.kernel.actor import Actor
from xieshou.web.places.links import Link, to_version
from xieshou.web.shell.requests import Lens


@dataclass(frozen=True, slots=True)
class Province:
    """A province of the day: how many prefectures and counties it held, and its pairings across provinces."""

    link: Link
    prefectures: int
    counties: int
    balance: Balance


@dataclass(frozen=True, slots=True)
class Group:
    """Provinces that stand on one side on the day."""

    key: str
    label: Any
    provinces: list[Province]


def groups_of(actor: Actor, lens: Lens) -> list[Group]:
    """The provinces by what most of their pairings are on the day. Four queries."""
    balances = balance_by_province(actor, lens.on)
    counts = sheets.counts_by_province(actor, lens.on)
    groups = [
        Group("west", _("受帮扶"), []),
        Group("east", _("帮扶他省"), []),
        Group("none", _("当日没有跨省结对"), []),
    ]
    by_key = {group.key: group for group in groups}
    for version in sheets.provinces(actor, lens.on):
        balance = balances.get(version.division.code[:2], Balance())
        province = Province(
            to_version(version, lens), *counts.get(version.division_id, (0, 0)), balance=balance
        )
        by_key[_side(balance)].provinces.append(province)
    return [group for group in groups if group.provinces]


def _side(balance: Balance) -> str:
    if balance == Balance():
        return "none"
    return "west" if balance.received > balance.given else "east"
