"""Fifty people save one record that all of them opened at the same time."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from xieshou.domain.certainty import Certainty
from xieshou.domain.pairings.changing import PairingFacts, change_pairing
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.recorded.versions import StaleRecordError, version_of
from xieshou.kernel.actor import Actor, Role

EDITORS = 50


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_save_at_once_one_is_stored_and_the_others_are_told_by_whom(officer, draft) -> None:
    made = draft(officer("首录", "administrator"))
    people = {number: officer(f"第{number}人", "administrator").user_id for number in range(EDITORS)}
    seen, gate = version_of(made), Barrier(EDITORS)

    def save(number: int) -> str:
        actor = Actor.everywhere(Role.ADMINISTRATOR, user_id=people[number], name=f"第{number}人")
        facts = PairingFacts(None, True, None, "=", Certainty.SOURCE, f"第{number}人写的")
        gate.wait()
        try:
            change_pairing(actor=actor, pairing_id=made.pk, seen=seen, facts=facts)
        except StaleRecordError as stale:
            return f"{stale.since.who}: {','.join(stale.since.fields)}"
        finally:
            connection.close()
        return "stored"

    with ThreadPoolExecutor(EDITORS) as pool:
        saw = Counter(pool.map(save, range(EDITORS)))
    kept = Pairing.objects.get(pk=made.pk)
    winner = kept.note.removesuffix("写的")
    print(dict(saw))
    assert saw.pop("stored") == 1
    assert saw == {f"{winner}: recorded_by,note": EDITORS - 1}
    assert Pairing.history.filter(id=made.pk).count() == 2
