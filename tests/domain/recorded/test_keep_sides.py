"""Many-to-many fields are a part of the history of their record: the parties of a figure (decision 11)."""

from __future__ import annotations

import pytest

from tests.domain.evidence.keeping import document, indicator
from xieshou.domain.evidence.claims.keeping import Draft, keep_claims
from xieshou.domain.evidence.claims.recording import record_claim
from xieshou.domain.evidence.models import Claim
from xieshou.domain.parties.models import Organisation, Party
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import NobodyActsError, acting
from xieshou.domain.recorded.acting import DOING
from xieshou.domain.recorded.models import Act
from xieshou.domain.recorded.sides import keep_sides, keys_in
from xieshou.domain.workflow.audit import queries
from xieshou.domain.workflow.audit.kinds import kind_named
from xieshou.kernel.actor import Actor, Reach, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> list[Division]:
    return [
        Division.objects.create(level=3, code=f"52990{i}", name=name)
        for i, name in enumerate(("甲县", "乙县"), 1)
    ]


@pytest.fixture
def claim(administrator: Actor, places: list[Division]) -> Claim:
    return record_claim(
        actor=administrator,
        document=document("示例文献"),
        surface="12人",
        indicator=indicator("talent.sent", unit="人"),
        receivers=[places[0]],
    )


def told(claim: Claim) -> list[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    rows = Claim.history.filter(id=claim.pk).order_by("history_id")
    return [(row.history_type, keys_in(row, "givers"), keys_in(row, "receivers")) for row in rows]


def keys(*units: Division) -> tuple[int, ...]:
    return tuple(sorted(party_of(unit).pk for unit in units))


def test_a_new_figure_is_one_row_with_its_parties(claim, places) -> None:
    assert told(claim) == [("+", (), keys(places[0]))]


def test_parties_that_change_are_a_row_and_an_act_and_the_same_again_is_none(
    administrator, claim, places
) -> None:
    wanted = {"receivers": {claim.pk: keys(*places)}, "givers": {claim.pk: ()}}
    for what in ("更正受帮扶方", "再说一遍"):
        with acting(administrator, what):
            keep_sides(Claim, wanted)
    assert told(claim) == [("+", (), keys(places[0])), ("~", (), keys(*places))]
    assert set(claim.receivers.values_list("pk", flat=True)) == set(keys(*places))
    assert Act.objects.latest("at").what == "更正受帮扶方"


def test_a_figure_that_changes_with_its_parties_is_one_row(administrator, claim, places) -> None:
    with acting(administrator, "更改"):
        Claim.objects.filter(pk=claim.pk).update(note="重读")
        keep_sides(Claim, {"givers": {claim.pk: keys(places[1])}})
    assert told(claim)[1:] == [("~", keys(places[1]), keys(places[0]))]


def test_what_an_earlier_act_wrote_stays_as_it_was(administrator, claim, places) -> None:
    with acting(administrator, "改方"):
        keep_sides(Claim, {"receivers": {claim.pk: keys(places[1])}})
    with acting(administrator, "改注"):
        Claim.objects.filter(pk=claim.pk).update(note="x")
    assert [receivers for _, _, receivers in told(claim)] == [
        keys(places[0]),
        keys(places[1]),
        keys(places[1]),
    ]


def test_parties_of_loaded_figures_are_told_too(administrator, claim, places) -> None:
    claim.refresh_from_db()
    with acting(administrator, "导入"):
        done = keep_claims([Draft(claim, receivers=(Party.objects.get(pk=keys(places[1])[0]),))])
    assert (done.created, done.changed) == (0, 1)
    assert told(claim)[-1] == ("~", (), keys(places[1]))


def test_a_figure_that_is_deleted_is_told_with_the_parties_it_had(administrator, claim, places) -> None:
    key = claim.pk
    with acting(administrator, "删除"):
        claim.delete()
    claim.pk = key
    assert told(claim)[-1] == ("-", (), keys(places[0]))


def test_parties_are_known_as_they_were_recorded_at_a_moment(administrator, claim, places) -> None:
    first = Claim.history.latest().history_date
    with acting(administrator, "改方"):
        keep_sides(Claim, {"receivers": {claim.pk: keys(places[1])}})
    now = Claim.history.latest().history_date
    then = [[keys_in(each._history, "receivers") for each in Claim.history.as_of(at)] for at in (first, now)]
    assert then == [[keys(places[0])], [keys(places[1])]]


def test_in_nobodys_name_no_party_changes(claim, places) -> None:
    token = DOING.set(None)
    try:
        with pytest.raises(NobodyActsError):
            keep_sides(Claim, {"receivers": {claim.pk: ()}})
    finally:
        DOING.reset(token)
    assert claim.receivers.count() == 1


def test_a_change_names_parties_before_and_after(administrator, claim, places) -> None:
    with acting(administrator, "改方"):
        keep_sides(Claim, {"receivers": {claim.pk: keys(*places)}})
    latest = queries.history(administrator, kind_named("claim"), claim.pk)[0]
    assert [(d.title, d.before, d.after) for d in latest.differences] == [("受帮扶方", "甲县", "乙县、甲县")]


def test_an_organisation_that_the_reader_may_not_see_is_counted_and_not_named(administrator, claim) -> None:
    hidden = Organisation.objects.create(
        name="未公开厂", name_key="未公开厂", kind="firm", side="east", review_state="draft"
    )
    with acting(administrator, "改方"):
        keep_sides(Claim, {"receivers": {claim.pk: (party_of(hidden).pk,)}})
    auditor = Actor.of_roles([(Role.AUDITOR, Reach(codes=frozenset({"53"})))], user_id=7, name="示例审计")
    (shown,) = queries.history(auditor, kind_named("claim"), claim.pk)[0].differences
    assert (shown.before, shown.after) == ("甲县", "另有 1 个您看不到")
