"""Seal a personal value: what is in the column, what is in memory, what opens it."""

from __future__ import annotations

import copy
import csv
import io
import json
import logging
import pickle
import stat

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template import Context, Template
from django.views.debug import ExceptionReporter
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.personal.holder import NUMBER, OTHER_NUMBER, PHONE, Holder, columns
from xieshou.domain import personal
from xieshou.domain.personal import keys, sealing
from xieshou.domain.personal.fields import SealedLookupError, UnsealedWriteError
from xieshou.domain.personal.sealing import Column
from xieshou.kernel.masking import PersonalKind

MASK = "522628********0010"
COLUMN = Column("holder.id_number", PersonalKind.ID_NUMBER)


@pytest.fixture
def holder(holder_table: None) -> Holder:
    Holder.objects.create(name="示例", id_number=NUMBER, phone=PHONE, health="示例病史")
    return Holder.objects.get()


def test_the_column_holds_no_clear_text(holder: Holder) -> None:
    [(id_number, index, phone, phone_index, health)] = columns()
    for stored in (id_number, phone, health):
        assert stored.startswith("p1:")
    everything = " ".join((id_number, index, phone, phone_index, health))
    assert NUMBER not in everything
    assert PHONE not in everything
    assert "病史" not in everything


def test_what_is_read_is_its_mask_until_it_is_unsealed(holder: Holder) -> None:
    assert str(holder.id_number) == MASK
    assert f"{holder.phone}" == "138****5678"
    assert str(holder.health) == "******"
    assert holder.id_number.unseal() == NUMBER
    assert holder.health.unseal() == "示例病史"


def test_no_way_of_writing_it_down_shows_it(holder: Holder, caplog: pytest.LogCaptureFixture) -> None:
    sealed = holder.id_number
    table = io.StringIO()
    csv.writer(table).writerow([sealed])
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s %r %s", sealed, sealed, vars(holder))
    written = [
        str(sealed),
        repr(sealed),
        f"{sealed:>30}",
        "%s" % sealed,  # noqa: UP031
        " ".join([sealed]),
        sealed + "",
        sealed[:],
        json.dumps({"id": sealed}),
        repr(pickle.dumps(vars(holder))),
        pickle.loads(pickle.dumps(sealed)),
        table.getvalue(),
        caplog.text,
        Template("{{ holder.id_number }} {{ holder.id_number|safe }}").render(Context({"holder": holder})),
        repr(vars(holder)),
    ]
    assert [text for text in written if NUMBER in text] == []
    assert all(MASK in text for text in written[:8])


def test_an_error_report_with_the_record_in_its_frames_shows_masks_only(holder: Holder) -> None:
    number, fresh = holder.id_number, Holder(id_number=OTHER_NUMBER)
    try:
        raise RuntimeError(f"{number} {fresh.id_number}")
    except RuntimeError as error:
        report = ExceptionReporter(None, type(error), error, error.__traceback__)
        written = report.get_traceback_html() + report.get_traceback_text()
    assert MASK in written
    assert NUMBER not in written.replace(f"NUMBER = &quot;{NUMBER}&quot;", "")
    assert OTHER_NUMBER not in written


def test_a_new_record_holds_it_sealed_before_it_is_saved() -> None:
    fresh = Holder(id_number=" 522628-19900101-001０ ")
    assert str(fresh.id_number) == MASK
    assert fresh.id_number.unseal() == NUMBER
    assert NUMBER not in repr(vars(fresh))


def test_validators_see_the_clear_text_and_their_message_does_not(holder_table: None) -> None:
    Holder(name="示例", id_number=NUMBER).full_clean()
    wrong = NUMBER[:-1] + "7"
    with pytest.raises(ValidationError) as caught:
        Holder(name="示例", id_number=wrong).full_clean()
    assert "check_digit" in str(caught.value)
    assert wrong not in str(caught.value) + repr(caught.value)
    assert caught.value.__cause__ is None


def test_a_mask_that_comes_back_leaves_the_value_as_it_is(holder: Holder) -> None:
    before = columns()
    holder.id_number = MASK
    holder.health = "******"
    holder.save()
    assert columns() == before


def test_the_same_value_again_changes_nothing(holder: Holder) -> None:
    before = columns()
    holder.id_number = f" {NUMBER} "
    holder.save()
    assert columns() == before


def test_another_mask_is_refused(holder: Holder) -> None:
    with pytest.raises(personal.MaskedTextError):
        holder.id_number = "522628********0029"
    with pytest.raises(personal.MaskedTextError):
        Holder(phone="138****5678")


