"""草稿 → 已报 → 已审, or 退回: services and what they leave."""

from __future__ import annotations

import pytest

from xieshou.domain.access import OutsideScopeError
from xieshou.domain.pairings.models import EndReason, Pairing
from xieshou.domain.pairings.queries import pairings
from xieshou.domain.pairings.services import end_pairing
from xieshou.domain.parties.models import Organisation
from xieshou.domain.parties.services import record_organisations
from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.review.queries import Wanted, counts, described, waiting
from xieshou.domain.workflow.review.registry import kind_named
from xieshou.domain.workflow.review.rules import Step, Why
from xieshou.domain.workflow.review.services import report, return_to, review
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError
from xieshou.kernel.period import PartialDate

pytestmark = pytest.mark.django_db


def state(pairing: Pairing) -> str:
    return Pairing.objects.get(pk=pairing.pk).review_state


def test_a_record_goes_from_draft_to_the_figures(officer, draft) -> None:
    recorder, reviewer = officer("甲", "recorder", "示例县"), officer("乙", "reviewer", "示例县")
    made = draft(recorder)
    assert (state(made), made.recorded_by_id) == ("draft", recorder.user_id)
    assert not pairings(ANONYMOUS).exists()
    assert report(actor=recorder, kind="pairings", keys=[made.pk]).done == (made.pk,)
    assert review(actor=reviewer, kind="pairings", seen={made.pk: None}).done == (made.pk,)
    kept = pairings(ANONYMOUS).get()
    assert (kept.review_state, kept.reviewed_by_id) == ("reviewed", reviewer.user_id)
    assert [act.what for act in Act.objects.order_by("at")] == ["登记结对", "上报", "审核通过"]


def test_either_side_may_record_the_pairing_and_nobody_else(officer, draft) -> None:
    draft(officer("东", "recorder", "示例区"))
    with pytest.raises(OutsideScopeError):
        draft(officer("旁", "recorder", "示例二县"))
    with pytest.raises(NotAllowedError):
        draft(officer("看", "viewer", "示例县"))
    assert Pairing.objects.count() == 1


def test_nobody_reviews_what_they_recorded_or_changed(officer, draft) -> None:
    """Also not the first of two who worked on it: both had it in their hands."""
    one, two, third = (officer(name, "administrator") for name in "甲乙丙")
    made = draft(one)
    end_pairing(actor=two, pairing=made, end=PartialDate.parse("2025"), reason=EndReason.ADJUSTED)
    report(actor=two, kind="pairings", keys=[made.pk])
    for own in (one, two):
        assert [left.why for left in review(actor=own, kind="pairings", seen={made.pk: None}).left] == [
            Why.OWN
        ]
        assert counts(own, kind_named("pairings")).review == 0
    assert counts(third, kind_named("pairings")).review == 1
    assert review(actor=third, kind="pairings", seen={made.pk: None}).done


def test_what_is_reviewed_goes_back_to_draft_when_it_is_changed_and_shows_what_changed(
    officer, draft
) -> None:
    recorder, reviewer = officer("甲", "recorder", "示例县"), officer("乙", "reviewer", "示例县")
    made = draft(recorder)
    report(actor=recorder, kind="pairings", keys=[made.pk])
    review(actor=reviewer, kind="pairings", seen={made.pk: None})
    end_pairing(actor=recorder, pairing=made, end=PartialDate.parse("2025-06"), reason=EndReason.ADJUSTED)
    assert state(made) == "draft"
    assert not pairings(ANONYMOUS).exists()
    (shown,) = described(reviewer, kind_named("pairings"), [made.pk])
    assert not shown.differences.new
    assert [(each.field, each.before, each.after) for each in shown.differences.fields] == [
        ("period", "2021 至 今", "2021 至 2025-06"),
        ("end_reason", "", "结对调整"),
    ]


def test_a_return_gives_its_reason_to_who_recorded_it(officer, draft) -> None:
    recorder, reviewer = officer("甲", "recorder", "示例县"), officer("乙", "reviewer", "示例县")
    made = draft(recorder)
    report(actor=recorder, kind="pairings", keys=[made.pk])
    assert (
        return_to(actor=reviewer, kind="pairings", seen={made.pk: None}, reason=" ").left[0].why
        is Why.NO_REASON
    )
    return_to(actor=reviewer, kind="pairings", seen={made.pk: None}, reason="缺协议")
    kept = Pairing.objects.get()
    assert (kept.review_state, kept.return_reason) == ("returned", "缺协议")
    assert waiting(recorder, kind_named("pairings"), Wanted.FILL).count() == 1
    assert Pairing.history.order_by("-history_id").first().history_change_reason == "缺协议"


