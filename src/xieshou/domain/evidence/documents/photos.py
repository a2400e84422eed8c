"""Photos: is it one, when was it taken, and the smaller picture without EXIF data that is shown."""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass
from datetime import date

from PIL import ExifTags, Image, ImageOps

from xieshou.kernel.period import PartialDate

MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
SHOWN_TYPE = "image/jpeg"
# Sharp on the widest column of a page at double density.
LONGEST_SIDE = 1600
_QUALITY = 85
# What Pillow raises for files that are broken or made to break it.
_BROKEN = (
    EOFError, IndexError, KeyError, MemoryError, OSError, SyntaxError, TypeError, ValueError, struct.error,
)  # fmt: skip


class NotAPhotoError(ValueError):
    """The bytes are no JPEG, PNG or WebP picture that can be read to its end."""


class TooManyPixelsError(ValueError):
    """A picture would unpack to more pixels than are allowed: ``width`` × ``height``, 0 where not told."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(f"{width} × {height}")
        self.width, self.height = width, height


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that was read to its end: its type, the day its camera tells, and what is shown of it."""

    media_type: str
    taken: PartialDate | None
    shown: bytes


def read_photo(data: bytes, *, most_pixels: int) -> Photo:
    """Read a picture whole and draw what is shown of it: a JPEG without any of the data about its making.

    Raises:
        NotAPhotoError: for what is no readable JPEG, PNG or WebP.
        TooManyPixelsError: before anything is unpacked, when it has more than ``most_pixels`` pixels.
    """
    try:
        with warnings.catch_warnings():
            # Our own limit is checked below; Pillow's warning would only be noise beside it.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as picture:
                if picture.width * picture.height > most_pixels:
                    raise TooManyPixelsError(picture.width, picture.height)
                media_type = MEDIA_TYPES[picture.format or ""]
                picture.load()
                return Photo(media_type, _taken(picture), _shown(picture))
    except TooManyPixelsError:
        raise
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError(0, 0) from error
    except _BROKEN as error:
        raise NotAPhotoError from error


def _shown(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if upright.mode in {"RGBA", "LA", "P", "PA"}:
        # On white, as paper would show it: JPEG knows no transparency.
        layered = upright.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        upright = Image.alpha_composite(ground, layered)
    out = io.BytesIO()
    # A new picture of the pixels alone: whatever else the file carried stays behind.
    bare = Image.new("RGB", upright.size)
    bare.paste(upright.convert("RGB"))
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()


def _taken(picture: Image.Image) -> PartialDate | None:
    """The day on the camera's clock (EXIF DateTimeOriginal, else DateTime), if it is one."""
    exif = picture.getexif()
    written = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)
    text = str(written or exif.get(ExifTags.Base.DateTime) or "")
    try:
        day = date.fromisoformat(text[:10].replace(":", "-"))
    except ValueError:
        return None
    # A clock that was never set starts in 1970 or 1980, before such cameras were sold.
    return PartialDate(day) if day.year >= 1990 else None
