"""Find by the whole value, and never twice: the blind index."""

from __future__ import annotations

import pytest
from django.apps.registry import Apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from tests.domain.personal.holder import NUMBER, OTHER_NUMBER, PHONE, Holder, columns
from xieshou.domain import personal
from xieshou.domain.personal import keys
from xieshou.domain.personal.fields import UnsealedWriteError
from xieshou.kernel.masking import PersonalKind

NUMBER_X = "52262819900101031X"


def found(field: str, text: str) -> list[str]:
    return list(Holder.objects.filter(personal.matching(Holder, field, text)).values_list("name", flat=True))


@pytest.fixture
def holders(holder_table: None) -> list[Holder]:
    return Holder.objects.bulk_create(
        [
            Holder(name="甲", id_number=NUMBER, phone=PHONE),
            Holder(name="乙", id_number=NUMBER_X, phone="＋86 138 1111 2222"),
            Holder(name="丙"),
        ]
    )


@pytest.mark.parametrize(
    ("field", "text", "names"),
    [
        ("id_number", NUMBER, ["甲"]),
        ("id_number", "５２２６２８１９９００１０１０３１ｘ", ["乙"]),
        ("id_number", "522628 19900101 031x", ["乙"]),
        ("phone", "138-0000-5678", ["甲"]),
        ("phone", "13811112222", ["乙"]),
        ("phone", "1380000567", []),
        ("id_number", "522628", []),
        ("id_number", "", []),
        ("id_number", "522628********0010", []),
    ],
)
def test_a_whole_value_finds_and_a_part_does_not(
    holders: list[Holder], field: str, text: str, names: list[str]
) -> None:
    assert found(field, text) == names


def test_saving_one_field_saves_its_index(holders: list[Holder]) -> None:
    holders[0].id_number = OTHER_NUMBER
    holders[0].save(update_fields=["id_number"])
    assert found("id_number", OTHER_NUMBER) == ["甲"]
    assert found("id_number", NUMBER) == []


def test_bulk_update_takes_the_index_along(holders: list[Holder]) -> None:
    holders[0].id_number, holders[1].id_number = OTHER_NUMBER, ""
    Holder.objects.bulk_update(holders, ["id_number"])
    assert found("id_number", OTHER_NUMBER) == ["甲"]
    assert [row[1] is None for row in columns()] == [False, True, True]


def test_bulk_create_over_a_conflict_takes_the_index_along(holders: list[Holder]) -> None:
    again = Holder(pk=holders[0].pk, name="甲", id_number=OTHER_NUMBER)
    Holder.objects.bulk_create(
        [again], update_conflicts=True, unique_fields=["id"], update_fields=["id_number"]
    )
    assert found("id_number", OTHER_NUMBER) == ["甲"]


def test_a_set_based_update_of_personal_data_is_refused(holders: list[Holder]) -> None:
    before = columns()
    for name in ("id_number", "id_index"):
        with pytest.raises(personal.SetUpdateOfPersonalDataError):
            Holder.objects.update(**{name: OTHER_NUMBER})
    with pytest.raises(UnsealedWriteError), transaction.atomic():
        Holder._base_manager.update(id_number=OTHER_NUMBER)
    assert Holder.objects.update(name="丁") == 3
    assert columns() == before


def test_the_same_number_is_kept_once(holders: list[Holder]) -> None:
    twice = Holder(name="丁", id_number=NUMBER_X.lower())
    with pytest.raises(ValidationError):
        twice.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        twice.save()
    Holder(name="戊").save()  # nothing may stand twice


def test_equal_values_of_two_columns_have_nothing_in_common(holder_table: None) -> None:
    Holder.objects.create(name="甲", phone=PHONE, id_number=PHONE)
    [(_, id_index, _, phone_index, _)] = columns()
    assert id_index != phone_index


def test_an_index_of_an_older_key_is_still_found(holders: list[Holder]) -> None:
    newer = keys.new_key()
    older = keys.read_lines(keys.key_file())[1][1]
    settings.PERSONAL_INDEX_KEYS = [newer, older]
    try:
        assert found("phone", PHONE) == ["甲"]
        holders[0].save()
        assert columns()[0][3].startswith(keys.Key.parse(newer).id)
        assert found("phone", PHONE) == ["甲"]
    finally:
        settings.PERSONAL_INDEX_KEYS = []


def test_only_a_column_with_an_index_can_be_asked() -> None:
    for name in ("name", "health"):
        with pytest.raises(personal.NoBlindIndexError):
            personal.matching(Holder, name, "甲")


def test_a_model_that_could_forget_its_index_is_refused() -> None:
    class Careless(models.Model):
        phone = personal.PersonalField(PersonalKind.PHONE)
        phone_index = personal.BlindIndexField(of="phone")
        other_index = personal.BlindIndexField(of="nothing")

        class Meta:
            apps = Apps()
            app_label = "domain"

    assert {error.id for error in Careless.check()} == {"xieshou.E001", "xieshou.E002", "xieshou.E003"}
    assert Holder.check() == []
