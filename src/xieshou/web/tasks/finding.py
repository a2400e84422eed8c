"""Tasks for the search box."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from xieshou.domain.workflow.tasks.queries import TaskFilter, tasks
from xieshou.kernel.actor import Actor
from xieshou.web.shell import search
from xieshou.web.tasks.wording import when_due

MOST_HITS = 10


def found_tasks(actor: Actor, text: str) -> list[search.Hit]:
    """The tasks that hold every word, of those that the actor may see."""
    if actor.user_id is None:
        return []
    found = tasks(actor, TaskFilter(text=text), timezone.localdate())[:MOST_HITS]
    return [
        search.Hit(
            title=task.title,
            subtitle=" · ".join(part for part in (task.get_state_display(), when_due(task)) if part),
            url=reverse("tasks:detail", args=[task.pk]),
        )
        for task in found
    ]
