"""The keys that seal personal data: which are in the ring, how much is under each, when to change them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from xieshou.domain.personal.keys import Purpose, from_environment, ring
from xieshou.domain.personal.rotating import standing
from xieshou.web.management.advice import rotation
from xieshou.web.management.views import maintainer


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Ids of keys, never a key. Counts every personal column, so it takes a moment on a large register."""
    maintainer(request)
    known, under = ring(), {purpose: Counter[str]() for purpose in Purpose}
    for one in standing():
        under[Purpose.SEAL].update(one.sealed)
        under[Purpose.INDEX].update(one.indexed)
    rows: list[dict[str, Any]] = []
    for purpose in Purpose:
        ids = [key.id for key in known.keys(purpose)]
        gone = sorted(set(under[purpose]) - set(ids))
        rows += [
            {
                "purpose": purpose.value,
                "id": key,
                "values": under[purpose][key],
                "state": "missing" if key in gone else "newest" if key == ids[0] else "older",
                "environment": from_environment(purpose),
            }
            for key in [*ids, *gone]
        ]
    context = {
        "rows": rows,
        "pending": sum(row["values"] for row in rows if row["state"] == "older"),
        "idle": [row["id"] for row in rows if row["state"] == "older" and not row["values"]],
        "missing": sum(row["values"] for row in rows if row["state"] == "missing"),
        "rotation": rotation(timezone.now()),
    }
    return render(request, "web/management/keys.html", context)
