"""Show personal data in clear: who may, why, and what is kept of it."""

from __future__ import annotations

import pytest

from tests.domain.personal.numbers import identity, phone
from xieshou.domain.parties.models import Person
from xieshou.domain.places.models import Division, Level
from xieshou.domain.workflow.revealing import queries
from xieshou.domain.workflow.revealing.models import Revelation
from xieshou.domain.workflow.revealing.services import BadReasonError, NotPersonalError, reveal
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, Actor, NotAllowedError, Reach, Role

pytestmark = pytest.mark.django_db
REASON = "核对派遣名单"


@pytest.fixture
def person() -> Person:
    place = Division.objects.create(code="522628", name="锦屏县", level=Level.COUNTY)
    return Person.objects.create(
        name="示例甲", name_key="示例甲", division=place, id_number=identity(1), phone=phone(1)
    )


def of(role: Role, code: str = "522628", user_id: int = 7) -> Actor:
    return Actor.of_roles([(role, Reach(codes=frozenset({code})))], user_id=user_id, name=f"{role}")


@pytest.mark.parametrize("role", [Role.RECORDER, Role.REVIEWER, Role.AUDITOR, Role.EVALUATOR])
def test_who_may_gets_the_clear_text_and_one_row_is_kept(person: Person, role: Role) -> None:
    text = reveal(actor=of(role), record=person, field="id_number", reason=f" {REASON} ", address="10.0.0.7")
    assert text == identity(1)
    kept = Revelation.objects.get()
    assert (kept.user_id, kept.actor_name, kept.kind, kept.record_id) == (7, str(role), "person", person.pk)
    assert (kept.field, kept.reason, kept.address) == ("id_number", REASON, "10.0.0.7")
    assert (kept.record_name, kept.division_code) == ("示例甲", "522628")
    assert identity(1) not in repr(vars(kept))


@pytest.mark.parametrize(
    "actor",
    [
        of(Role.VIEWER),
        of(Role.FINANCE),
        of(Role.ADMINISTRATOR),
        of(Role.RECORDER, "522629"),
        of(Role.AUDITOR, "32"),
        ANONYMOUS,
        SYSTEM,
    ],
)
def test_who_may_not_gets_nothing_and_nothing_is_kept(person: Person, actor: Actor) -> None:
    with pytest.raises(NotAllowedError):
        reveal(actor=actor, record=person, field="id_number", reason=REASON)
    assert not Revelation.objects.exists()
    assert not queries.may_reveal(actor, person)
    assert queries.revealable(actor, Person.objects.all()) == set()
    with pytest.raises(queries.NoSuchRecordError):
        queries.record_asked(actor, "person", person.pk)


@pytest.mark.parametrize("reason", ["", "    ", "核对", "......", "aaaaaaaaa", "长" * 301])
def test_a_reason_must_say_something(person: Person, reason: str) -> None:
    with pytest.raises(BadReasonError):
        reveal(actor=of(Role.RECORDER), record=person, field="phone", reason=reason)
    assert not Revelation.objects.exists()


@pytest.mark.parametrize("field", ["name", "pk", "id_number_index", "nothing"])
def test_only_personal_fields_are_revealed(person: Person, field: str) -> None:
    with pytest.raises(NotPersonalError):
        reveal(actor=of(Role.RECORDER), record=person, field=field, reason=REASON)


def test_an_auditor_sees_who_looked_within_the_scope_and_others_see_themselves(person: Person) -> None:
    reveal(actor=of(Role.RECORDER, user_id=8), record=person, field="phone", reason=REASON)
    reveal(actor=of(Role.REVIEWER, user_id=9), record=person, field="phone", reason=REASON)
    assert queries.revelations(of(Role.AUDITOR)).count() == 2
    assert queries.revelations(of(Role.AUDITOR, "5226")).count() == 2
    assert queries.revelations(of(Role.AUDITOR, "32")).count() == 0
    everywhere = Actor.everywhere(Role.AUDITOR, user_id=1)
    assert queries.revelations(everywhere, queries.Asked(who="view", field="phone")).count() == 1
    assert queries.revelations(everywhere, queries.Asked(field="id_number")).count() == 0
    assert queries.revelations(of(Role.ADMINISTRATOR)).count() == 2, "they answer for who looks"
    assert queries.revelations(of(Role.ADMINISTRATOR, "32")).count() == 0
    assert [each.user_id for each in queries.revelations_of(of(Role.RECORDER, user_id=8), person)] == [8]
    assert queries.revelations(of(Role.VIEWER)).count() == 0
    assert queries.revelations(ANONYMOUS).count() == 0


def test_what_a_whole_list_may_reveal_is_one_query(person: Person, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        assert queries.revealable(of(Role.RECORDER), Person.objects.all()) == {person.pk}
