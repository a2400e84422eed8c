"""Visits with photos, and help: measures and the cadre who looks after a household."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from PIL import Image

from tests.domain.households.building import TODAY, household, members, recorder, village
from xieshou.domain.access import OutsideScopeError
from xieshou.domain.households.models import HelpKind, HelpMeasure, Responsible, Visit, VisitPhoto
from xieshou.domain.households.rules.faults import Code
from xieshou.domain.households.services import (
    MeasureFacts,
    NewPhoto,
    RefusedError,
    VisitFacts,
    assign_responsible,
    end_measure,
    record_measure,
    record_visit,
    relieve,
    shown_photo,
    update_measure,
)
from xieshou.domain.households.services.visiting import MOST_PHOTOS
from xieshou.domain.households.wording import words
from xieshou.domain.parties.models import Person
from xieshou.kernel.period import PartialDate, Period

pytestmark = pytest.mark.django_db
SINCE = PartialDate.parse("2019-03")


def a_photo(colour: str = "red") -> bytes:
    """A picture whose camera says who took it, and where."""
    picture, out = Image.new("RGB", (40, 30), colour), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x0132] = "2020:05:20 10:00:00"
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_is_kept_without_what_its_camera_wrote() -> None:
    facts = VisitFacts(date(2020, 5, 20), "示例干部", "送政策", "平安", Decimal("27.7"), Decimal("109.2"))
    assert b"SecretCamera" in a_photo()
    photos = [NewPhoto(a_photo(), "院坝")]
    visit = record_visit(
        actor=recorder(),
        household=household(),
        facts=facts,
        today=TODAY,
        photos=photos,
    )
    kept = visit.photos.get()
    shown = shown_photo(kept)
    assert b"SecretCamera" not in shown
    assert not Image.open(io.BytesIO(shown)).getexif()
    assert (kept.caption, kept.taken_on, kept.size) == ("院坝", date(2020, 5, 20), len(shown))


@pytest.mark.parametrize(
    ("photos", "code"),
    [
        ([NewPhoto(b"no picture")], Code.PHOTO_NONE),
        ([NewPhoto(a_photo())] * (MOST_PHOTOS + 1), Code.PHOTO_TOO_MANY),
    ],
)
def test_with_a_bad_photo_no_visit_is_kept(photos: list[NewPhoto], code: Code) -> None:
    bare = VisitFacts(TODAY, "示例干部")
    with pytest.raises(RefusedError) as error:
        record_visit(actor=recorder(), household=household(), facts=bare, today=TODAY, photos=photos)
    assert {fault.code for fault in error.value.faults} == {code}
    assert words(error.value.faults[0])
    assert not Visit.objects.exists()
    assert not VisitPhoto.objects.exists()


def test_a_visit_is_not_recorded_ahead_nor_with_half_a_position() -> None:
    home = household()
    facts = VisitFacts(TODAY + timedelta(1), "示例干部", latitude=Decimal(27))
    with pytest.raises(RefusedError) as error:
        record_visit(actor=recorder(), household=home, facts=facts, today=TODAY)
    assert Code.IN_FUTURE in {fault.code for fault in error.value.faults}
    assert Code.INVALID in {fault.code for fault in error.value.faults}


def test_a_measure_is_for_a_household_or_for_somebody_of_it() -> None:
    home, other = household(), household()
    facts = MeasureFacts(HelpKind.POST, "护林员", Period.parse("2019", None), Decimal(800), members(home)[0])
    measure = record_measure(actor=recorder(), household=home, facts=facts, today=TODAY)
    with pytest.raises(RefusedError) as error:
        record_measure(actor=recorder(), household=other, facts=facts, today=TODAY)
    assert {fault.code for fault in error.value.faults} == {Code.NOT_OF_HOUSEHOLD}
    again = MeasureFacts(HelpKind.POST, "保洁员", Period.parse("2019", None))
    assert update_measure(actor=recorder(), measure=measure, facts=again, today=TODAY).content == "保洁员"
    end_measure(actor=recorder(), measure=measure, end=PartialDate.parse("2020-05"), today=TODAY)
    with pytest.raises(RefusedError):
        end_measure(actor=recorder(), measure=measure, end=PartialDate.parse("2020-06"), today=TODAY)
    assert HelpMeasure.objects.get().end_on == date(2020, 5, 1)


def test_a_negative_amount_is_refused() -> None:
    facts = MeasureFacts(HelpKind.CREDIT, "贷款", Period.parse("2019", None), Decimal(-1))
    with pytest.raises(RefusedError):
        record_measure(actor=recorder(), household=household(), facts=facts, today=TODAY)


def test_a_cadre_looks_after_a_household_once_at_a_time() -> None:
    home = household()
    cadre = Person.objects.create(name="示例干部", name_key="示例干部", division=village())
    assigned = assign_responsible(actor=recorder(), household=home, person=cadre, since=SINCE, today=TODAY)
    with pytest.raises(RefusedError) as error:
        assign_responsible(actor=recorder(), household=home, person=cadre, since=SINCE, today=TODAY)
    assert {fault.code for fault in error.value.faults} == {Code.OVERLAPS}
    relieve(actor=recorder(), responsible=assigned, end=PartialDate.parse("2020-01"), today=TODAY)
    again = PartialDate.parse("2020-02")
    assign_responsible(actor=recorder(), household=home, person=cadre, since=again, today=TODAY)
    assert Responsible.objects.count() == 2


def test_a_cadre_whom_the_recorder_does_not_see_is_not_named() -> None:
    cadre = Person.objects.create(
        name="示例别处", name_key="示例别处", division=village("530621100201", "别村")
    )
    with pytest.raises(OutsideScopeError):
        assign_responsible(actor=recorder(), household=household(), person=cadre, since=SINCE, today=TODAY)


def test_help_beyond_the_scope_is_not_touched() -> None:
    home, stranger = household(), recorder("520602101")
    facts = MeasureFacts(HelpKind.POST, "护林员", Period.parse("2019", None))
    measure = record_measure(actor=recorder(), household=home, facts=facts, today=TODAY)
    with pytest.raises(OutsideScopeError):
        end_measure(actor=stranger, measure=measure, end=PartialDate.parse("2020"), today=TODAY)
    with pytest.raises(OutsideScopeError):
        record_visit(actor=stranger, household=home, facts=VisitFacts(TODAY, "示例"), today=TODAY)
