"""Models of the workflow area, for Django to find."""

from xieshou.domain.workflow.jobs.models import Job, JobLine, JobState
from xieshou.domain.workflow.ledgers.models import Upload, UploadState

__all__ = ["Job", "JobLine", "JobState", "Upload", "UploadState"]
