"""What lies beyond somebody's reach is shown to them nowhere: page, ledger, export, search, map, count."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.access.addresses import addresses, text_of, words_in
from tests.access.world import Grant, Secret, World, build
from xieshou.domain import models
from xieshou.domain.access import reaches
from xieshou.domain.parties.models import User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.kernel.actor import ANONYMOUS, Role
from xieshou.workbooks.registering import registers

pytestmark = pytest.mark.django_db
IN_WORLD = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
# An example asks for hundreds of pages: one that fails is told as drawn; to make it smaller takes minutes.
ON_PAGES = settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@pytest.fixture
def world(db) -> World:
    return build()


SCOPES = st.one_of(
    st.tuples(st.just("division"), st.integers(0, 99)),
    st.tuples(st.just("pairing"), st.integers(0, 99)),
    st.tuples(st.just("organisation"), st.integers(0, 99)),
    st.tuples(st.just("division"), st.integers(0, 99)),
)
GRANTS = st.lists(st.tuples(st.sampled_from([role.value for role in Role]), SCOPES), max_size=3)


def officer(world: World, drawn: list[Any]) -> tuple[User, set[str]]:
    """An account with these grants, and the words that it may come upon."""
    user = User.objects.create_user(f"officer{User.objects.count()}")
    grants: list[Grant] = []
    for role, (scope, number) in drawn:
        if scope == "division":
            of: Any = sorted(world.places.values(), key=lambda place: place.code)[number % len(world.places)]
            columns = {"division": of}
        elif scope == "pairing":
            of = world.pairings[number % len(world.pairings)].pk
            columns = {"pairing_ref": of}
        else:
            of = world.organisations[number % len(world.organisations)]
            columns = {"organisation": of}
        models.Grant.objects.get_or_create(user=user, role=role, scope=scope, **columns)
        grants.append((role, scope, getattr(of, "code", getattr(of, "pk", of))))
    return user, world.may_come_upon(grants, user.pk)


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def answer_of(user: User | None, client: Client, address: str) -> str:
    """What an address says. One that asks for something asks afresh: the session would keep day and place."""
    response = (client_of(user) if "?" in address else client).get(address)
    assert response.status_code < 500, address
    return text_of(response)


def everything(world: World, user: User | None, few: int | None = None) -> dict[str, str]:
    """What the addresses answer, by address; with ``few`` of each pattern two, other ones for each number."""
    found, client = {}, client_of(user)
    for asked in addresses(world).values():
        step = 1 if few is None else -(-len(asked) // 2)
        for address in asked[(few or 0) % step if step else 0 :: step or 1]:
            found[address] = answer_of(user, client, address)
    return found


def leaks(
    world: World, user: User | None, allowed: set[str], few: int | None = None
) -> list[tuple[str, set[str]]]:
    """The addresses that tell a word which they should not."""
    return [
        (address, told)
        for address, text in everything(world, user, few).items()
        if (told := words_in(text) - allowed)
    ]


@IN_WORLD
@given(drawn=GRANTS)
def test_no_ledger_gives_a_record_beyond_the_reach(world: World, drawn: list[Any]) -> None:
    with transaction.atomic():
        user, allowed = officer(world, drawn)
        for actor, may in ((actor_of_account(user), allowed), (ANONYMOUS, set())):
            for register in registers():
                rows = list(register.chosen(actor, {}))
                told = words_in(str(rows))
                assert told <= may, (register.name, told - may)
                assert register.number(actor, {}) == len(rows), register.name
        transaction.set_rollback(True)


@IN_WORLD
@given(drawn=GRANTS)
def test_the_one_filter_agrees_with_the_grants_read_by_hand(world: World, drawn: list[Any]) -> None:
    """What may be come upon is worked out twice: by the filter and, from the grants, in plain Python."""
    with transaction.atomic():
        user, allowed = officer(world, drawn)
        actor = actor_of_account(user)
        for word, secret in world.secrets.items():
            if not secret.named_by:
                assert reaches(actor, secret.record) == (word in allowed), (drawn, word, secret)
        transaction.set_rollback(True)


@ON_PAGES
@given(drawn=GRANTS, few=st.integers(0, 99))
def test_no_page_export_or_search_tells_of_a_record_beyond_the_reach(
    world: World, drawn: list[Any], few: int
) -> None:
    with transaction.atomic():
        user, allowed = officer(world, drawn)
        assert leaks(world, user, allowed, few) == []
        transaction.set_rollback(True)


def test_strangers_are_told_nothing(world: World) -> None:
    assert leaks(world, None, set()) == []


def test_who_reaches_everything_is_shown_everything(world: World) -> None:
    """So that the tests above can fail: every word stands on some page, in some ledger."""
    user = User.objects.create_superuser("administrator")
    told = {address: words_in(text) for address, text in everything(world, user).items()}
    assert set().union(*told.values()) == set(world.secrets)
    assert len([address for address, words in told.items() if words]) > 100


def test_what_lies_beyond_the_reach_changes_no_page_and_no_count(world: World) -> None:
    """A stranger and an officer are shown the same, be the records beyond their reach there or not."""
    user, allowed = officer(world, [("viewer", ("division", 4))])
    for who, may in ((None, set[str]()), (user, allowed)):
        before = everything(world, who, few=3)
        with transaction.atomic():
            asked = list(before)
            take_away(world, [each for word, each in world.secrets.items() if word not in may])
            client = client_of(who)
            after = {address: answer_of(who, client, address) for address in asked}
            transaction.set_rollback(True)
        changed = [address for address in asked if before[address] != after[address]]
        assert changed == []


def take_away(world: World, secrets: list[Secret]) -> None:
    """Delete records, and what hangs on them, from the pairings to the bodies."""
    records: dict[str, list[int]] = {}
    for secret in secrets:
        records.setdefault(type(secret.record).__name__, []).append(secret.record.pk)
    gone = records.get("Pairing", [])
    models.RoundRule.objects.filter(parent__in=gone).delete()
    models.Pairing.objects.filter(parent__in=gone).update(parent=None)
    models.Pairing.objects.filter(successor__in=gone).update(successor=None)
    models.Pairing.objects.filter(pk__in=gone).delete()
    bodies = records.get("Organisation", [])
    for side in ("givers", "receivers"):
        getattr(models.Claim, side).through.objects.filter(party__organisation__in=bodies).delete()
    models.Party.objects.filter(organisation__in=bodies).delete()
    models.Organisation.objects.filter(parent__in=bodies).update(parent=None)
    models.Organisation.objects.filter(pk__in=bodies).delete()
    for name in ("Task", "Person", "Job", "Upload"):
        getattr(models, name).objects.filter(pk__in=records.get(name, [])).delete()


def test_a_record_beyond_the_reach_answers_like_none(world: World) -> None:
    """404 and not 403: nobody learns that it is there."""
    client = client_of(User.objects.create_user("newcomer"))
    for secret in world.secrets.values():
        name = type(secret.record).__name__
        address = {"Pairing": "/pairings/{}/", "Job": "/jobs/{}/", "Upload": "/ledgers/uploads/{}/"}.get(name)
        if address is not None:
            assert client.get(address.format(secret.record.pk)).status_code == 404, secret.word
