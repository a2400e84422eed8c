"""The folder in which a job leaves its result file."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from django.conf import settings

# What every system can store, without a way out of the folder.
_NAME = re.compile(r"[\w()（）·-][\w ()（）·.-]{0,100}")


class BadFileNameError(ValueError):
    """A result file cannot be called so."""


def job_folder(job_id: int) -> Path:
    """``XIESHOU_HOME/jobs/<id>``; it may not exist."""
    return Path(settings.XIESHOU_HOME) / "jobs" / str(job_id)


def job_file(job_id: int, name: str) -> Path:
    """The place of a file of the job.

    Raises:
        BadFileNameError: when the name is no plain file name of at most 101 characters.
    """
    if not _NAME.fullmatch(name):
        raise BadFileNameError(name)
    return job_folder(job_id) / name


def remove_files(job_id: int) -> None:
    """Take away what the job left."""
    shutil.rmtree(job_folder(job_id), ignore_errors=True)
