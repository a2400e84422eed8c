"""Times, rates and states of jobs in the language of the page."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext as _

from xieshou.domain.workflow.jobs.models import Job, JobState
from xieshou.domain.workflow.jobs.rules import Pace

# Colour, shape: never without the state's word beside them.
BADGES = {
    JobState.QUEUED: ("", "○"),
    JobState.RUNNING: ("badge-programme", "◐"),
    JobState.DONE: ("badge-good", "✓"),
    JobState.FAILED: ("badge-bad", "✗"),
    JobState.CANCELLED: ("", "–"),
    JobState.INTERRUPTED: ("badge-caution", "!"),
}


def span(length: timedelta | None) -> str:
    """3 秒, 2 分 5 秒, 1 小时 3 分; a dash for none."""
    if length is None:
        return "—"
    seconds = max(0, round(length.total_seconds()))
    if seconds < 60:
        return _("%(s)d 秒") % {"s": seconds}
    if seconds < 3600:
        return _("%(m)d 分 %(s)d 秒") % {"m": seconds // 60, "s": seconds % 60}
    return _("%(h)d 小时 %(m)d 分") % {"h": seconds // 3600, "m": seconds % 3600 // 60}


def amount(job: Job) -> str:
    """12,345 / 620,573 村; empty while nothing was counted."""
    if not job.done and not job.total:
        return ""
    whole = f" / {job.total:,}" if job.total is not None else ""
    return f"{job.done:,}{whole} {job.unit}".strip()


def rate(going: Pace, unit: str) -> str:
    """1,234 村/秒, or by the minute where less than one a second; empty where unknown."""
    if going.rate is None:
        return ""
    if going.rate >= 1:
        return _("每秒 %(n)s %(unit)s") % {"n": f"{going.rate:,.0f}", "unit": unit}
    return _("每分钟 %(n)s %(unit)s") % {"n": f"{going.rate * 60:.2g}", "unit": unit}


def left(going: Pace) -> str:
    """约剩 40 秒; empty where unknown."""
    return _("约剩 %(span)s") % {"span": span(going.left)} if going.left is not None else ""
