"""Map geometry: outlines, boundary lines and points of divisions, built once per installation.

Never: which divisions exist, or when; the outlines are today's and are joined to divisions by code.
"""

from xieshou.domain.places.geometry.build import Report, build_geometry
from xieshou.domain.places.geometry.distance import great_circle_km
from xieshou.domain.places.geometry.files import UnknownGeometryFileError, damaged_files, geometry_path
from xieshou.domain.places.geometry.joining import Mismatch, compare_codes

__all__ = [
    "Mismatch",
    "Report",
    "UnknownGeometryFileError",
    "build_geometry",
    "compare_codes",
    "damaged_files",
    "geometry_path",
    "great_circle_km",
]