def test_many_are_reviewed_in_one_act_and_the_answer_says_which_were_not(
    officer, draft, django_assert_max_num_queries
) -> None:
    recorder, reviewer = officer("甲", "recorder"), officer("乙", "reviewer", "示例县")
    inside, outside, unreported = (
        draft(recorder, *sides)
        for sides in (("示例区", "示例县"), ("示例区", "示例二县"), ("示例二县", "示例县"))
    )
    report(actor=recorder, kind="pairings", keys=[inside.pk, outside.pk])
    with django_assert_max_num_queries(14):
        found = review(
            actor=reviewer,
            kind="pairings",
            seen={inside.pk: None, outside.pk: None, unreported.pk: None, 999_999: None},
        )
    assert found.done == (inside.pk,)
    assert {left.pk: left.why for left in found.left} == {
        outside.pk: Why.OUTSIDE,
        unreported.pk: Why.STATE,
        999_999: Why.GONE,
    }
    assert "示例二县" not in next(left.line for left in found.left if left.pk == outside.pk)
    assert Act.objects.filter(what="审核通过").count() == 1


def test_what_changed_under_the_reviewers_eyes_is_not_passed(officer, draft) -> None:
    recorder, reviewer = officer("甲", "recorder", "示例县"), officer("乙", "reviewer", "示例县")
    made = draft(recorder)
    report(actor=recorder, kind="pairings", keys=[made.pk])
    (looked_at,) = described(reviewer, kind_named("pairings"), [made.pk])
    assert looked_at.steps == (Step.PASS, Step.RETURN)
    end_pairing(actor=recorder, pairing=made, end=PartialDate.parse("2025"), reason=EndReason.OTHER)
    report(actor=recorder, kind="pairings", keys=[made.pk])
    found = review(actor=reviewer, kind="pairings", seen={made.pk: looked_at.version})
    assert found.left[0].why is Why.CHANGED
    assert state(made) == "reported"


def test_organisations_are_recorded_within_scope_and_drafts_of_people(officer, places) -> None:
    recorder = officer("甲", "recorder", "示例县")
    facts = {"name": "示例合作社", "kind": "cooperative", "side": "west"}
    record_organisations(actor=recorder, organisations=[{**facts, "division_id": places["示例县"].pk}])
    with pytest.raises(OutsideScopeError):
        record_organisations(actor=recorder, organisations=[{**facts, "division_id": places["示例二县"].pk}])
    assert [(each.review_state, each.recorded_by_id) for each in Organisation.objects.all()] == [
        ("draft", recorder.user_id)
    ]
    record_organisations(
        actor=SYSTEM, organisations=[{**facts, "name": "示例局", "division_id": places["示例二县"].pk}]
    )
    assert Organisation.objects.get(name="示例局").review_state == "reviewed"


def test_recording_the_same_again_does_not_undo_a_review(officer, places) -> None:
    recorder, reviewer = officer("甲", "recorder", "示例县"), officer("乙", "reviewer", "示例县")
    facts = {"name": "示例合作社", "kind": "cooperative", "side": "west", "division_id": places["示例县"].pk}
    (made,) = record_organisations(actor=recorder, organisations=[facts])
    report(actor=recorder, kind="organisations", keys=[made.pk])
    review(actor=reviewer, kind="organisations", seen={made.pk: None})
    record_organisations(actor=recorder, organisations=[facts])
    assert Organisation.objects.get().review_state == "reviewed"
    record_organisations(actor=recorder, organisations=[{**facts, "note": "改过"}])
    assert Organisation.objects.get().review_state == "draft"


def test_each_list_takes_few_queries(officer, draft, django_assert_max_num_queries) -> None:
    recorder = officer("甲", "recorder", "示例县", "示例二县")
    for sides in (("示例区", "示例县"), ("示例区", "示例二县"), ("示例二县", "示例县")):
        draft(recorder, *sides)
    kind = kind_named("pairings")
    with django_assert_max_num_queries(1):
        keys = [each.pk for each in waiting(recorder, kind, Wanted.FILL)]
    assert len(keys) == 3
    with django_assert_max_num_queries(12):
        assert len(described(recorder, kind, keys)) == 3
    with django_assert_max_num_queries(3):
        assert counts(recorder, kind).fill == 3
