"""A closed year is frozen; later corrections are dated entries with a reason (A9-8)."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from xieshou.domain.pairings.models import HandOverItem, Pairing, Round
from xieshou.domain.parties.models import Party
from xieshou.domain.places.models import Division, ProfileFigure
from xieshou.domain.recorded import acting
from xieshou.domain.recorded.models import Act
from xieshou.domain.workflow.freezing.guarding import FrozenYearError
from xieshou.domain.workflow.freezing.models import ClosedYear
from xieshou.domain.workflow.freezing.queries import corrections
from xieshou.domain.workflow.freezing.services import YearRefusedError, close_year, reopen_year
from xieshou.kernel.actor import SYSTEM, Actor, NotAllowedError

pytestmark = pytest.mark.django_db


@pytest.fixture
def figure() -> ProfileFigure:
    place = Division.objects.create(level=3, code="529901", name="示例县")
    return ProfileFigure.objects.create(
        division=place, measure="population", value=1, unit="人", year=2019, source="示例", certainty="source"
    )


@pytest.fixture
def pairing() -> Pairing:
    east = Division.objects.create(level=3, code="339901", name="示例区")
    west = Division.objects.create(level=3, code="529902", name="示例二县")
    round_ = Round.objects.create(code="示例", name="示例轮", name_en="sample", start_on="2013-01-01")
    return Pairing.objects.create(
        round=round_, programme="assistance", tier="county", certainty="source", start_on=date(2018, 3, 1),
        giver=Party.objects.create(division=east), receiver=Party.objects.create(division=west),
    )  # fmt: skip


def change(actor: Actor, record, *, why: str = "", correcting: bool = False, **columns) -> None:
    with acting(actor, "更改", why, correcting=correcting):
        for column, value in columns.items():
            setattr(record, column, value)
        record.save()


def test_what_belongs_to_a_closed_year_is_refused_and_stays(administrator, figure) -> None:
    close_year(actor=administrator, year=2019)
    with pytest.raises(FrozenYearError, match="2019"):
        change(administrator, figure, value=2)
    with pytest.raises(FrozenYearError), acting(administrator, "更改"):
        ProfileFigure.objects.filter(pk=figure.pk).update(value=2)
    with pytest.raises(FrozenYearError), acting(administrator, "删除"):
        figure.delete()
    assert ProfileFigure.objects.get().value == 1
    assert ProfileFigure.history.count() == 1


def test_a_correction_with_its_reason_goes_through_and_is_told_as_one(administrator, figure) -> None:
    closed = close_year(actor=administrator, year=2019)
    change(administrator, figure, value=2, why="年鉴更正", correcting=True)
    assert Act.objects.get(why="年鉴更正").corrects == [2019]
    assert corrections(administrator) == {2019: 1}
    (as_closed,) = ProfileFigure.history.as_of(closed.closed_at)
    assert as_closed.value == 1, "the closed year can be read as it stood"


def test_a_correction_without_a_reason_is_none(administrator) -> None:
    with pytest.raises(ValueError, match="reason"), acting(administrator, "更正", " ", correcting=True):
        pass


def test_other_years_and_other_records_go_on(administrator, figure, pairing) -> None:
    close_year(actor=administrator, year=2020)
    change(administrator, figure, value=2)
    Division.objects.update(name_en="x")
    close_year(actor=administrator, year=2019)
    with pytest.raises(FrozenYearError):
        change(administrator, figure, year=2021)


def test_a_figure_cannot_be_moved_into_a_closed_year(administrator, figure) -> None:
    close_year(actor=administrator, year=2018)
    with pytest.raises(FrozenYearError, match="2018"):
        change(administrator, figure, year=2018)


def test_an_end_belongs_to_the_year_of_the_end_not_of_the_beginning(administrator, pairing) -> None:
    close_year(actor=administrator, year=2018)
    change(administrator, pairing, end_on=date(2021, 6, 1), end_reason="adjusted")
    close_year(actor=administrator, year=2021)
    with pytest.raises(FrozenYearError, match="2021"):
        change(administrator, pairing, end_on=date(2022, 6, 1))
    with pytest.raises(FrozenYearError, match="2018"):
        change(administrator, Pairing.objects.get(), note="x")


def test_what_has_no_date_yet_belongs_to_no_year(administrator, pairing) -> None:
    close_year(actor=administrator, year=2018)
    with acting(administrator, "登记"):
        item = HandOverItem.objects.create(pairing=pairing, kind="asset", description="示例")
    with pytest.raises(FrozenYearError):
        change(administrator, item, done_on=date(2018, 5, 1), state="done")


def test_what_the_system_loads_is_a_correction_by_itself(administrator, figure) -> None:
    close_year(actor=administrator, year=2019)
    change(SYSTEM, figure, value=2)
    assert Act.objects.get(what="更改").corrects == [2019]


def test_only_a_year_that_is_over_is_closed_and_only_once(administrator, viewer) -> None:
    this_year = timezone.localdate().year
    for year in (this_year, 1989):
        with pytest.raises(YearRefusedError):
            close_year(actor=administrator, year=year)
    close_year(actor=administrator, year=2019)
    with pytest.raises(YearRefusedError, match="已经封账"):
        close_year(actor=administrator, year=2019)
    with pytest.raises(NotAllowedError):
        close_year(actor=viewer, year=2018)


def test_opening_a_year_again_needs_a_reason_that_stays(administrator, figure) -> None:
    close_year(actor=administrator, year=2019)
    with pytest.raises(YearRefusedError, match="理由"):
        reopen_year(actor=administrator, year=2019, why=" ")
    reopen_year(actor=administrator, year=2019, why="考核复议")
    change(administrator, figure, value=2)
    assert not ClosedYear.objects.exists()
    assert Act.objects.filter(what="解除封账", why="考核复议").exists()
