"""Households are reported and reviewed whole: a village at a time, with all that changed in them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.domain.households.building import TODAY, household, members, recorder, somebody
from tests.domain.personal.numbers import phone
from xieshou.domain.households.models import HelpKind, Household, Status
from xieshou.domain.households.services import (
    IncomeFacts,
    MeasureFacts,
    MemberFacts,
    VisitFacts,
    move_member,
    record_income,
    record_measure,
    record_visit,
    set_status,
    update_member,
)
from xieshou.domain.recorded.versions import versions
from xieshou.domain.reviewed import ReviewState
from xieshou.domain.workflow.revealing import queries as revealing
from xieshou.domain.workflow.revealing.services import reveal
from xieshou.domain.workflow.review.queries import Wanted, described, waiting
from xieshou.domain.workflow.review.registry import kind_named
from xieshou.domain.workflow.review.services import report, review
from xieshou.kernel.actor import Actor, NotAllowedError, Role
from xieshou.kernel.period import PartialDate, Period

pytestmark = pytest.mark.django_db
KIND = "households"


def reviewer() -> Actor:
    return somebody("520602204", Role.REVIEWER, name="reviewer")


def passed(*homes: Household) -> None:
    """Reported by who recorded them and passed by somebody else."""
    keys = [home.pk for home in homes]
    assert report(actor=recorder(), kind=KIND, keys=keys).left == ()
    seen = versions(Household, keys)
    assert review(actor=reviewer(), kind=KIND, seen=seen).left == ()


def told(home: Household) -> list[tuple[str, str, str]]:
    found = described(reviewer(), kind_named(KIND), [home.pk])[0].differences
    return [(each.title, each.before, each.after) for each in found.fields]


def test_what_changed_in_parts_is_told_with_the_household() -> None:
    home = household()
    passed(home)
    assert told(home) == []
    head, wife, son = members(home)
    said = MemberFacts(
        "示例妻", "配偶", number=wife.number, sex="female", born_on=wife.born_on, education="初中"
    )
    update_member(actor=recorder(), member=wife, facts=replace(said, skill="skilled"), today=TODAY)
    move_member(actor=recorder(), member=son, to=household(), on=TODAY, relation="侄子", today=TODAY)
    set_status(
        actor=recorder(), household=home, status=Status.POOR, since=PartialDate.parse("2014"),
        note="示例公示", today=TODAY,
    )  # fmt: skip
    record_income(
        actor=recorder(), household=home, facts=IncomeFacts(2019, 3, wage=Decimal(9000)), today=TODAY
    )
    record_measure(
        actor=recorder(), household=home, today=TODAY,
        facts=MeasureFacts(HelpKind.POST, "护林员", Period.parse("2020-01", None)),
    )  # fmt: skip
    found = told(home)
    assert ("家庭成员 示例妻 配偶 · 文化程度", "", "初中") in found
    assert ("家庭成员 示例妻 配偶 · 劳动技能", "普通劳动力", "技能劳动力") in found
    assert ("家庭成员", "示例孩0 之子", "") in found
    assert ("曾在农户", "", "之子 […, 2020-06-30)") in found
    assert ("脱贫状态", "", "未脱贫 [2014, …)") in found
    assert ("家庭收入", "", "2019") in found
    assert ("帮扶措施", "", "公益性岗位 护林员") in found
    assert head.name not in str(found)


def test_of_sealed_fields_only_that_they_changed_is_told() -> None:
    home = household()
    wife = members(home)[1]
    said = MemberFacts(
        "示例妻",
        "配偶",
        number=wife.number,
        sex="female",
        born_on=wife.born_on,
        health="chronic",
        phone=phone(7),
    )
    update_member(actor=recorder(), member=wife, facts=said, today=TODAY)
    passed(home)
    update_member(
        actor=recorder(), member=wife, facts=replace(said, health="serious", phone=phone(8)), today=TODAY
    )
    found = told(home)
    assert {title for title, _before, _after in found} == {
        "家庭成员 示例妻 配偶 · 联系电话",
        "家庭成员 示例妻 配偶 · 健康状况",
    }
    for secret in (phone(7), phone(8), "serious", "chronic", "大病"):
        assert secret not in str(found)


def test_of_a_household_that_never_was_reviewed_the_people_are_told_in_lines() -> None:
    found = told(household())
    assert [after for title, _before, after in found if title == "家庭成员"] == [
        "示例户主 户主",
        "示例妻 配偶",
        "示例孩0 之子",
    ]


def test_a_visit_leaves_the_household_reviewed() -> None:
    home = household()
    passed(home)
    record_visit(actor=recorder(), household=home, facts=VisitFacts(TODAY, "示例干部"), today=TODAY)
    home.refresh_from_db()
    assert home.review_state == ReviewState.REVIEWED


def test_whoever_changed_a_person_does_not_review_the_household() -> None:
    home = household()
    passed(home)
    both = somebody("520602204", Role.RECORDER, Role.REVIEWER, name="both")
    wife = members(home)[1]
    said = MemberFacts("示例妻", "配偶", number=wife.number, sex="female", born_on=wife.born_on)
    update_member(actor=both, member=wife, facts=replace(said, education="初中"), today=TODAY)
    report(actor=both, kind=KIND, keys=[home.pk])
    assert review(actor=both, kind=KIND, seen=versions(Household, [home.pk])).done == ()
    assert home.pk not in set(waiting(both, kind_named(KIND), Wanted.REVIEW).values_list("pk", flat=True))


def test_a_village_is_reported_and_reviewed_in_as_many_queries_as_a_household(
    django_assert_max_num_queries: Any,
) -> None:
    homes = [household(size=2) for _ in range(30)]
    keys = [home.pk for home in homes]
    actor, other = recorder(), reviewer()
    with django_assert_max_num_queries(20):
        assert len(report(actor=actor, kind=KIND, keys=keys).done) == 30
    seen = versions(Household, keys)
    with django_assert_max_num_queries(50):
        described(other, kind_named(KIND), keys)
    with django_assert_max_num_queries(20):
        assert len(review(actor=other, kind=KIND, seen=seen).done) == 30


def test_the_sealed_fields_of_households_and_people_are_revealed_for_a_reason_within_the_scope() -> None:
    home = household(phone=phone(3))
    assert {"household", "member"} <= set(revealing.kinds())
    reason = "核对户主联系方式"
    assert reveal(actor=recorder(), record=home, field="phone", reason=reason) == phone(3)
    stranger = recorder("520602101")
    with pytest.raises(NotAllowedError):
        reveal(actor=stranger, record=home, field="phone", reason=reason)
    with pytest.raises(NotAllowedError):
        reveal(actor=stranger, record=members(home)[0], field="id_number", reason=reason)
