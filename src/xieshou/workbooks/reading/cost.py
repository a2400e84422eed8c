"""What reading a sheet will cost in memory, told from the archive's directory and a look at its beginning.

The ratios were measured with sheets of numbers, of short and of long texts (bench/README.md), and are a
little above the dearest, since a reader that asks for more than there is takes its process along.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from xieshou.workbooks.guarding import Limits
from xieshou.workbooks.reading.pieces import opened
from xieshou.workbooks.refusing import BeyondMemoryError, DamagedError

_LOOKED_AT = 2**21
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_CELL_AT_ONCE, _CELL_IN_PIECES = 60, 60
_SHARED = 3
_BASE = 200 * 2**20
_STATUS = Path("/proc/self/status")


@dataclass(frozen=True, slots=True)
class Cost:
    """Cells of a sheet, by estimate, and bytes of memory to read and check them at once or in pieces."""

    cells: int
    at_once: int
    in_pieces: int


def cost_of_sheet(path: Path, part: str) -> Cost:
    """Estimate it.

    Raises:
        DamagedError: when there is no such part.
    """
    with opened(path, part) as file:
        seen = file.read(_LOOKED_AT)
    with zipfile.ZipFile(path) as archive:
        sizes = {each.filename.lower(): each.file_size for each in archive.infolist()}
    sheet, shared = sizes.get(part.lower(), 0), sizes.get("xl/sharedstrings.xml", 0)
    if not seen:
        raise DamagedError(what=part)
    cells = len(_CELL.findall(seen)) * sheet // len(seen)
    return Cost(
        cells,
        _CELL_AT_ONCE * cells + sheet + _SHARED * shared,
        _CELL_IN_PIECES * cells + _SHARED * shared + _BASE,
    )


def fits_at_once(path: Path, part: str, limits: Limits) -> bool:
    """May the sheet be read at once? Else it must be read in pieces.

    Raises:
        BeyondMemoryError: when it is too large for that as well.
        DamagedError: when there is no such part.
    """
    room = room_left() if limits.memory is None else limits.memory
    if room is None:
        return True
    cost = cost_of_sheet(path, part)
    if cost.at_once <= room:
        return True
    # What earlier work left behind is partly free again, so a sheet is refused by the limit, not by the room.
    whole = _limit() if limits.memory is None else limits.memory
    if whole is not None and cost.in_pieces > max(whole, 2 * _BASE):
        raise BeyondMemoryError(
            cells=f"{cost.cells:,}", needed=f"{cost.in_pieces / 2**20:,.0f}", room=f"{whole / 2**20:,.0f}"
        )
    return False


def require_room(cells: int, limits: Limits) -> None:
    """Let a table of typed columns through that has room as texts, whatever its bytes on the disk are.


    Raises:
        BeyondMemoryError: when it has not.
    """
    needed, most = _CELL_IN_PIECES * cells + _BASE, room_for_columns(limits)
    if needed > most:
        raise BeyondMemoryError(
            cells=f"{cells:,}", needed=f"{needed / 2**20:,.0f}", room=f"{most / 2**20:,.0f}"
        )


def room_for_columns(limits: Limits) -> int:
    """Bytes of memory that there are for a table of typed columns."""
    whole = _limit() if limits.memory is None else limits.memory
    return limits.unpacked if whole is None else max(whole, 2 * _BASE)


def cells_within(limits: Limits) -> int:
    """Cells of typed columns that there is room for."""
    return max(0, room_for_columns(limits) - _BASE) // _CELL_IN_PIECES


def room_left() -> int | None:
    """Bytes that this process may still take, if the system limits its data (RLIMIT_DATA); None: no limit."""
    limit = _limit()
    if limit is None or not _STATUS.is_file():
        return None
    taken = re.search(r"^VmData:\s+(\d+) kB", _STATUS.read_text("ascii"), re.MULTILINE)
    return max(0, limit - int(taken[1]) * 1024) if taken else None


def _limit() -> int | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    return None if limit == resource.RLIM_INFINITY else limit
