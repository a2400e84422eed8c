"""Models of the workflow area, for Django to find."""

from xieshou.domain.workflow.freezing.models import ClosedYear
from xieshou.domain.workflow.jobs.models import Job, JobLine, JobState
from xieshou.domain.workflow.ledgers.models import Upload, UploadState
from xieshou.domain.workflow.revealing.models import Revelation

__all__ = ["ClosedYear", "Job", "JobLine", "JobState", "Revelation", "Upload", "UploadState"]
