"""Registers as they stood on record on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from xieshou.domain.pairings import queries
from xieshou.domain.pairings.models import EndReason, Pairing
from xieshou.domain.pairings.services import end_pairing
from xieshou.domain.parties.models import Organisation
from xieshou.domain.parties.services import record_organisations
from xieshou.kernel.actor import ANONYMOUS, SYSTEM
from xieshou.kernel.period import PartialDate
from xieshou.workbooks.registering import register_named

pytestmark = pytest.mark.django_db

THEN, BETWEEN = timezone.localdate() - timedelta(days=30), timezone.localdate() - timedelta(days=10)


def recorded_long_ago(model: type) -> None:
    """What history has of the model so far happened on THEN."""
    model.history.update(history_date=timezone.now() - timedelta(days=30))


def test_an_ended_pairing_still_runs_in_the_records_of_before(officer, draft) -> None:
    made = draft(SYSTEM)
    recorded_long_ago(Pairing)
    recorder = officer("甲", "recorder", "示例县")
    end_pairing(actor=recorder, pairing=made, end=PartialDate.parse("2023"), reason=EndReason.OTHER)
    (then,) = queries.at_hand(queries.pairings(ANONYMOUS, recorded=BETWEEN))
    assert (str(then.giver), then.pk, then.end_on) == ("示例区", made.pk, None)
    assert not queries.pairings(ANONYMOUS).exists(), "today it is a draft"
    assert queries.pairings(ANONYMOUS, recorded=BETWEEN, on=date(2024, 1, 1)).count() == 1
    assert queries.pairings(recorder, on=date(2024, 1, 1)).count() == 0
    assert queries.pairings(ANONYMOUS, recorded=THEN - timedelta(days=1)).count() == 0


def test_a_draft_of_then_is_shown_to_nobody_outside_its_scope_though_it_is_public_now(officer, draft) -> None:
    recorder = officer("甲", "recorder", "示例县")
    made = draft(recorder)
    recorded_long_ago(Pairing)
    Pairing.objects.filter(pk=made.pk).update(review_state="reviewed")
    assert queries.pairings(ANONYMOUS).count() == 1
    other = officer("旁", "recorder", "示例二县")
    assert [queries.pairings(each, recorded=BETWEEN).count() for each in (recorder, other, ANONYMOUS)] == [
        1,
        0,
        0,
    ]


def test_ledgers_leave_as_they_stood(officer, draft, places) -> None:
    recorder = officer("甲", "administrator")
    made = draft(SYSTEM)
    facts = {"name": "示例合作社", "kind": "cooperative", "side": "west", "division_id": places["示例县"].pk}
    record_organisations(actor=SYSTEM, organisations=[facts])
    recorded_long_ago(Pairing)
    recorded_long_ago(Organisation)
    end_pairing(actor=recorder, pairing=made, end=PartialDate.parse("2023"), reason=EndReason.OTHER)
    record_organisations(actor=recorder, organisations=[{**facts, "note": "改过"}])
    asked = {"recorded": BETWEEN.isoformat()}
    for name, field, before, now in (
        ("pairings", "end", None, PartialDate.parse("2023")),
        ("organisations", "note", None, "改过"),
    ):
        register = register_named(name)
        ((then,), (today,)) = (list(register.chosen(recorder, each)) for each in (asked, {}))
        assert (then[field], today[field]) == (before, now)
        assert register.number(recorder, asked) == 1
        assert register.number(recorder, {"recorded": "2001-01-01"}) == 0
