"""Visits to a household, with photos: what a camera wrote into a picture stays behind before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from xieshou.domain.evidence.documents import storage
from xieshou.domain.evidence.documents.photos import (
    SHOWN_TYPE,
    NotAPhotoError,
    Photo,
    TooManyPixelsError,
    read_photo,
)
from xieshou.domain.households.models import Household, Visit, VisitPhoto
from xieshou.domain.households.rules.faults import Code, Fault
from xieshou.domain.households.services.facts import NewPhoto, VisitFacts
from xieshou.domain.households.services.reaching import taken_in_hand
from xieshou.domain.households.services.refusing import fault, not_in_future, of_validation, refuse
from xieshou.domain.recorded import act
from xieshou.kernel.actor import Actor

MOST_PHOTOS = 9
"""Our judgement: as many as the phones' own messenger sends at once."""


@act("登记入户走访")
def record_visit(
    *, actor: Actor, household: Household, facts: VisitFacts, today: date, photos: Sequence[NewPhoto] = ()
) -> Visit:
    """Record a visit with its photos (JPEG, PNG or WebP, at most ATTACHMENT_PHOTO_BYTES each).

    A visit changes nothing that is said of the household, which stays reviewed. Of a photo only the picture
    is kept, without the data of its making: a phone writes where it was.

    Raises:
        NotAllowedError, OutsideScopeError: when the actor may not record in the village.
        FrozenYearError: for a closed year, unless it is a correction.
        RefusedError: for a day that has not come, a position that is none, too many or bad photos.
    """
    kept = taken_in_hand(actor, household)[0]
    visit = Visit(
        household=kept,
        on=facts.on,
        visitors=facts.visitors.strip(),
        purpose=facts.purpose.strip(),
        findings=facts.findings.strip(),
        latitude=facts.latitude,
        longitude=facts.longitude,
        recorded_by_id=actor.user_id,
    )
    faults = not_in_future(facts.on, today)
    try:
        visit.full_clean(exclude={"household", "recorded_by"})
    except ValidationError as error:
        faults += of_validation(error)
    if len(photos) > MOST_PHOTOS:
        faults.append(fault(Code.PHOTO_TOO_MANY, "photos", most=MOST_PHOTOS))
    refuse(faults)
    read = [_read(photo, place) for place, photo in enumerate(photos)]
    refuse(each for each in read if isinstance(each, Fault))
    visit.save()
    shown = [each for each in read if isinstance(each, Photo)]
    for photo, new in zip(shown, photos, strict=True):
        _keep(visit, photo, new.caption)
    return visit


def shown_photo(photo: VisitPhoto) -> bytes:
    """The JPEG of a photo that the caller has seen to be within reach.

    Raises:
        FileGoneError: when the file is missing.
    """
    return storage.read(home(), photo.sha256)


def home() -> Path:
    """Where the photos of visits are kept, apart from what is kept with documents."""
    return Path(settings.XIESHOU_HOME) / "visits"


def _read(photo: NewPhoto, place: int) -> Photo | Fault:
    key, most = str(place), settings.ATTACHMENT_PHOTO_BYTES
    if len(photo.data) > most:
        return fault(Code.PHOTO_TOO_BIG, "photos", key, most=most // 2**20)
    try:
        return read_photo(photo.data, most_pixels=settings.ATTACHMENT_PHOTO_PIXELS)
    except TooManyPixelsError:
        return fault(Code.PHOTO_PIXELS, "photos", key)
    except NotAPhotoError:
        return fault(Code.PHOTO_NONE, "photos", key)


def _keep(visit: Visit, photo: Photo, caption: str) -> None:
    """The file before its row: a row never names a file that is not there."""
    sha256 = storage.keep(home(), photo.shown)
    if VisitPhoto.objects.filter(visit=visit, sha256=sha256).exists():
        return
    VisitPhoto.objects.create(
        visit=visit,
        sha256=sha256,
        media_type=SHOWN_TYPE,
        size=len(photo.shown),
        caption=caption.strip()[:200],
        taken_on=photo.taken.day if photo.taken else None,
    )
