"""Finding relations over stored claims: what is written, kept and taken away. Rules: test_judge_claims."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.domain.evidence.keeping import claim, document, indicator, party
from xieshou.domain.evidence.models import Claim, ClaimRelation, ClaimStatus, ClaimTier, RelationState
from xieshou.domain.evidence.refreshing import compare_anew
from xieshou.domain.evidence.relations import queries, services
from xieshou.domain.evidence.relations.finding import Found, find_relations, stale
from xieshou.domain.places.models import Division
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, Actor, NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def totals() -> list[Claim]:
    """Projects for one place: 220, then 872, then 951; and 900 for the time of the 872 in another paper."""
    projects, enshi = indicator("aid_projects"), party("恩施州", "422800")
    papers = [document(code) for code in ("S32", "[000]", "S31", "S99")]
    values = [(220, "2018-08-19"), (872, "2020-10-08"), (951, "2020-10-09"), (900, "2020-10-08")]
    return [
        claim(paper, projects, value, "个", enshi, as_of)
        for paper, (value, as_of) in zip(papers, values, strict=True)
    ]


def told() -> set[tuple[str, str, str]]:
    rows = ClaimRelation.objects.values_list("kind", "claim__surface", "other__surface")
    return {(kind, claim, other or "") for kind, claim, other in rows}


CHAIN = {
    ("nested", "872个", "220个"),
    ("nested", "900个", "220个"),
    ("nested", "951个", "872个"),
    ("nested", "951个", "900个"),
    ("conflicts", "872个", "900个"),
}


def test_relations_are_found_and_finding_them_again_changes_nothing(totals: list[Claim]) -> None:
    assert find_relations(actor=SYSTEM) == Found(created=5, changed=0, removed=0, unchanged=0)
    before = list(ClaimRelation.objects.order_by("pk").values())
    assert find_relations(actor=SYSTEM) == Found(created=0, changed=0, removed=0, unchanged=5)
    assert list(ClaimRelation.objects.order_by("pk").values()) == before
    assert {(k, *sorted((a, b))) for k, a, b in told()} == {(k, *sorted((a, b))) for k, a, b in CHAIN}


def test_what_no_longer_holds_goes_and_what_changed_is_changed(totals: list[Claim]) -> None:
    find_relations(actor=SYSTEM)
    Claim.objects.filter(pk=totals[3].pk).update(value=872, surface="872个")
    done = find_relations(actor=SYSTEM)
    assert ("agrees", "872个", "872个") in told()
    assert done.changed == 1, "the pair is the same, its relation another"
    Claim.objects.filter(pk=totals[3].pk).update(status=ClaimStatus.REJECTED)
    assert find_relations(actor=SYSTEM).removed == 3
    assert told() == {("nested", "872个", "220个"), ("nested", "951个", "872个")}


def test_noise_takes_no_part(totals: list[Claim]) -> None:
    Claim.objects.update(tier=ClaimTier.NOISE)
    assert find_relations(actor=SYSTEM) == Found(0, 0, 0, 0)


def test_decisions_survive(totals: list[Claim], administrator: Actor) -> None:
    find_relations(actor=SYSTEM)
    conflict = ClaimRelation.objects.get(kind="conflicts")
    nested = ClaimRelation.objects.filter(kind="nested").order_by("pk")
    services.confirm_relation(actor=administrator, relation_id=nested[0].pk)
    services.retype_relation(actor=administrator, relation_id=nested[1].pk, kind="scope_differs")
    services.dismiss_relation(actor=administrator, relation_id=conflict.pk, note="两稿各自统计")
    decided = list(ClaimRelation.objects.exclude(state="found").order_by("pk").values())
    Claim.objects.filter(pk=totals[3].pk).update(value=872, surface="872个")
    find_relations(actor=SYSTEM)
    assert list(ClaimRelation.objects.exclude(state="found").order_by("pk").values()) == decided
    assert "agrees" not in {kind for kind, _claim, _other in told()}, "the pair was decided on"


def test_a_reopened_relation_is_found_anew(totals: list[Claim], administrator: Actor) -> None:
    find_relations(actor=SYSTEM)
    conflict = ClaimRelation.objects.get(kind="conflicts")
    services.retype_relation(
        actor=administrator, relation_id=conflict.pk, kind="scope_differs", note="口径不同"
    )
    conflict.refresh_from_db()
    assert (conflict.state, conflict.reason, conflict.decision_note) == ("confirmed", "by_hand", "口径不同")
    assert conflict.decided_by_id == administrator.user_id
    services.reopen_relation(actor=administrator, relation_id=conflict.pk)
    find_relations(actor=SYSTEM)
    conflict.refresh_from_db()
    assert (conflict.kind, conflict.reason, conflict.state) == ("conflicts", "values_differ", "found")
    assert (conflict.decided_by_id, conflict.decided_at, conflict.decision_note) == (None, None, "")


def test_dismissing_needs_a_reason_and_deciding_an_administrator(
    totals: list[Claim], administrator: Actor, viewer: Actor
) -> None:
    find_relations(actor=SYSTEM)
    first = ClaimRelation.objects.order_by("pk")[0].pk
    with pytest.raises(services.NoteRequiredError):
        services.dismiss_relation(actor=administrator, relation_id=first, note=" ")
    for stranger in (viewer, ANONYMOUS):
        with pytest.raises(NotAllowedError):
            services.confirm_relation(actor=stranger, relation_id=first)
        with pytest.raises(NotAllowedError):
            find_relations(actor=stranger)
    assert set(ClaimRelation.objects.values_list("state", flat=True)) == {RelationState.FOUND}


def test_a_doubt_about_one_claim_is_never_made_a_relation_of_two(administrator: Actor) -> None:
    paper = document("[002]", dated="")
    claim(
        paper,
        indicator("aid_projects"),
        57,
        "个",
        party("碧江区", "520602"),
        period_text="以来",
        programme="",
    )
    find_relations(actor=SYSTEM)
    doubt = ClaimRelation.objects.get()
    assert (doubt.kind, doubt.reason, doubt.other_id) == ("date_suspect", "start_missing", None)
    with pytest.raises(services.RelationRefusedError):
        services.retype_relation(actor=administrator, relation_id=doubt.pk, kind="conflicts")
    services.dismiss_relation(actor=administrator, relation_id=doubt.pk, note="由上文可知")
    assert find_relations(actor=SYSTEM) == Found(0, 0, 0, 1)


def test_two_reprints_are_one_document() -> None:
    """A1-2: what a reprint says is no agreement."""
    original = document("[000]")
    reprint = document("[000b]", reprint_of=original)
    projects, enshi = indicator("aid_projects"), party("恩施州", "422800")
    for paper in (original, reprint):
        claim(paper, projects, 872, "个", enshi, "2020-10-08")
    find_relations(actor=SYSTEM)
    assert list(ClaimRelation.objects.values_list("kind", "reason")) == [("duplicate_text", "restated")]


def test_relations_are_asked_by_kind_state_place_document_indicator_and_claim(totals: list[Claim]) -> None:
    find_relations(actor=SYSTEM)
    found = queries.relations(ANONYMOUS)
    assert found.count() == 5
    assert queries.relations(ANONYMOUS, kinds=["conflicts"]).count() == 1
    assert queries.relations(ANONYMOUS, state="confirmed").count() == 0
    enshi, elsewhere = Division.objects.get(code="422800"), party("碧江区", "520602").division
    assert queries.relations(ANONYMOUS, place=enshi).count() == 5
    assert queries.relations(ANONYMOUS, place=elsewhere).count() == 0
    assert queries.relations(ANONYMOUS, document=totals[0].document).count() == 2
    assert queries.relations(ANONYMOUS, indicator=totals[0].indicator).count() == 5
    assert len(queries.relations_of(ANONYMOUS, totals[1])) == 3
    assert queries.tally(ANONYMOUS) == {("nested", "found"): 4, ("conflicts", "found"): 1}


def test_the_number_of_queries_does_not_grow_with_the_claims(totals: list[Claim]) -> None:
    find_relations(actor=SYSTEM)
    with CaptureQueriesContext(
        connection,
    ) as few:
        find_relations(actor=SYSTEM)
    projects, enshi = indicator("aid_projects"), party("恩施州", "422800")
    paper = document("S98")
    for value in range(10):
        claim(paper, projects, 300 + value, "个", enshi, "2019-01-01", label=str(value))
    find_relations(actor=SYSTEM)
    with CaptureQueriesContext(connection) as many:
        find_relations(actor=SYSTEM)
    assert len(many) == len(few)
    with CaptureQueriesContext(connection) as listing:
        for each in queries.relations(ANONYMOUS):
            assert [str(one) for one in each.claim.receivers.all()] == ["恩施州"]
    assert len(listing) <= 9


def test_a_relation_that_is_no_more_what_the_rules_find_is_named(totals: list[Claim]) -> None:
    find_relations(actor=SYSTEM)
    assert stale() == []
    Claim.objects.filter(pk=totals[0].pk).update(status=ClaimStatus.REJECTED)
    assert len(stale()) == 2
    compare_anew(actor=SYSTEM)
    assert stale() == []
