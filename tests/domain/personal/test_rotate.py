"""Change the keys: everything under the new ones, readable at every moment, the old ones laid aside."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.apps.registry import Apps
from django.db import models

from tests.domain.personal.holder import NUMBER, OTHER_NUMBER, PHONE, Holder, columns, create_table
from xieshou.domain import personal
from xieshou.domain.personal import keys, ringing, rotating
from xieshou.domain.personal.keys import Purpose


class HistoricalHolder(models.Model):
    """A history table: the column copied as it is, and no rule about its index."""

    history_id = models.AutoField(primary_key=True)
    id_number = Holder._meta.get_field("id_number").clone()
    phone = personal.PersonalField("phone", bound="holder.phone")

    class Meta:
        apps = Apps()
        app_label = "domain"
        db_table = "test_historical_holder"


MODELS = (Holder, HistoricalHolder)


@pytest.fixture
def key_file(tmp_path: Path, settings) -> Path:  # type: ignore[no-untyped-def]
    settings.PERSONAL_KEY_FILE = tmp_path / "personal-keys"
    return settings.PERSONAL_KEY_FILE


@pytest.fixture
def people(key_file: Path, holder_table: None) -> list[Holder]:
    create_table(HistoricalHolder)
    made = [Holder(name=f"示例{number}", phone=f"1380000{number:04}") for number in range(25)]
    made += [Holder(name="甲", id_number=NUMBER, phone=PHONE, health="示例"), Holder(name="空")]
    return Holder.objects.bulk_create(made)


def phones(model: type[models.Model] = Holder) -> list[str]:
    return [one.unseal() for one in model._base_manager.order_by("pk").values_list("phone", flat=True)]


def new_keys() -> None:
    for purpose in Purpose:
        ringing.add_key(purpose)


def test_every_value_and_index_comes_under_the_new_keys(people: list[Holder]) -> None:
    before, read = columns(), phones()
    assert rotating.pending(MODELS) == 0
    new_keys()
    assert rotating.pending(MODELS) == 28
    done = rotating.rotate(MODELS, batch=10)
    assert (done.resealed, done.reindexed, done.unreadable, done.twice) == (28, 27, [], [])
    assert rotating.pending(MODELS) == 0
    assert phones() == read
    ring = keys.ring()
    for row, old in zip(columns(), before, strict=True):
        for value, earlier, key in zip(row, old, "sisis", strict=True):
            assert bool(value) == bool(earlier)
            assert not value or value != earlier
            assert not value or (ring.seal if key == "s" else ring.index)[0].id in value[:12]
    matched = Holder.objects.filter(personal.matching(Holder, "id_number", NUMBER))
    assert [one.name for one in matched] == ["甲"]


def test_a_second_rotation_finds_nothing_to_do(people: list[Holder]) -> None:
    new_keys()
    rotating.rotate(MODELS)
    before = columns()
    done = rotating.rotate(MODELS)
    assert (done.resealed, done.reindexed) == (0, 0)
    assert columns() == before


def test_the_history_table_comes_along(people: list[Holder]) -> None:
    HistoricalHolder.objects.create(id_number=people[-2].id_number, phone=people[-2].phone)
    new_keys()
    assert rotating.rotate(MODELS).resealed == 30
    old = keys.ring().seal[1].id
    rotating.retire(Purpose.SEAL, old, MODELS)
    past = HistoricalHolder.objects.get()
    # Or the next save would find its last history row otherwise, and write one in which nothing changed.
    assert past.id_number.token == Holder.objects.get(name="甲").id_number.token
    assert past.id_number.unseal() == NUMBER
    assert past.phone.unseal() == PHONE


def test_broken_off_half_way_all_is_readable_and_the_next_one_goes_on(people: list[Holder]) -> None:
    read = phones()
    new_keys()

    def stop(seen: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        rotating.rotate(MODELS, batch=10, told=stop)
    assert 0 < rotating.pending(MODELS) < 28
    assert phones() == read
    assert Holder.objects.filter(personal.matching(Holder, "phone", "13800000003")).count() == 1
    assert Holder.objects.filter(personal.matching(Holder, "phone", "13800000023")).count() == 1
    rotating.rotate(MODELS, batch=10)
    assert (rotating.pending(MODELS), phones()) == (0, read)


def test_what_is_saved_meanwhile_is_not_overwritten(people: list[Holder], monkeypatch) -> None:  # type: ignore[no-untyped-def]
    new_keys()
    place = next(one for one in rotating.places(MODELS) if one.name == "Holder.phone")
    [batch] = rotating._batches(place, 100)
    people[0].phone = "13900000000"
    people[0].save()
    done = rotating.Rotated()
    rotating._renew(place, batch, done)
    assert Holder.objects.get(pk=people[0].pk).phone.unseal() == "13900000000"
    assert done.resealed == 25


def test_a_value_that_stands_twice_is_named_and_the_rest_goes_on(people: list[Holder]) -> None:
    """While indexes are made anew the constraint cannot see the older one."""
    new_keys()
    Holder.objects.create(name="再", id_number=NUMBER)
    done = rotating.rotate(MODELS)
    assert done.twice == [f"Holder.id_number {people[-2].pk}"]
    assert rotating.pending(MODELS) == 1
    assert done.reindexed == 26


def test_an_old_key_is_laid_aside_only_when_nothing_is_under_it(people: list[Holder], key_file: Path) -> None:
    old = keys.ring()
    new_keys()
    for purpose in Purpose:
        with pytest.raises(rotating.KeyInUseError) as caught:
            rotating.retire(purpose, old.keys(purpose)[0].id, MODELS)
        assert caught.value.rows == 28 - (purpose is Purpose.INDEX)
    rotating.rotate(MODELS)
    for purpose in Purpose:
        where = rotating.retire(purpose, old.keys(purpose)[0].id, MODELS)
    assert [len(keys.ring().keys(purpose)) for purpose in Purpose] == [1, 1]
    aside = Path(where)
    assert aside.stat().st_mode & 0o777 == 0o600
    assert {keys.Key.parse(text).id for _, text in keys.read_lines(aside)} == {
        old.seal[0].id,
        old.index[0].id,
    }
    assert len(phones()) == 27


def test_the_newest_key_and_one_that_is_not_there_cannot_be_laid_aside(key_file: Path) -> None:
    for key_id in (keys.ring().seal[0].id, "00000000"):
        with pytest.raises(ringing.NoSuchKeyError):
            ringing.lay_aside(Purpose.SEAL, key_id)


def test_keys_of_the_environment_are_left_to_it(settings, key_file: Path) -> None:  # type: ignore[no-untyped-def]
    settings.PERSONAL_KEYS = [keys.new_key()]
    with pytest.raises(ringing.KeysFromEnvironmentError):
        ringing.add_key(Purpose.SEAL)
    assert ringing.add_key(Purpose.INDEX) == keys.ring().index[0]


def test_keys_added_in_the_same_moment_are_all_kept(key_file: Path) -> None:
    keys.ring()
    threads = [threading.Thread(target=ringing.add_key, args=(Purpose.SEAL,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({key.id for key in keys.ring().seal}) == 9


def test_a_running_server_sees_a_key_that_another_process_added(people: list[Holder]) -> None:
    ringing.add_key(Purpose.SEAL)
    fresh = Holder(id_number=OTHER_NUMBER)
    assert keys.ring().seal[0].id in fresh.id_number.token
    assert fresh.id_number.unseal() == OTHER_NUMBER


def test_the_standing_counts_values_by_key(people: list[Holder]) -> None:
    new_keys()
    people[-2].save()
    counted = {one.place.name: (one.sealed, one.indexed) for one in rotating.standing(MODELS)}
    seal, index = keys.ring().seal, keys.ring().index
    # Saving keeps the token, which still opens, and makes the index anew.
    assert counted["Holder.id_number"] == ({seal[1].id: 1}, {index[0].id: 1})
    assert counted["Holder.phone"] == ({seal[1].id: 26}, {index[1].id: 25, index[0].id: 1})
    assert counted["HistoricalHolder.phone"] == ({}, {})
