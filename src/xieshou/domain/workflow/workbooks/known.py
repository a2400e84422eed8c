"""What the rows of these ledgers may name: places, organisations, accounts, documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xieshou.domain.evidence.models import Document
from xieshou.domain.evidence.workbooks.faults import Fault, Row
from xieshou.domain.parties.models import Organisation
from xieshou.domain.parties.workbooks.written import Directory, directory
from xieshou.domain.places.models import Division
from xieshou.domain.workflow.tasks.queries import possible_owners
from xieshou.kernel.actor import SYSTEM, Actor


@dataclass(frozen=True)
class Known:
    """Read once for a file; each by what a row writes."""

    divisions: Mapping[str, int]
    directory: Directory
    accounts: Mapping[str, int]
    documents: Mapping[str, int]

    @classmethod
    def of(cls, actor: Actor, rows: Iterable[Row]) -> Known:
        """What these rows name, in six queries at most."""
        values = [each for _row, each in rows]
        codes = {each["place"] for each in values if each.get("place")}
        usernames = {each["owner"] for each in values if each.get("owner")}
        documents = {code for each in values for code in each.get("documents") or ()}
        organised = any(each.get("organisation") for each in values)
        return cls(
            dict(Division.objects.filter(code__in=codes).values_list("code", "pk")),
            directory(actor) if organised else Directory({}, {}, {}),
            dict(possible_owners(actor).filter(username__in=usernames).values_list("username", "pk")),
            dict(Document.objects.filter(code__in=documents).values_list("code", "pk")),
        )

    def organisation(self, values: Mapping[str, Any]) -> Organisation | None:
        """The one that a row names, if it is just one."""
        name = values.get("organisation")
        found = [
            each
            for (called, place), each in self.directory.by_key.items()
            if called == name
            and ("organisation_place" not in values or values["organisation_place"] == place)
        ]
        return found[0] if len(found) == 1 else None

    def seat(self, organisation: Organisation | None) -> str | None:
        """The code of the place in which it sits."""
        return self.directory.keys[organisation.pk][1] if organisation else None

    def faults(self, row: int, values: Mapping[str, Any]) -> Iterator[Fault]:
        """What a row names that is not there."""
        if (place := values.get("place")) and place not in self.divisions:
            yield Fault(
                row, "place", f"没有代码为 {place} 的区划", f"no division has the code {place}", place
            )
        if (owner := values.get("owner")) and owner not in self.accounts:
            yield Fault(
                row,
                "owner",
                "您的范围内没有这个账号:请写登录名",
                "no account in your scopes has this name",
                owner,
            )
        for code in values.get("documents") or ():
            if code not in self.documents:
                zh, en = f"没有编号为 {code} 的文献", f"no document has the code {code}"
                yield Fault(row, "documents", zh, en, code)
        if values.get("organisation") and self.organisation(values) is None:
            yield self._no_organisation(row, values)

    def _no_organisation(self, row: int, values: Mapping[str, Any]) -> Fault:
        name = values["organisation"]
        places = "、".join(place or "(空)" for _name, place in self.directory.named(name))
        if not places:
            zh, en = f"没有名为“{name}”的单位:请先登记", f"no organisation is called {name}: record it first"
            return Fault(row, "organisation", zh, en, name)
        zh = f"“{name}”的所在地代码是 {places}:请填入“责任单位所在地代码”"
        en = f"the place code of {name} is {places}: write it under Place code of organisation"
        field = "organisation_place" if "organisation_place" in values else "organisation"
        return Fault(row, field, zh, en, values.get(field) or "")


def seats(organisations: Iterable[Organisation]) -> Mapping[int, str | None]:
    """The code of the place of each, as rows write it."""
    wanted = {each.pk for each in organisations}
    if not wanted:
        return {}
    # Of records that are seen, whose bodies may be in nobody's directory yet: their places alone.
    return {pk: place for pk, (_name, place) in directory(SYSTEM).keys.items() if pk in wanted}
