"""Record people: who may, what is kept, what cannot be."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tests.domain.personal.numbers import identity, phone
from xieshou.domain import personal
from xieshou.domain.parties.models import Organisation, OrganisationKind, Person, Side
from xieshou.domain.parties.people import queries
from xieshou.domain.parties.people.queries import PersonFilter
from xieshou.domain.parties.people.services import (
    AlreadyRecordedError,
    PersonFacts,
    record_people,
    record_person,
    update_person,
)
from xieshou.domain.places.models import Division, Level
from xieshou.domain.reviewed import ReviewState
from xieshou.kernel.actor import Actor, NotAllowedError, Reach, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Division:
    return Division.objects.create(code="522628", name="锦屏县", level=Level.COUNTY)


@pytest.fixture
def elsewhere() -> Division:
    return Division.objects.create(code="320583", name="昆山市", level=Level.COUNTY)


@pytest.fixture
def recorder(viewer_user) -> Actor:  # type: ignore[no-untyped-def]
    """Who fills in for one county."""
    return Actor.of_roles(
        [(Role.RECORDER, Reach(codes=frozenset({"522628"})))], user_id=viewer_user.pk, name="填报员"
    )


@pytest.fixture
def facts(county: Division) -> PersonFacts:
    return PersonFacts("示例甲", "male", identity(1), phone(1), position="教师", division=county)


def test_a_person_is_kept_sealed_as_a_draft_with_a_history(recorder: Actor, facts: PersonFacts) -> None:
    person = record_person(actor=recorder, facts=facts)
    read = Person.objects.get()
    assert (read.name, str(read.id_number), str(read.phone)) == (
        "示例甲",
        "522628********001X",
        "138****0001",
    )
    assert (read.review_state, read.recorded_by_id) == (ReviewState.DRAFT, recorder.user_id)
    row = person.history.get()
    assert (row.history_type, row.actor_name) == ("+", "填报员")
    assert row.id_number == read.id_number
    assert str(row.id_number) == "522628********001X"
    assert identity(1) not in repr(facts)


def test_a_change_leaves_before_and_after_and_masks_change_nothing(
    recorder: Actor, facts: PersonFacts
) -> None:
    person = record_person(actor=recorder, facts=facts)
    same = PersonFacts("示例甲", "male", "522628********001X", "138****0001", None, "教师", facts.division)
    update_person(actor=recorder, person=person, facts=same)
    assert person.history.count() == 1
    moved = PersonFacts("示例甲", "male", identity(2), "", None, "校长", facts.division)
    update_person(actor=recorder, person=Person.objects.get(), facts=moved)
    after, before = person.history.order_by("-pk")
    assert {each.field for each in after.diff_against(before).changes} >= {"id_number", "phone", "position"}
    assert identity(1) not in repr(after.diff_against(before).changes)
    assert not after.phone
    assert Person.objects.filter(personal.matching(Person, "phone", phone(1))).count() == 0


def test_a_foreign_mask_is_refused_and_nothing_is_changed(recorder: Actor, facts: PersonFacts) -> None:
    person = record_person(actor=recorder, facts=facts)
    with pytest.raises(personal.MaskedTextError):
        update_person(
            actor=recorder,
            person=person,
            facts=PersonFacts("示例甲", id_number="522628********0025", division=facts.division),
        )
    assert Person.objects.get().id_number == identity(1)


def test_outside_the_scope_nobody_is_recorded_seen_or_changed(
    recorder: Actor, elsewhere: Division, facts: PersonFacts
) -> None:
    with pytest.raises(NotAllowedError):
        record_person(actor=recorder, facts=PersonFacts("示例乙", division=elsewhere))
    assert not Person.objects.exists()
    far = Person.objects.create(name="示例丙", name_key="示例丙", division=elsewhere, phone=phone(9))
    assert list(queries.people(recorder)) == []
    assert list(queries.people(recorder, PersonFilter(number=phone(9)))) == []
    with pytest.raises(Person.DoesNotExist):
        queries.person_by_id(recorder, far.pk)
    with pytest.raises(NotAllowedError):
        update_person(actor=recorder, person=far, facts=facts)
    near = record_person(actor=recorder, facts=facts)
    with pytest.raises(NotAllowedError):
        update_person(actor=recorder, person=near, facts=PersonFacts("示例甲", division=elsewhere))
    with pytest.raises(NotAllowedError):
        record_people(actor=recorder, new=[Person(name="示例丁", division=elsewhere)], changed=[], columns=[])
    assert Person.objects.count() == 2


def test_an_organisation_is_a_scope_too(viewer_user, county: Division) -> None:  # type: ignore[no-untyped-def]
    school = Organisation.objects.create(
        name="示例中学", name_key="示例中学", kind=OrganisationKind.SCHOOL, side=Side.WEST, division=county
    )
    actor = Actor.of_roles(
        [(Role.RECORDER, Reach(organisations=frozenset({school.pk})))], user_id=viewer_user.pk
    )
    record_person(actor=actor, facts=PersonFacts("示例甲", organisation=school))
    assert [each.name for each in queries.people(actor)] == ["示例甲"]
    with pytest.raises(NotAllowedError):
        record_person(actor=actor, facts=PersonFacts("示例乙", division=county))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, Role.AUDITOR, Role.FINANCE])
def test_only_who_records_may(role: Role, facts: PersonFacts) -> None:
    with pytest.raises(NotAllowedError):
        record_person(actor=Actor.everywhere(role, user_id=1), facts=facts)


def test_a_number_is_recorded_once(recorder: Actor, facts: PersonFacts) -> None:
    record_person(actor=recorder, facts=facts)
    again = PersonFacts("别名", id_number=identity(1).lower(), division=facts.division)
    with pytest.raises(AlreadyRecordedError) as caught:
        record_person(actor=recorder, facts=again)
    assert identity(1) not in repr(caught.value) + str(caught.value.__cause__)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"id_number": identity(1)[:-1] + "5"}, "id_number"),
        ({"phone": "12345"}, "phone"),
        ({"division": None}, "organisation"),
        ({"name": ""}, "name"),
    ],
)
def test_what_cannot_be_is_named_by_its_field_and_not_quoted(
    recorder: Actor, county: Division, wrong: dict[str, str], field: str
) -> None:
    said = {"name": "示例甲", "division": county} | wrong
    with pytest.raises(ValidationError) as caught:
        record_person(actor=recorder, facts=PersonFacts(**said))  # type: ignore[arg-type]
    assert field in caught.value.message_dict
    for value in wrong.values():
        assert not value or str(value) not in repr(caught.value)


def test_people_are_found_by_name_place_of_work_and_whole_number(recorder: Actor, facts: PersonFacts) -> None:
    record_person(actor=recorder, facts=facts)
    for asked in (
        PersonFilter("甲"),
        PersonFilter("教师"),
        PersonFilter(number=identity(1).lower()),
        PersonFilter(number="138 0000 0001"),
        PersonFilter(state="draft"),
    ):
        assert queries.people(recorder, asked).count() == 1, asked
        assert "1380" not in repr(asked)
    for asked in (PersonFilter("乙"), PersonFilter(number=identity(1)[:-4]), PersonFilter(state="reviewed")):
        assert queries.people(recorder, asked).count() == 0, asked