def test_a_pickled_record_cannot_be_saved_over_the_true_one(holder: Holder) -> None:
    """Its value is the mask, which would be stored as if it were the number."""
    thawed = Holder()
    vars(thawed).update(pickle.loads(pickle.dumps(vars(holder))))
    with pytest.raises(UnsealedWriteError), transaction.atomic():
        thawed.save()
    assert Holder.objects.get().id_number.unseal() == NUMBER


def test_copies_stay_sealed_and_keep_their_value(holder: Holder) -> None:
    assert copy.deepcopy(vars(holder))["id_number"].unseal() == NUMBER
    assert copy.copy(holder.id_number) == holder.id_number


def test_values_compare_by_what_they_are(holder: Holder) -> None:
    again = Holder(id_number=NUMBER).id_number
    assert again.token != holder.id_number.token
    assert again == holder.id_number
    assert hash(again) == hash(holder.id_number)
    assert again != Holder(id_number=OTHER_NUMBER).id_number
    assert again == NUMBER
    assert again != MASK


@pytest.mark.parametrize("empty", ["", None, "  "])
def test_nothing_stays_nothing(holder_table: None, empty: str | None) -> None:
    Holder.objects.create(name="示例", id_number=empty)
    [(id_number, index, *_)] = columns()
    assert (id_number, index) == ("", None)
    read = Holder.objects.get(id_number="")
    assert not read.id_number
    assert read.id_number == ""
    read.full_clean()
    assert Holder.objects.exclude(id_number="").count() == 0


def test_the_column_cannot_be_searched_by_its_text(holder: Holder) -> None:
    for name in (
        "id_number",
        "id_number__contains",
        "id_number__startswith",
        "id_number__in",
        "id_number__gt",
    ):
        with pytest.raises(SealedLookupError):
            Holder.objects.filter(**{name: NUMBER}).exists()


def test_a_token_opens_in_no_other_column(holder: Holder) -> None:
    token = columns()[0][0]
    other = Column("holder.phone", PersonalKind.PHONE)
    assert sealing.unseal(token, COLUMN) == NUMBER
    with pytest.raises(personal.UnreadableError, match="another column"):
        sealing.unseal(token, other)


def test_a_token_that_was_changed_does_not_open(holder: Holder) -> None:
    token = columns()[0][0]
    for place in range(len("p1:01234567:"), len(token), 7):
        spoilt = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        with pytest.raises(personal.UnreadableError):
            sealing.unseal(spoilt, COLUMN)


def test_without_its_key_a_value_says_so_and_is_kept(holder: Holder) -> None:
    before = columns()
    settings.PERSONAL_KEYS, kept = [keys.new_key()], settings.PERSONAL_KEYS
    try:
        read = Holder.objects.get()
        assert str(read.id_number) == "无法解密"
        read.name = "改名"
        read.full_clean()
        read.save()
        with pytest.raises(personal.UnreadableError, match="no key"):
            read.id_number.unseal()
    finally:
        settings.PERSONAL_KEYS = kept
    assert columns() == before


def test_the_home_keeps_keys_that_only_their_owner_reads(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PERSONAL_KEY_FILE = tmp_path / "home" / "personal-keys"
    first = keys.ring()
    assert keys.ring() == first
    assert stat.S_IMODE(settings.PERSONAL_KEY_FILE.stat().st_mode) == 0o600
    secret = settings.PERSONAL_KEY_FILE.read_text().split()[1]
    assert secret not in repr(first)
    assert repr(first.seal[0].secret) not in repr(first)


@pytest.mark.parametrize("bad", ["short", "x" * 44, ""])
def test_a_key_that_is_none_is_refused_without_being_shown(bad: str, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PERSONAL_KEYS = [bad]
    with pytest.raises(keys.BadKeyError) as caught:
        keys.ring()
    assert not bad or bad not in str(caught.value)


@given(st.text(max_size=60))
def test_whatever_is_sealed_opens_again(text: str) -> None:
    column = Column("holder.health", PersonalKind.TEXT)
    assert sealing.unseal(sealing.seal(text, column), column) == text


@given(st.sampled_from(PersonalKind), st.text(max_size=25))
def test_a_mask_hides_at_least_half_and_is_known_as_one(kind: PersonalKind, text: str) -> None:
    kept = kind.canonical(text)
    mask = kind.mask(kept)
    assert bool(mask) == bool(kept)
    if kept.strip("*") and not kind.looks_masked(kept):
        assert kind.looks_masked(mask)
        assert kept not in mask
