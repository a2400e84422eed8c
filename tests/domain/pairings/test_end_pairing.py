"""A pairing ends: by whom it is carried on, what is handed over, and that history stays (A3-12)."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection

from tests.domain.pairings.building import a_pairing
from xieshou.domain.pairings import queries, structure
from xieshou.domain.pairings.models import EndReason, HandOverItem, Pairing, Round
from xieshou.domain.pairings.rules import Code
from xieshou.domain.pairings.services import (
    AlreadyEndedError,
    PairingRefusedError,
    close_hand_over,
    end_pairing,
    list_for_hand_over,
    require_open,
)
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError
from xieshou.kernel.period import BadPeriodError, PartialDate, Period

BIJIE = ("毕节市", "520500")


@pytest.fixture
def left(db: None) -> Pairing:
    return a_pairing("深圳市", "440300", *BIJIE, round_code="2013", start="2013-02", end=None)


@pytest.fixture
def heir(db: None) -> Pairing:
    return a_pairing("广州市", "440100", *BIJIE, round_code="2016", start="2016-12", end=None)


def end(pairing: Pairing, on: str = "2016-12", *, actor: Actor = SYSTEM, **more: Any) -> Pairing:
    facts = {"reason": EndReason.HANDED_OVER} | more
    return end_pairing(actor=actor, pairing=pairing, end=PartialDate.parse(on), **facts)


def test_guangzhou_takes_over_what_shenzhen_leaves(left: Pairing, heir: Pairing) -> None:
    end(left, successor=heir)
    kept = Pairing.objects.get(pk=left.pk)
    assert (str(kept.period), kept.end_reason, kept.successor) == ("[2013-02, 2016-12)", "handed_over", heir)


def test_the_ended_pairing_still_answers_for_its_own_years(left: Pairing, heir: Pairing) -> None:
    end(left, successor=heir)
    place = left.receiver.division
    assert place is not None
    for on, giver in ((date(2015, 1, 1), "深圳市"), (date(2018, 1, 1), "广州市")):
        assert [h.giver.name for h in queries.helpers(SYSTEM, place, on)] == [giver]
    told = structure.relation(SYSTEM, heir, date(2018, 2, 1))
    assert ([str(step.giver) for step in told.steps], told.years, told.hand_overs) == (
        ["深圳市", "广州市"],
        5,
        1,
    )


def test_an_end_is_not_moved_silently(left: Pairing) -> None:
    end(left)
    with pytest.raises(AlreadyEndedError, match="深圳市 → 毕节市"):
        end(left, "2017")
    assert str(Pairing.objects.get().period.end) == "2016-12"


def test_a_planned_end_may_come_earlier(left: Pairing) -> None:
    Pairing.objects.update(end_on=date(2021, 1, 1), end_precision="year")
    assert str(end(left).period.end) == "2016-12"


@pytest.mark.parametrize("on", ["2016-11", "2017"])
def test_a_successor_that_does_not_start_on_that_day_is_refused(
    left: Pairing, heir: Pairing, on: str
) -> None:
    with pytest.raises(PairingRefusedError, match=Code.SUCCESSOR):
        end(left, on, successor=heir)
    assert Pairing.objects.get(pk=left.pk).end_reason == ""


def test_a_successor_that_helps_somebody_else_is_refused(left: Pairing) -> None:
    other = a_pairing("广州市", "440100", "黔南州", "522700", round_code="2016", start="2016-12", end=None)
    with pytest.raises(PairingRefusedError, match=Code.SUCCESSOR):
        end(left, successor=other)


def test_an_end_before_the_start_is_refused(left: Pairing) -> None:
    with pytest.raises(BadPeriodError):
        end(left, "2012")


def test_an_end_after_the_rounds_is_refused(left: Pairing) -> None:
    Round.objects.filter(code="2013").update(end_on=date(2016, 12, 1), end_precision="month")
    with pytest.raises(PairingRefusedError, match=Code.OUTSIDE_ROUND):
        end(left, "2017-01")
    assert end(left, "2016-12").end_reason


def test_how_a_pairing_began_does_not_keep_it_from_ending(left: Pairing) -> None:
    """History loaded from sources only warns: here it began before its round."""
    Round.objects.filter(code="2013").update(start_on=date(2014, 1, 1))
    assert end(left).end_reason


def test_what_stands_below_must_end_first(left: Pairing) -> None:
    child = a_pairing(
        "示例东县", "440301", "示例西县", "520501", round_code="2013", start="2014", end=None, parent=left
    )
    with pytest.raises(PairingRefusedError, match=f"{Code.CHILD_OUTLIVES}: 示例东县 → 示例西县"):
        end(left)
    end(child, "2016-12", reason=EndReason.ROUND_ENDED)
    assert end(left).end_reason


@pytest.mark.parametrize("who", ["anonymous", "viewer"])
def test_only_an_administrator_may(left: Pairing, who: str, request: pytest.FixtureRequest) -> None:
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowedError, match="终止结对"):
        end(left, actor=actor)
    with pytest.raises(NotAllowedError, match="登记交接事项"):
        list_for_hand_over(actor=actor, pairing=left, kind=HandOverItem.Kind.PROJECT, description="示例")
    assert not HandOverItem.objects.exists()


def test_the_hand_over_list_is_worked_off(left: Pairing) -> None:
    for kind in HandOverItem.Kind:
        list_for_hand_over(actor=SYSTEM, pairing=left, kind=kind, description=f"示例:{kind.label}")
    first = left.hand_over.get(kind="project")
    close_hand_over(actor=SYSTEM, item=first, state=HandOverItem.State.DONE, on=date(2016, 12, 20))
    states = {item.kind: (item.state, item.done_on) for item in left.hand_over.all()}
    assert states.pop("project") == ("done", date(2016, 12, 20))
    assert set(states.values()) == {("open", None)}


@pytest.mark.parametrize(
    ("on", "open_"),
    [
        (date(2013, 1, 31), False),
        (date(2013, 2, 1), True),
        (date(2016, 11, 30), True),
        (date(2016, 12, 1), False),
    ],
)
def test_no_new_work_begins_under_a_closed_pair(left: Pairing, on: date, *, open_: bool) -> None:
    ended = end(left)
    if open_:
        require_open(ended, on)
        return
    with pytest.raises(AlreadyEndedError):
        require_open(ended, on)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_end_it_at_once_one_is_told() -> None:
    left = a_pairing("深圳市", "440300", *BIJIE, round_code="2013", start="2013-02", end=None)
    ready, answers = threading.Barrier(2), []

    def press(on: str) -> None:
        ready.wait()
        try:
            answers.append(str(end(left, on).period.end))
        except AlreadyEndedError:
            answers.append("told")
        finally:
            connection.close()

    people = [threading.Thread(target=press, args=(on,)) for on in ("2016-11", "2016-12")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    kept = Pairing.objects.get()
    assert sorted(answers) == sorted(["told", str(kept.period.end)])
    assert kept.period == Period.parse("2013-02", str(kept.period.end))
