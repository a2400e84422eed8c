"""Every address of the product, walked from the resolver; those with arguments are made from this table."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase, StreamingHttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.world import World
from xieshou.domain.models import (
    Act,
    CalendarItem,
    Document,
    Household,
    Member,
    Person,
    Task,
    User,
    VisitPhoto,
)
from xieshou.domain.workflow.review.registry import kinds as reviewed
from xieshou.workbooks.registering import registers

Made = Iterable[dict[str, Any]]
_WORD = re.compile(r"Canary\d{3}Q")
# What changes from one answer to the next by itself: form tokens and nonces.
_FLEETING = re.compile(
    r'(csrfmiddlewaretoken" value="|nonce="|content="|x-csrftoken[^:]*:\s*")[^"]*"'
    # The footer of a paper tells the minute in which it was printed.
    r"|(?:印于|printed )[^<]{4,40}?\d\d:\d\d",
    re.IGNORECASE,
)


def _each(name: str, values: Callable[[World], Iterable[Any]]) -> Callable[[World], Made]:
    return lambda world: ({name: value} for value in values(world))


_PAIRINGS = _each("pairing_id", lambda world: [each.pk for each in world.pairings])
_DOCUMENTS = _each("document_id", lambda _world: Document.objects.values_list("pk", flat=True))
_PAPERS = _each("code", lambda _world: ["pair-book"])
_NOTHING = 987654
_JOBS = _each("job_id", lambda world: [s.record.pk for s in world.secrets.values() if _is(s.record, "Job")])
_UPLOADS = _each(
    "upload_id", lambda world: [s.record.pk for s in world.secrets.values() if _is(s.record, "Upload")]
)
_ATTACHMENTS = _each("attachment_id", lambda _world: [_NOTHING])
_CLAIMS = _each("pk", lambda world: world.claims)
_REGISTERS = _each("name", lambda _world: [each.name for each in registers()])
_TASKS = _each("task_id", lambda _world: Task.objects.values_list("pk", flat=True))
_ITEMS = _each("item_id", lambda _world: CalendarItem.objects.values_list("pk", flat=True))
_USERS = _each("user_id", lambda _world: User.objects.values_list("pk", flat=True)[:4])
_HOUSEHOLDS = _each("household_id", lambda _world: Household.objects.values_list("pk", flat=True))
_MEMBERS = _each("member_id", lambda _world: Member.objects.values_list("pk", flat=True))
_KINDS = _each("kind", lambda _world: ["pairing", "organisation", "person", "household", "member"])
_REVIEWED = _each("kind", lambda _world: [each.name for each in reviewed()])
_CODES = _each("code", lambda world: [place.code for place in world.places.values()])


def _with(made: Callable[[World], Made], **more: Iterable[Any]) -> Callable[[World], Made]:
    def found(world: World) -> Iterator[dict[str, Any]]:
        rows = list(made(world))
        for name, values in more.items():
            rows = [{**row, name: value} for row in rows for value in values]
        yield from rows

    return found


def _histories(world: World) -> Iterator[dict[str, Any]]:
    for secret in world.secrets.values():
        kind = type(secret.record).__name__.lower()
        if kind in {"organisation", "pairing", "person", "household", "member"}:
            yield {"kind": kind, "record": secret.record.pk}


_PAPER = _with(_PAPERS, language=["zh", "en"])
ARGUMENTS: dict[str, Callable[[World], Made]] = {
    "overview:map-file": lambda _world: [{"name": "national.json"}],
    "places:detail": _CODES,
    "places:export": _with(_CODES, table=["pairings", "parts", "figures", "claims"]),
    "pairings:detail": _PAIRINGS,
    "pairings:claims": _PAIRINGS,
    "pairings:book": _PAIRINGS,
    "pairings:end": _PAIRINGS,
    "pairings:edit": _PAIRINGS,
    "review:list": _REVIEWED,
    "review:export": _with(_REVIEWED, form=["csv", "xlsx"]),
    "review:decide": _REVIEWED,
    "pairings:hand-over": _PAIRINGS,
    "claims:detail": _CLAIMS,
    "claims:decide": _with(_CLAIMS, decision=["accept", "adopt"]),
    "conflicts:decide": lambda _world: [{"relation_id": _NOTHING}],
    "indicators:detail": lambda _world: [{"code": "projects"}],
    "indicators:export-claims": lambda _world: [{"code": "projects"}],
    **{
        f"documents:{name}": _DOCUMENTS
        for name in ("detail", "export-claims", "edit", "reprint", "attach-text", "paste", "attach-photo",
                     "attach-file")
    },
    **{
        f"documents:{name}": _ATTACHMENTS
        for name in ("attachment", "edit-attachment", "remove-attachment", "reference")
    },
    "glossary:detail": lambda _world: [{"slug": "round"}],
    **{f"ledgers:{name}": _UPLOADS for name in ("upload", "marked", "original", "apply", "discard")},
    **{f"ledgers:{name}": _REGISTERS for name in ("register", "receive", "template")},
    "ledgers:export": _with(_REGISTERS, ending=["csv", "xlsx"]),
    "jobs:start": lambda _world: [{"kind": "ledgers.export"}],
    **{f"jobs:{name}": _JOBS for name in ("detail", "bar", "file", "cancel", "retry")},
    "audit:export": lambda _world: [{"form": "csv"}, {"form": "xlsx"}],
    "audit:act": lambda _world: [{"key": key} for key in Act.objects.values_list("pk", flat=True)[:20]],
    "audit:record": _histories,
    **{f"papers:{name}": _PAPER for name in ("detail", "use", "in-use", "shipped", "versions", "names")},
    "papers:version": _with(_PAPER, number=[1]),
    "years:reopen": lambda _world: [{"year": 2016}],
    "accounts:end-sign-in": lambda _world: [{"sign_in_id": _NOTHING}],
    "accounts:open-link": lambda _world: [{"token": "none"}],
    "accounts:revoke": lambda _world: [{"invitation_id": _NOTHING}],
    **{f"accounts:{name}": _USERS for name in ("detail", "edit", "grant")},
    "accounts:take-back": _with(_USERS, grant_id=[_NOTHING]),
    "accounts:act": _with(_USERS, name=["close"]),
    **{f"tasks:{name}": _TASKS for name in ("detail", "change", "take-up", "close", "reopen")},
    **{f"yearly:{name}": _ITEMS for name in ("item", "change", "give-duty", "raise")},
    "yearly:end-duty": _with(_ITEMS, duty_id=[_NOTHING]),
    "revealing:export": lambda _world: [{"form": "csv"}, {"form": "xlsx"}],
    **{
        f"organisations:{name}": _each(
            "organisation_id", lambda world: [each.pk for each in world.organisations]
        )
        for name in ("detail", "edit")
    },
    **{
        f"households:{name}": _HOUSEHOLDS
        for name in ("detail", "file", "edit", "add-member", "change-head", "split", "merge", "end", "income",
                     "income-check", "status", "undo-status", "monitoring", "measure", "responsible", "visit")
    },
    "households:end-measure": _with(_HOUSEHOLDS, measure_id=[_NOTHING]),
    **{f"households:{name}": _MEMBERS for name in ("member", "edit-member", "leave", "move", "undo")},
    "households:photo": _each("photo_id", lambda _world: VisitPhoto.objects.values_list("pk", flat=True)),
    "revealing:reveal": lambda _world: [
        {"kind": "person", "record_id": each, "field": "phone"}
        for each in Person.objects.values_list("pk", flat=True)
    ],
    **{
        f"people:{name}": _each("person_id", lambda _world: Person.objects.values_list("pk", flat=True))
        for name in ("detail", "edit")
    },
}  # fmt: skip
# What a page may be asked beside its address. The beginning of all words finds whatever may be found.
ASKED: dict[str, list[dict[str, str]]] = {
    "shell:search": [{"q": "Canary"}, {"q": "昆山"}],
    "pairings:list": [{"ever": "1"}, {"ever": "1", "text": "Canary"}, {"ever": "1", "scope": "530000"}],
    "pairings:export": [{"ever": "1"}, {"ever": "1", "text": "Canary"}],
    "pairings:tree": [{"ever": "1"}],
    "pairings:coverage": [{"on": "2016-06-30"}],
    "pairings:rounds": [{"on": "2016-06-30"}],
    "overview:map": [{"on": "2016-06-30"}],
    "overview:arcs": [{"scope": "530000"}],
    "claims:list": [{"text": "Canary"}, {"place": "530621"}, {"place": "530000", "below": "1"}],
    "places:detail": [{"on": "2016-06-30"}],
    "ledgers:export": [{"place": "530621"}],
    "people:list": [{"text": "Canary"}],
    "organisations:list": [{"text": "Canary"}, {"scope": "530000"}, {"state": "waiting"}],
    "organisations:export": [{"text": "Canary"}],
    "revealing:list": [{"record": "Canary"}],
    "households:list": [{"text": "Canary"}, {"place": "530600"}, {"fault": "no_head"}],
    "households:sheet": [{"place": "530600"}],
    "households:quality": [{"place": "530600"}],
    "tasks:list": [{"text": "Canary"}],
    "audit:list": [{"who": "Canary"}],
}


def _is(record: Any, name: str) -> bool:
    return type(record).__name__ == name


def patterns(
    resolver: URLResolver | None = None, spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Every named address of the product, with the names of its arguments. The registers are tried apart."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            if each.name:
                yield ":".join([*spaces, each.name]), tuple(each.pattern.converters)
        elif each.namespace != "admin":
            yield from patterns(each, (*spaces, each.namespace) if each.namespace else spaces)


def addresses(world: World) -> dict[str, list[str]]:
    """The addresses to ask for, by the name of their pattern.

    Raises:
        KeyError: for a pattern with arguments that the table does not know: say there how they are made.
    """
    found: dict[str, list[str]] = {}
    for name, arguments in patterns():
        made = (
            [reverse(name, kwargs=each) for each in ARGUMENTS[name](world)] if arguments else [reverse(name)]
        )
        asked = [f"{made[0]}?{urlencode(each)}" for each in ASKED.get(name, ())] if made else []
        if arguments:
            asked = [f"{one}?{urlencode(each)}" for one in made for each in ASKED.get(name, ())]
        found[name] = [*made, *asked]
    return found


def text_of(response: HttpResponseBase) -> str:
    """All that an answer says; of a packed file the texts in it, without the day it was written."""
    body = (
        b"".join(response.streaming_content)  # type: ignore[arg-type]
        if isinstance(response, StreamingHttpResponse)
        else response.content  # type: ignore[attr-defined]
    )
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts = [name for name in packed.namelist() if not name.startswith("docProps/")]
            body = b"\n".join(packed.read(name) for name in sorted(parts))
    where = response.headers.get("Location", "") + response.headers.get("Content-Disposition", "")
    return _FLEETING.sub(r"\1", body.decode("utf-8", "replace")) + where


def words_in(text: str) -> set[str]:
    """The secret words in a text."""
    return set(_WORD.findall(text))
