"""Organisations, and the party row under which a unit stands in pairings (A2-4)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.domain.pairings.building import a_division
from xieshou.domain.parties.models import Organisation, OrganisationKind, Party, Side
from xieshou.domain.parties.queries import known_usernames, organisations_in
from xieshou.domain.parties.services import party_of, record_organisation, set_account
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError

pytestmark = pytest.mark.django_db


def record(name: str = "示例开发区", *, actor: Actor = SYSTEM, **more: Any) -> Organisation:
    facts: dict[str, Any] = {"kind": OrganisationKind.ZONE, "side": Side.EAST} | more
    return record_organisation(actor=actor, name=name, **facts)


def test_an_organisation_is_kept_with_kind_side_parent_and_place() -> None:
    place = a_division("昆山市", "320583")
    above = record("示例机关", kind=OrganisationKind.GOVERNMENT, division=place)
    record("示例办事处", kind=OrganisationKind.OFFICE, division=place, parent=above, name_en="Sample Office")
    kept = Organisation.objects.get(name="示例办事处")
    assert (kept.kind, kept.side, kept.parent, kept.division) == ("office", "east", above, place)
    assert [o.name for o in organisations_in(SYSTEM, place, date(2020, 1, 1))] == ["示例机关", "示例办事处"]


def test_recording_the_same_name_and_place_again_brings_it_up_to_date() -> None:
    for note in ("", "改正"):
        record(note=note)
    assert [o.note for o in Organisation.objects.all()] == ["改正"]


def test_one_name_in_two_places_is_two_organisations() -> None:
    places = [a_division("甲市", "330100"), a_division("乙市", "330200")]
    assert len({record(division=place).pk for place in (*places, None)}) == 3


def test_the_database_keeps_one_organisation_of_a_name_and_place() -> None:
    record()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(name="示例开发区", name_key="x", kind="zone", side="east")


def test_its_name_is_found_in_either_script() -> None:
    assert record("銅仁开发区").name_key == record("铜仁开发区").name_key


def test_a_party_is_a_division_or_an_organisation_never_both_or_neither() -> None:
    both = {"division": a_division("甲市", "330100"), "organisation": record()}
    for units in (both, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Party.objects.create(**units)


def test_a_unit_has_one_party_however_often_it_is_asked_for() -> None:
    for unit in (a_division("甲市", "330100"), record()):
        assert party_of(unit) == party_of(unit)
        assert party_of(unit).unit == unit
    assert Party.objects.count() == 2


@pytest.mark.parametrize("who", ["anonymous", "viewer"])
def test_only_an_administrator_may(who: str, request: pytest.FixtureRequest) -> None:
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowedError, match="记录单位"):
        record(actor=actor)
    with pytest.raises(NotAllowedError, match="设立账号"):
        set_account(actor=actor, username="x", password="x", superuser=True)
    with pytest.raises(NotAllowedError, match="查看账号"):
        known_usernames(actor)
    assert not Organisation.objects.exists()
