"""What the village recorder of the cast did in the example county, and what waits there for the reviewer."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from xieshou.demo.cast import CAST
from xieshou.domain.households.models import HelpKind, Household
from xieshou.domain.households.services import (
    IncomeFacts,
    MeasureFacts,
    VisitFacts,
    record_income,
    record_measure,
    record_visit,
)
from xieshou.domain.parties.models import User
from xieshou.domain.parties.reaching import actor_of_account
from xieshou.domain.recorded import acting
from xieshou.domain.workflow.review.services import report
from xieshou.kernel.period import PartialDate, Period

RECORDER = "village"
TOWN = next(member.place for member in CAST if member.username == RECORDER)


def set_out(on: date) -> None:
    """Two households were visited, one got help, one an income that was reported, one an income in draft.

    Nothing where the town has fewer than four households. All or nothing.

    Raises:
        User.DoesNotExist: before the cast is there.
    """
    actor = actor_of_account(User.objects.get(username=RECORDER))
    found = Household.objects.seen_by(actor).filter(village__code__startswith=TOWN, ended_on=None)
    homes = list(found.order_by("number")[:4])
    if len(homes) < 4:
        return
    helped, visited, reported, drafted = homes
    with acting(actor, "布置示例工作"):
        for home, seen in ((helped, "住房完好,饮水正常(示例)"), (visited, "老人独居,需常来看望(示例)")):
            record_visit(
                actor=actor,
                household=home,
                facts=VisitFacts(on - timedelta(days=6), "示例六", "月度走访(示例)", seen),
                today=on,
            )
        record_measure(
            actor=actor,
            household=helped,
            facts=MeasureFacts(
                HelpKind.INDUSTRY, "发放鸡苗 50 羽(示例)", Period(PartialDate(on - timedelta(days=60)), None),
                Decimal(1500),
            ),
            today=on,
        )  # fmt: skip
        for home in (reported, drafted):
            record_income(
                actor=actor,
                household=home,
                facts=IncomeFacts(
                    on.year - 1, wage=Decimal(18_000), business=Decimal(9_600), business_cost=Decimal(3_100),
                    property=Decimal(600), transfer=Decimal(2_400), note="示例",
                ),
                today=on,
            )  # fmt: skip
        report(actor=actor, kind="households", keys=[helped.pk, reported.pk])
