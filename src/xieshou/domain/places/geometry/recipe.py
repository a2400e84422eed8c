"""What is drawn how finely, and the stamp that tells whether a build is still current."""

from __future__ import annotations

from xieshou.domain.places.geometry.simplify import Detail
from xieshou.domain.places.geometry.source import PACKAGE, package_version

# Raise it whenever the files' content or shape changes by anything other than the details below.
REVISION = 3

NATIONAL = Detail(tolerance=0.018, digits=4)
PREFECTURES = Detail(tolerance=0.02, digits=4)
# A province's own page shows fewer units at a larger scale.
PROVINCE = Detail(tolerance=0.004, digits=4)
COUNTIES = Detail(tolerance=0.001, digits=5)
# Every county on one map of the country, where a hundredth of a degree is less than a pixel.
ALL_COUNTIES = Detail(tolerance=0.03, digits=4)
_ALL = (NATIONAL, PREFECTURES, PROVINCE, COUNTIES, ALL_COUNTIES)


def stamp() -> str:
    """Names package version and recipe; a folder with this stamp need not be built again."""
    details = "/".join(f"{d.tolerance}:{d.digits}" for d in _ALL)
    return f"{PACKAGE} {package_version()} recipe {REVISION} {details}"
