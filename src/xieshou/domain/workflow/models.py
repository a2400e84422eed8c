"""Models of the workflow area, for Django to find."""

from xieshou.domain.workflow.jobs.models import Job, JobLine, JobState

__all__ = ["Job", "JobLine", "JobState"]
