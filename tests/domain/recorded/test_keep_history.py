"""No tracked record changes without a row that says who, when, what and why (A9-8; decision 11)."""

from __future__ import annotations

import pytest
from django.db import models, transaction

from xieshou.domain.parties.models import Organisation, OrganisationKind, Side
from xieshou.domain.recorded import NobodyActsError, act, acting
from xieshou.domain.recorded.acting import DOING
from xieshou.domain.recorded.models import Act
from xieshou.kernel.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody(administrator: Actor):
    """The set-up of tests names somebody; here nobody acts unless the test says so."""
    token = DOING.set(None)
    yield
    DOING.reset(token)


def organisation(name: str, **more) -> Organisation:
    return Organisation(name=name, name_key=name, kind=OrganisationKind.FIRM, side=Side.EAST, **more)


def told(name: str) -> list[tuple[str, str, str, str]]:
    """The history of the organisation that is or was called so: kind, name, who, why, the first first."""
    rows = Organisation.history.filter(name__startswith=name).order_by("history_id")
    return [(row.history_type, row.name, row.actor_name, row.history_change_reason) for row in rows]


def test_a_write_in_nobodys_name_is_refused_and_nothing_is_stored() -> None:
    for write in (
        lambda: organisation("示例甲").save(),
        lambda: Organisation.objects.bulk_create([organisation("示例甲")]),
        lambda: Organisation.objects.update(note="x"),
    ):
        with pytest.raises(NobodyActsError), transaction.atomic():
            write()
    assert not Organisation.objects.exists()


def test_saving_changing_and_deleting_each_leave_a_row(administrator: Actor) -> None:
    with acting(administrator, "登记单位", "来函"):
        kept = organisation("示例甲")
        kept.save()
    with acting(administrator, "更改单位", "改名"):
        kept.name = "示例甲公司"
        kept.save(update_fields=["name"])
    with acting(administrator, "删除单位", "登记重复"):
        kept.delete()
    assert told("示例甲") == [
        ("+", "示例甲", "administrator", "来函"),
        ("~", "示例甲公司", "administrator", "改名"),
        ("-", "示例甲公司", "administrator", "登记重复"),
    ]


def test_set_based_writes_leave_a_row_for_each_record(administrator: Actor) -> None:
    with acting(administrator, "导入"):
        made = Organisation.objects.bulk_create([organisation(f"示例{i}") for i in range(1201)])
    with acting(administrator, "更改"):
        for each in made:
            each.note = "新"
        Organisation.objects.bulk_update(made, ["note"], batch_size=300)
    with acting(administrator, "再改"):
        Organisation.objects.filter(pk__in=[each.pk for each in made[:3]]).update(note="更新")
    assert Organisation.history.filter(history_type="+").count() == 1201
    assert Organisation.history.filter(history_type="~", note="新").count() == 1201
    assert Organisation.history.filter(history_type="~", note="更新").count() == 3


def test_what_changes_nothing_leaves_neither_row_nor_act(administrator: Actor) -> None:
    with acting(administrator, "登记"):
        kept = Organisation.objects.create(name="示例甲", name_key="示例甲", kind="firm", side="east")
    with acting(administrator, "再登记"):
        kept.save()
        Organisation.objects.update(name="示例甲")
    assert [each.what for each in Act.objects.all()] == ["登记"]
    assert len(told("示例甲")) == 1


def test_one_act_holds_all_it_changed_and_the_outermost_names_it(administrator: Actor) -> None:
    @act("登记一个")
    def record(*, actor: Actor, name: str) -> None:
        organisation(name).save()

    with acting(administrator, "导入台账", "五月报表"):
        record(actor=administrator, name="示例甲")
        record(actor=administrator, name="示例乙")
    (kept,) = Act.objects.all()
    assert (kept.what, kept.why, kept.user_id) == ("导入台账", "五月报表", administrator.user_id)
    assert set(Organisation.history.values_list("act", flat=True)) == {kept.key}


def test_an_act_that_fails_leaves_nothing(administrator: Actor) -> None:
    @act("登记")
    def fail(*, actor: Actor) -> None:
        organisation("示例甲").save()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail(actor=administrator)
    assert not Organisation.objects.exists()
    assert not Organisation.history.exists()
    assert not Act.objects.exists()


def test_records_are_read_as_they_were_recorded_at_a_moment(administrator: Actor) -> None:
    with acting(administrator, "登记"):
        organisation("示例甲").save()
    first = Organisation.history.latest().history_date
    with acting(administrator, "更改"):
        Organisation.objects.update(note="后来")
    assert [each.note for each in Organisation.history.as_of(first)] == [""]
    assert [each.note for each in Organisation.history.as_of(Organisation.history.latest().history_date)] == [
        "后来"
    ]


def test_of_two_rows_at_one_moment_the_later_written_counts(administrator: Actor) -> None:
    with acting(administrator, "登记"):
        organisation("示例甲").save()
        Organisation.objects.update(note="后来")
    at = Organisation.history.latest().history_date
    Organisation.history.update(history_date=at)
    assert [each.note for each in Organisation.history.as_of(at)] == ["后来"]


def test_passing_over_conflicts_is_refused(administrator: Actor) -> None:
    with acting(administrator, "登记"), pytest.raises(TypeError):
        Organisation.objects.bulk_create([organisation("示例甲")], ignore_conflicts=True)


def test_every_tracked_model_keeps_set_based_writes_too() -> None:
    from django.apps import apps

    from xieshou.domain.recorded import TrackedQuerySet

    tracked = [
        model
        for model in apps.get_app_config("domain").get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    ]
    assert len(tracked) > 10
    for model in tracked:
        assert isinstance(model._default_manager.all(), TrackedQuerySet), model
        assert isinstance(model._meta.pk, models.AutoField | models.UUIDField), model


def test_many_keys_leave_one_row_each_whether_they_follow_one_another_or_not(administrator: Actor) -> None:
    with acting(administrator, "登记单位", "批量"):
        made = Organisation.objects.bulk_create([organisation(f"示例{number}") for number in range(70)])
    keys = [each.pk for each in made]
    assert Organisation.history.filter(history_type="+").count() == 70
    apart = [*keys[:25], *keys[30:60:2], keys[-1]]
    with acting(administrator, "更改单位", "批量"):
        assert Organisation.objects.filter(pk__in=apart).update(note="改") == len(apart)
    changed = Organisation.history.filter(history_type="~")
    assert sorted(changed.values_list("id", flat=True)) == apart
    with acting(administrator, "更改单位", "无变化"):
        Organisation.objects.filter(pk__in=apart).update(note="改")
    assert Organisation.history.filter(history_type="~").count() == len(apart)
