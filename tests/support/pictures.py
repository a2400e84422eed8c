"""Pictures drawn for tests."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import ExifTags, Image


def photo(
    size: tuple[int, int] = (40, 30), *, form: str = "JPEG", taken: str = "", place: bool = False
) -> bytes:
    """A picture of one colour, with the camera's day (``2019:05:04 10:00:00``) and a place if asked for."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "sample"
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = taken
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    out = io.BytesIO()
    Image.new("RGB", size, "steelblue").save(out, form, exif=exif)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that claims to be ``width`` × ``height``."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )
