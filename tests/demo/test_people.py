"""The demonstration's people: nobody real, sealed, and made once."""

from __future__ import annotations

import pytest

from tests.domain.pairings.building import a_division
from xieshou.demo.people import EXAMPLES, NOTE, demo_people, made_up_number
from xieshou.domain.parties.models import Person
from xieshou.domain.places.models import Level
from xieshou.kernel.codes import check_identity_number, parse_identity_number

pytestmark = pytest.mark.django_db


def test_examples_are_recorded_once_and_say_that_nobody_is_meant() -> None:
    for code in ("330100", "522600"):
        a_division(code, code, Level.PREFECTURE)
    assert demo_people() == 4
    assert demo_people() == 0
    assert Person.objects.count() == 4
    for person in Person.objects.all():
        assert person.name.startswith("示例")
        assert person.note == NOTE
        assert person.id_number.token.startswith("p1:")
        assert person.history.count() == 1


def test_their_numbers_are_valid_in_form_and_of_nobody() -> None:
    for example in EXAMPLES:
        number = made_up_number(example.place[:6], example.running)
        assert check_identity_number(number) is None
        assert parse_identity_number(number).born.year == 1900
