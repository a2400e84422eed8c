"""Work that waits for the cast: everything here is made up and says so (示例)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from xieshou.domain.parties.models import Organisation, OrganisationKind, Side, User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.parties.services import record_organisation
from xieshou.domain.places.models import Division
from xieshou.domain.recorded import acting
from xieshou.domain.workflow.review.services import report, return_to, review
from xieshou.domain.workflow.tasks.models import Task, TaskSource
from xieshou.domain.workflow.tasks.services import record_task
from xieshou.kernel.actor import Actor

NOTE = "示例数据,并非真实单位、人员或事项"


@dataclass(frozen=True, slots=True)
class Errand:
    """A task of the demonstration: for whom, due how many days from the day of set-up, and where."""

    owner: str
    title: str
    days: int
    source: TaskSource
    place: str


ERRANDS = (
    Errand("east", "汇总后方单位本月派出人员名单(示例)", 3, TaskSource.CALENDAR, "330100"),
    Errand("west", "更正被退回的单位登记(示例)", 2, TaskSource.OTHER, "522600"),
    Errand("west", "准备联席会议材料(示例)", 12, TaskSource.MEETING, "522600"),
    Errand("reviewer", "审核本周上报的单位(示例)", 1, TaskSource.OTHER, "522600"),
    Errand("finance", "核对上季度资金到位凭证(示例)", -2, TaskSource.AUDIT_ISSUE, "522600"),
    Errand("village", "走访并核对本镇联系人(示例)", -1, TaskSource.OTHER, "522630101"),
    Errand("auditor", "跟踪审计问题整改(示例)", 20, TaskSource.AUDIT_ISSUE, "520000"),
    Errand("evaluator", "拟定抽样方案(示例)", 15, TaskSource.ASSESSMENT, "520000"),
    Errand("leader", "督办联席会议议定事项(示例)", 7, TaskSource.MEETING, "522600"),
    Errand("admin", "给新来的同事发邀请(示例)", 4, TaskSource.OTHER, ""),
)


def is_due() -> bool:
    """Is there no work yet? Done once: what somebody finished or removed does not come back."""
    return not Task.objects.exists() and not Organisation.objects.filter(name__startswith="示例").exists()


def set_out(on: date) -> None:
    """Let the cast find work: drafts, reports that wait, one returned, tasks. All or nothing.

    Raises:
        User.DoesNotExist, Division.DoesNotExist: before the cast and the places are there.
    """
    actors = {user.username: actor_of_account(user) for user in User.objects.all()}
    with acting(actors["admin"], "布置示例工作"):
        _tasks(actors["admin"], on)
    _organisations(actors)


def _tasks(administrator: Actor, on: date) -> None:
    for errand in ERRANDS:
        record_task(
            actor=administrator,
            title=errand.title,
            description=NOTE,
            on=on,
            owner=User.objects.get(username=errand.owner),
            deadline=on + timedelta(days=errand.days),
            source=errand.source,
            source_text="示例",
            division=_place(errand.place) if errand.place else None,
        )


def _organisations(actors: dict[str, Actor]) -> None:
    """Of the west's four one is passed, one returned, one waits and one is a draft; the east's waits."""
    made = [
        _organisation(actors["west"], name, kind, Side.WEST, place)
        for name, kind, place in (
            ("示例苗绣合作社", OrganisationKind.COOPERATIVE, "522630"),
            ("示例茶叶公司", OrganisationKind.FIRM, "522634"),
            ("示例帮扶车间", OrganisationKind.FIRM, "522631"),
            ("示例职业学校", OrganisationKind.SCHOOL, "522601"),
        )
    ]
    first, second, third, _draft = (each.pk for each in made)
    report(actor=actors["west"], kind="organisations", keys=[first, second, third])
    review(actor=actors["reviewer"], kind="organisations", seen={first: None})
    return_to(
        actor=actors["reviewer"],
        kind="organisations",
        seen={second: None},
        reason="所在地请写到县,并补登记证明(示例)",
    )
    eastern = _organisation(
        actors["east"], "示例协作办公室", OrganisationKind.DEPARTMENT, Side.EAST, "330106"
    )
    report(actor=actors["east"], kind="organisations", keys=[eastern.pk])


def _organisation(actor: Actor, name: str, kind: OrganisationKind, side: Side, place: str) -> Organisation:
    return record_organisation(
        actor=actor, name=name, kind=kind, side=side, division=_place(place), note=NOTE, source="示例"
    )


def _place(code: str) -> Division:
    return Division.objects.get(code=code)
