"""The second step: set up, used once each, throttled, turned off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken

from tests.support.authenticator import code_of
from xieshou.domain.parties.accounts import two_step
from xieshou.domain.parties.accounts.models import Authenticator
from xieshou.kernel.actor import NotAllowedError


@pytest.fixture
def device(viewer, viewer_user) -> Authenticator:
    return two_step.start_two_step(actor=viewer, user=viewer_user)


@pytest.fixture
def codes(viewer, viewer_user, device) -> list[str]:
    return two_step.confirm_two_step(actor=viewer, user=viewer_user, code=code_of(device, -1))


def test_begun_and_not_confirmed_asks_for_nothing(viewer_user, device) -> None:
    assert not two_step.asks_second_step(viewer_user)
    assert not two_step.two_step_of(viewer_user).on


def test_a_wrong_first_code_turns_nothing_on(viewer, viewer_user, device) -> None:
    wrong = f"{(int(code_of(device)) + 1) % 1_000_000:06}"
    with pytest.raises(two_step.WrongCodeError):
        two_step.confirm_two_step(actor=viewer, user=viewer_user, code=wrong)
    assert not two_step.asks_second_step(viewer_user)


def test_a_code_serves_once(viewer_user, codes) -> None:
    device = Authenticator.objects.get(user=viewer_user)
    shown = code_of(device)
    assert two_step.verify_second_step(user=viewer_user, code=shown[:3] + " " + shown[3:]) == "app"
    with pytest.raises(two_step.WrongCodeError):
        two_step.verify_second_step(user=viewer_user, code=shown)


def test_each_recovery_code_serves_once_however_it_is_typed(viewer_user, codes) -> None:
    assert len(set(codes)) == 10
    for code in (codes[0], codes[1].upper(), codes[2].replace("-", " "), codes[3].replace("-", "")):
        assert two_step.verify_second_step(user=viewer_user, code=code) == "recovery"
    assert two_step.two_step_of(viewer_user).codes_left == 6
    with pytest.raises(two_step.WrongCodeError):
        two_step.verify_second_step(user=viewer_user, code=codes[0])


def test_recovery_codes_are_not_kept_in_clear(codes) -> None:
    kept = set(StaticToken.objects.values_list("token", flat=True))
    assert len(kept) == 10
    assert not kept & {code.replace("-", "") for code in codes}


def test_after_a_wrong_code_one_waits_even_with_a_good_one(viewer_user, codes) -> None:
    device = Authenticator.objects.get(user=viewer_user)
    with pytest.raises(two_step.WrongCodeError):
        two_step.verify_second_step(
            user=viewer_user, code="000000" if code_of(device) != "000000" else "1" * 6
        )
    with pytest.raises(two_step.TooManyCodesError) as wait:
        two_step.verify_second_step(user=viewer_user, code=code_of(device))
    assert timezone.now() < wait.value.until < timezone.now() + timedelta(seconds=2)


@pytest.mark.parametrize(
    "nonsense", ["", "12345", "abcdef", "１２３４５６７８９", "'; --", "x" * 500, "-" * 20]
)
def test_nonsense_is_a_wrong_code(viewer_user, codes, nonsense: str) -> None:
    with pytest.raises(two_step.WrongCodeError):
        two_step.verify_second_step(user=viewer_user, code=nonsense)


def test_new_recovery_codes_end_the_old(viewer, viewer_user, codes) -> None:
    new = two_step.renew_recovery_codes(actor=viewer, user=viewer_user)
    assert not set(new) & set(codes)
    with pytest.raises(two_step.WrongCodeError):
        two_step.verify_second_step(user=viewer_user, code=codes[0])
    # The wrong one makes everybody wait a second, as it should.
    StaticDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    assert two_step.verify_second_step(user=viewer_user, code=new[0]) == "recovery"


def test_another_phone_takes_the_place_of_the_first(viewer, viewer_user, codes) -> None:
    old = Authenticator.objects.get(user=viewer_user)
    new = two_step.start_two_step(actor=viewer, user=viewer_user)
    assert two_step.asks_second_step(viewer_user), "the old one serves until the new one is confirmed"
    two_step.confirm_two_step(actor=viewer, user=viewer_user, code=code_of(new))
    assert list(Authenticator.objects.filter(user=viewer_user)) == [new]
    assert old.pk != new.pk


def test_only_ones_own_is_set_up_and_an_administrator_only_turns_off(
    administrator, administrator_user, viewer, viewer_user, codes
) -> None:
    for act in (two_step.start_two_step, two_step.renew_recovery_codes):
        with pytest.raises(NotAllowedError):
            act(actor=administrator, user=viewer_user)
    with pytest.raises(NotAllowedError):
        two_step.turn_off_two_step(actor=viewer, user=administrator_user)
    two_step.turn_off_two_step(actor=administrator, user=viewer_user)
    assert not two_step.asks_second_step(viewer_user)
    assert not StaticToken.objects.exists()


def test_a_code_of_some_minutes_ago_is_wrong(viewer_user, codes) -> None:
    device = Authenticator.objects.get(user=viewer_user)
    with pytest.raises(two_step.WrongCodeError):
        two_step.verify_second_step(user=viewer_user, code=code_of(device, -10))
