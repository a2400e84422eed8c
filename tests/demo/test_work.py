"""Work that waits for the cast of the demonstration: each finds some, and none of it passes for real."""

from datetime import date

import pytest

from xieshou.demo import work
from xieshou.demo.accounts import demo_accounts
from xieshou.domain.parties.models import Organisation, User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.places.models import Division, DivisionVersion
from xieshou.domain.workflow.tasks.models import Task

pytestmark = pytest.mark.django_db
CODES = (
    "520000", "522600", "522601", "522630", "522631", "522634", "522630101", "330100", "330106",
)  # fmt: skip


@pytest.fixture
def set_out(db, tmp_path):
    for code in CODES:
        level = 4 if len(code) == 9 else 1 if code.endswith("0000") else 2 if code.endswith("00") else 3
        place = Division.objects.create(level=level, code=code, name=f"示例{code}")
        DivisionVersion.objects.create(
            division=place, code=code, name=place.name, name_key="x", stem="x", initials="x", source="示例"
        )
    demo_accounts(tmp_path)
    work.set_out(date(2026, 11, 22))


def test_every_member_but_the_observer_has_a_task_that_says_it_is_an_example(set_out):
    owners = set(Task.objects.values_list("owner__username", flat=True))
    assert owners == set(User.objects.exclude(username="viewer").values_list("username", flat=True))
    assert all("示例" in task.title for task in Task.objects.all())


def test_records_stand_at_every_step_of_review_in_the_name_of_who_did_it(set_out):
    steps = {
        each.name: (each.review_state, each.recorded_by.username)
        for each in Organisation.objects.filter(name__startswith="示例")
    }
    assert steps == {
        "示例苗绣合作社": ("reviewed", "west"),
        "示例茶叶公司": ("returned", "west"),
        "示例帮扶车间": ("reported", "west"),
        "示例职业学校": ("draft", "west"),
        "示例协作办公室": ("reported", "east"),
    }


def test_a_stranger_to_the_scope_sees_only_what_was_reviewed(set_out):
    village = actor_of_account(User.objects.get(username="village"))
    seen = Organisation.objects.seen_by(village).filter(name__startswith="示例")
    assert [each.name for each in seen] == ["示例苗绣合作社"]


def test_it_is_set_out_once(set_out):
    assert not work.is_due()
