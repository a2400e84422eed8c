"""Who did what: acts and histories, as far as the reader's scope goes (A9-8; decision 11)."""

from __future__ import annotations

import pytest

from xieshou.domain.parties.models import Grant, Organisation, User
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import acting
from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.audit import queries
from xieshou.domain.workflow.audit.kinds import UnknownKindError, kind_named, kinds
from xieshou.domain.workflow.audit.queries import Asked
from xieshou.kernel.actor import ANONYMOUS, Actor, Reach, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Division:
    return Division.objects.create(level=3, code="529901", name="示例县")


@pytest.fixture
def done(administrator: Actor, here: Division) -> Organisation:
    """An organisation that was recorded, renamed and moved to another side."""
    with acting(administrator, "登记单位", "来函"):
        kept = Organisation.objects.create(
            name="示例厂", name_key="示例厂", kind="firm", side="west", division=here
        )
    with acting(administrator, "更改单位", "改名"):
        kept.name, kept.side = "示例公司", "other"
        kept.save()
    return kept


def auditor(code: str) -> Actor:
    return Actor.of_roles([(Role.AUDITOR, Reach(codes=frozenset({code})))], user_id=7, name="示例审计")


def whats(actor: Actor, **asked) -> list[str]:
    return [act.what for act in queries.acts(actor, Asked(**asked))]


def test_a_change_tells_every_field_before_and_after_in_words(administrator, done) -> None:
    latest, first = queries.history(administrator, kind_named("organisation"), done.pk)
    assert (latest.how, latest.who, latest.why, latest.label) == ("~", "administrator", "改名", "示例公司")
    assert {(d.title, d.before, d.after) for d in latest.differences} == {
        ("名称", "示例厂", "示例公司"),
        ("方", "西部", "其他"),
    }
    assert ("所在地", "", "示例县") in {(d.title, d.before, d.after) for d in first.differences}


def test_an_auditor_of_the_area_reads_it_and_one_of_another_does_not(done) -> None:
    assert whats(auditor("5299")) == ["更改单位", "登记单位"]
    assert whats(auditor("5301")) == []
    assert queries.history(auditor("5301"), kind_named("organisation"), done.pk) == []


def test_seeing_a_record_is_not_enough_to_read_its_history(done) -> None:
    viewer = Actor.everywhere(Role.VIEWER, user_id=8)
    for actor in (viewer, ANONYMOUS):
        assert not queries.may_audit(actor)
        assert queries.history(actor, kind_named("organisation"), done.pk) == []


def test_what_was_deleted_is_still_told_with_what_it_held(administrator, done) -> None:
    key = done.pk
    with acting(administrator, "删除单位", "重复登记"):
        done.delete()
    last = queries.history(auditor("5299"), kind_named("organisation"), key)[0]
    assert (last.how, last.label) == ("-", "示例公司")
    assert ("名称", "示例公司", "") in {(d.title, d.before, d.after) for d in last.differences}


def test_acts_are_found_by_who_what_why_kind_and_day(administrator, done) -> None:
    today = Act.objects.latest("at").at.date()
    assert whats(administrator, who="administr") == ["更改单位", "登记单位"]
    assert whats(administrator, text="来函") == ["登记单位"]
    assert whats(administrator, kind="pairing") == []
    assert whats(administrator, since=today, until=today) or whats(administrator)
    assert whats(administrator, since=today.replace(year=today.year + 1)) == []
    with pytest.raises(UnknownKindError):
        queries.acts(administrator, Asked(kind="nothing"))


def test_an_act_counts_all_it_changed_and_shows_the_first(administrator, here) -> None:
    with acting(administrator, "导入台账"):
        Organisation.objects.bulk_create(
            Organisation(name=f"示例{i}", name_key=f"示例{i}", kind="firm", side="west", division=here)
            for i in range(5)
        )
    act = queries.acts(administrator).get(what="导入台账")
    (touched,) = queries.touched(administrator, act, shown=2)
    assert (touched.kind.name, touched.count, len(touched.changes)) == ("organisation", 5, 2)


def test_reading_many_changes_takes_a_few_queries(administrator, here, django_assert_max_num_queries) -> None:
    with acting(administrator, "导入台账"):
        Organisation.objects.bulk_create(
            Organisation(name=f"示例{i}", name_key=f"示例{i}", kind="firm", side="west", division=here)
            for i in range(100)
        )
    act = queries.acts(administrator).get(what="导入台账")
    with django_assert_max_num_queries(len(kinds()) + 8):
        (touched,) = queries.touched(administrator, act)
    assert len(touched.changes) == 100


def test_who_was_granted_what_is_read_by_administrators_and_auditors_alone(administrator, here) -> None:
    user = User.objects.create_user("officer")
    with acting(administrator, "授予角色"):
        Grant.objects.create(user=user, role="recorder", scope="division", division=here)
    recorder = Actor.of_roles([(Role.RECORDER, Reach(codes=frozenset({"5299"})))], user_id=9)
    assert whats(recorder, kind="grant") == []
    assert whats(auditor("5299"), kind="grant") == ["授予角色"]
