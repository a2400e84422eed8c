"""Whatever personal column a model declares, rotation and history come along."""

from __future__ import annotations

import pytest
from django.apps import apps

from tests.domain.personal.numbers import identity, phone
from xieshou.domain.parties.models import Person
from xieshou.domain.personal import PersonalField, matching, rotating
from xieshou.domain.personal.keys import Purpose, ring
from xieshou.domain.personal.ringing import add_key
from xieshou.domain.places.models import Division, Level

pytestmark = pytest.mark.django_db


def test_the_history_of_every_model_with_personal_columns_is_rotated_too() -> None:
    named = {place.name for place in rotating.places()}
    assert {"Person.id_number", "HistoricalPerson.id_number", "HistoricalPerson.phone"} <= named
    for model in apps.get_app_config("domain").get_models():
        for field in model._meta.fields:
            if isinstance(field, PersonalField):
                assert f"{model.__name__}.{field.name}" in named


def test_a_rotation_of_the_real_tables_leaves_history_readable_and_silent(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    """Record and history hold the same token before and after, so that the next save writes no empty row."""
    settings.PERSONAL_KEY_FILE = tmp_path / "personal-keys"
    place = Division.objects.create(code="522628", name="锦屏县", level=Level.COUNTY)
    person = Person.objects.create(name="示例", name_key="示例", division=place, id_number=identity(1))
    person.id_number, person.phone = identity(2), phone(2)
    person.save()
    old = ring().seal[0].id
    for purpose in Purpose:
        add_key(purpose)
    done = rotating.rotate()
    assert (done.resealed, done.unreadable, done.twice) == (5, [], [])
    rotating.retire(Purpose.SEAL, old)
    past = [row.id_number.unseal() for row in person.history.order_by("pk")]
    assert past == [identity(1), identity(2)]
    read = Person.objects.get(matching(Person, "phone", phone(2)))
    assert read.history.order_by("-pk")[0].id_number.token == read.id_number.token
    read.save()
    assert person.history.count() == 2
