"""The secret of an authenticator app is sealed where it is kept (decision 8)."""

from __future__ import annotations

import logging
import uuid
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_otp.oath import totp

from tests.support.authenticator import code_of
from xieshou.domain import migrations
from xieshou.domain.evidence.models import Claim
from xieshou.domain.parties.accounts import authenticators, two_step
from xieshou.domain.parties.accounts.models import Authenticator
from xieshou.domain.personal import keys, rotating
from xieshou.domain.recorded import acting
from xieshou.domain.workflow.revealing import queries as revealing
from xieshou.domain.workflow.revealing.services import NotPersonalError, reveal
from xieshou.kernel.actor import SYSTEM, Actor, Role

pytestmark = pytest.mark.django_db
SEALING = next(
    import_module(f"{migrations.__name__}.{module.name}")
    for module in iter_modules(migrations.__path__)
    if module.name.endswith("_account_history")
)
OLD, BEFORE = SEALING.OLD, SEALING.Migration.dependencies
SECRET = "3132333435363738393031323334353637383930"


@pytest.fixture
def device(viewer, viewer_user) -> Authenticator:
    return two_step.start_two_step(actor=viewer, user=viewer_user)


def stored(device: Authenticator) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM domain_authenticator WHERE id = %s", [device.pk])
        return " ".join(map(str, cursor.fetchone()))


def test_neither_the_table_nor_the_object_shows_the_secret(device) -> None:
    secret = device.key.unseal()
    assert len(bytes.fromhex(secret)) == 20
    assert secret not in stored(device)
    kept = Authenticator.objects.get(pk=device.pk)
    assert secret not in f"{kept.key} {kept.key!r} {vars(kept)}"


def test_what_an_app_is_told_is_the_secret_until_it_is_confirmed(device) -> None:
    told = authenticators.set_up_of(device)
    assert told.address.startswith("otpauth://totp/Xieshou%3Aviewer?secret=")
    assert told.secret in told.address
    device.confirmed = True
    with pytest.raises(ValueError, match="not shown"):
        authenticators.set_up_of(device)


def test_nobody_can_have_it_revealed(device) -> None:
    auditor = Actor.everywhere(Role.AUDITOR, user_id=7, name="示例审计")
    assert "authenticator" not in revealing.kinds()
    with pytest.raises(revealing.NoSuchRecordError):
        revealing.record_asked(auditor, "authenticator", device.pk)
    with pytest.raises(NotPersonalError):
        reveal(actor=auditor, record=device, field="key", reason="核对设备密钥")


def test_rotation_of_the_keys_covers_it_and_signing_in_goes_on(viewer, viewer_user, device, settings) -> None:
    old = keys.new_key()
    settings.PERSONAL_KEYS = [old]
    device.key = SECRET
    device.save()
    two_step.confirm_two_step(actor=viewer, user=viewer_user, code=code_of(device, -1))
    new = keys.new_key()
    settings.PERSONAL_KEYS = [new, old]
    assert rotating.pending([Authenticator]) == 1
    assert rotating.rotate([Authenticator]).resealed == 1
    settings.PERSONAL_KEYS = [new]
    kept = Authenticator.objects.get(pk=device.pk)
    assert two_step.verify_second_step(user=viewer_user, code=code_of(kept)) == "app"


def test_a_secret_whose_key_is_lost_lets_nobody_in_and_says_so_to_the_operator(
    viewer, viewer_user, device, settings, caplog
) -> None:
    code = code_of(device)
    codes = two_step.confirm_two_step(actor=viewer, user=viewer_user, code=code_of(device, -1))
    settings.PERSONAL_KEYS = [keys.new_key()]
    with caplog.at_level(logging.ERROR), pytest.raises(two_step.WrongCodeError):
        two_step.verify_second_step(user=viewer_user, code=code)
    assert f"authenticator {device.pk}" in caplog.text
    assert two_step.verify_second_step(user=viewer_user, code=codes[0]) == "recovery"


@pytest.fixture
def before_sealing(transactional_db):
    """A database as the version before had it, with django-otp's table; brought up to date afterwards."""
    MigrationExecutor(connection).migrate(BEFORE)
    pk = "integer PRIMARY KEY AUTOINCREMENT" if connection.vendor == "sqlite" else "serial PRIMARY KEY"
    moment = "datetime" if connection.vendor == "sqlite" else "timestamptz"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {OLD} (id {pk}, name varchar(64), confirmed bool, key varchar(80), step smallint,"
            " t0 bigint, digits smallint, tolerance smallint, drift smallint, last_t bigint, user_id bigint,"
            f" throttling_failure_timestamp {moment}, throttling_failure_count integer, created_at {moment},"
            f" last_used_at {moment})"
        )
    yield MigrationExecutor(connection).loader.project_state(BEFORE).apps
    up_to_date()


def up_to_date() -> None:
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes("domain"))


@pytest.mark.slow
def test_apps_of_the_version_before_are_sealed_and_go_on(before_sealing) -> None:
    users = before_sealing.get_model("domain", "User").objects
    user = users.create(username="wang", first_name="王示例", password="md5$x$y")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {OLD} (name, confirmed, key, step, t0, digits, tolerance, drift, last_t, user_id,"
            " throttling_failure_count, created_at) VALUES"
            " ('app', %s, %s, 30, 0, 6, 1, 0, 55, %s, 0, '2026-11-20 08:00:00+00:00')",
            [True, SECRET, user.pk],
        )
    up_to_date()
    device = Authenticator.objects.get()
    assert (device.user.username, device.confirmed, device.last_step) == ("wang", True, 55)
    assert f"{device.created_at:%Y-%m-%d %H:%M}" == "2026-11-20 08:00"
    assert SECRET not in stored(device)
    assert OLD not in connection.introspection.table_names()
    code = f"{totp(bytes.fromhex(SECRET)):06}"
    assert two_step.verify_second_step(user=device.user, code=code) == "app"
    (account,) = type(device.user).history.filter(id=user.pk)
    assert (account.history_type, account.actor_name, account.first_name) == ("+", "system", "王示例")
    (app,) = Authenticator.history.filter(id=device.pk)
    assert app.confirmed


@pytest.mark.slow
def test_the_parties_of_figures_on_record_stand_in_their_last_row(before_sealing) -> None:
    model = before_sealing.get_model
    place = model("domain", "Division").objects.create(level=3, code="529901", name="示例县")
    party = model("domain", "Party").objects.create(division=place)
    paper = model("domain", "Document").objects.create(code="示例", kind="press", title="示例")
    measure = model("domain", "Indicator").objects.create(
        code="x", name="x", name_en="x", part="funds", unit="人", nature="flow", certainty="sample"
    )
    claim = model("domain", "Claim").objects.create(code="示例@1", document=paper, indicator=measure)
    claim.receivers.add(party)
    history = model("domain", "HistoricalClaim").objects
    for kind in ("+", "~"):
        history.create(
            id=claim.pk, code=claim.code, document=paper, indicator=measure, history_type=kind,
            history_date=timezone.now(), actor_name="system", act=uuid.uuid4(),
        )  # fmt: skip
    up_to_date()
    assert list(Claim.history.order_by("history_id").values_list("receivers", flat=True)) == [
        "",
        str(party.pk),
    ]
    with acting(SYSTEM, "改注"):
        Claim.objects.update(note="x")
    (latest, *_) = Claim.history.order_by("-history_id")
    assert latest.receivers == str(party.pk)
