"""Models of the workflow area, for Django to find."""

from xieshou.domain.workflow.calendar.models import CalendarDuty, CalendarItem
from xieshou.domain.workflow.freezing.models import ClosedYear
from xieshou.domain.workflow.jobs.models import Job, JobLine, JobState
from xieshou.domain.workflow.ledgers.models import Upload, UploadState
from xieshou.domain.workflow.revealing.models import Revelation
from xieshou.domain.workflow.tasks.models import Task, TaskDocument

__all__ = [
    "CalendarDuty",
    "CalendarItem",
    "ClosedYear",
    "Job",
    "JobLine",
    "JobState",
    "Revelation",
    "Task",
    "TaskDocument",
    "Upload",
    "UploadState",
]
