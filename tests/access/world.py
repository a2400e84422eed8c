"""A small country with secrets: records that are not public, each with a word of its own.

Who may come upon which word is worked out here in plain Python, from the grants and the records, and not by
the filter that is tried.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from tests.domain.evidence.building import a_claim, a_document
from tests.domain.places.conftest import Atlas
from xieshou.domain.models import (
    HandOverItem,
    Household,
    Job,
    JobLine,
    Member,
    Organisation,
    Pairing,
    PairingSource,
    Party,
    Person,
    Revelation,
    Round,
    RoundRule,
    Task,
    Term,
    Upload,
    User,
)
from xieshou.domain.parties.services import party_of
from xieshou.domain.places.models import Division
from xieshou.kernel.text import fold

Grant = tuple[str, str, Any]
"""Role, kind of scope, and the code, pairing or organisation that it is over (None: everywhere)."""


@dataclass(eq=False)
class Secret:
    """A record that is not public: its word, where it belongs, and the secrets that name it when seen."""

    word: str
    record: Any
    codes: frozenset[str] = frozenset()
    pairings: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    owner: int | None = None
    shared: bool = False
    named_by: list[Secret] = field(default_factory=list)


@dataclass
class World:
    """The secrets by their words, and what addresses are made of."""

    places: dict[str, Division] = field(default_factory=dict)
    secrets: dict[str, Secret] = field(default_factory=dict)
    pairings: list[Pairing] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    claims: list[int] = field(default_factory=list)

    def word(self) -> str:
        """A new word."""
        return f"Canary{len(self.secrets):03d}Q"

    def keep(self, word: str, record: Any, **where: Any) -> Secret:
        """Remember a secret."""
        self.secrets[word] = Secret(word, record, **where)
        return self.secrets[word]

    def secret_of(self, record: Any) -> Secret | None:
        """The secret that a record is."""
        return next((each for each in self.secrets.values() if each.record == record), None)

    def may_come_upon(self, grants: Collection[Grant], user_id: int | None) -> set[str]:
        """The words that somebody with these grants may be shown anywhere."""
        reaches = [self._reach(role, grants) for role in {role for role, _scope, _of in grants}]

        def seen(secret: Secret) -> bool:
            if secret.owner is not None:
                return secret.owner == user_id or ("administrator", "everywhere", None) in grants
            return any(_covers(reach, secret) for reach in reaches)

        return {
            word
            for word, secret in self.secrets.items()
            if seen(secret) or any(seen(other) for other in secret.named_by)
        }

    def _reach(self, role: str, grants: Collection[Grant]) -> dict[str, Any]:
        own = [(scope, of) for each, scope, of in grants if each == role]
        if any(scope == "everywhere" for scope, _of in own):
            return {"all": True}
        starts = {stem(of) for scope, of in own if scope == "division"}
        bodies = {of for scope, of in own if scope == "organisation"}
        given = {of for scope, of in own if scope == "pairing"}
        pairings, others = set(given), set()
        for each in self.pairings:
            sides = [self._side(each.giver), self._side(each.receiver)]
            if (
                given & self._line(each)
                or any(_begins(code, starts) for code, _body in sides)
                or any(body in bodies for _code, body in sides)
            ):
                pairings.add(each.pk)
                # A draft opens nothing of its other side: see pairings.reaching.
                away = {stem(code) for code, _body in sides if code and not _begins(code, starts)}
                others |= away if each.review_state == "reviewed" else set()
        return {"all": False, "starts": starts, "others": others, "pairings": pairings, "bodies": bodies}

    def _side(self, party: Party) -> tuple[str, int | None]:
        if party.division is not None:
            return party.division.code, None
        assert party.organisation is not None
        seat = party.organisation.division
        return (seat.code if seat else "", party.organisation_id)

    def _line(self, pairing: Pairing) -> set[int]:
        above = pairing.parent
        return {each.pk for each in (pairing, above, above.parent if above else None) if each is not None}


def stem(code: str) -> str:
    """The digits that all codes below begin with."""
    while code.endswith("00"):
        code = code[:-2]
    return code


def _begins(code: str, starts: Iterable[str]) -> bool:
    return bool(code) and any(code.startswith(start) for start in starts)


def _covers(reach: dict[str, Any], secret: Secret) -> bool:
    if reach["all"]:
        return True
    starts = reach["starts"] | (reach["others"] if secret.shared else set())
    return bool(
        any(_begins(code, starts) for code in secret.codes)
        or secret.pairings & reach["pairings"]
        or secret.organisations & reach["bodies"]
    )


def build() -> World:
    """Two eastern and two western provinces, four public pairings, and secrets in every corner."""
    world = World()
    _places(world)
    for name in (
        "贵州省",
        "铜仁市",
        "碧江区",
        "江口县",
        "昭通市",
        "鲁甸县",
        "苏州市",
        "昆山市",
        "宁波市",
        "海曙区",
    ):
        organisation(world, world.places[name])
    head = organisation(world, None)
    organisation(world, world.places["鲁甸县"], parent=head)
    _pairings(world)
    for name in ("坝黄村", "桃源村"):
        household(world, world.places[name])
    for name in ("碧江区", "鲁甸县", "昆山市", "海曙区"):
        person(world, world.places[name])
        task(world, world.places[name])
    _claims(world)
    Term.objects.create(
        slug="round", name="轮次", name_en="Round", term_class="strategy", concept="示例",
        concept_en="Sample", search_key="轮次 round",
    )  # fmt: skip
    for name in ("one", "other"):
        _doings(world, User.objects.create_user(f"owner-{name}"))
    return world


def _places(world: World) -> None:
    atlas, above = Atlas(), {}
    for name, code in {
        "贵州省": "520000", "铜仁市": "520600", "碧江区": "520602", "江口县": "520621",
        "云南省": "530000", "昭通市": "530600", "鲁甸县": "530621",
        "江苏省": "320000", "苏州市": "320500", "昆山市": "320583",
        "浙江省": "330000", "宁波市": "330200", "海曙区": "330203",
    }.items():  # fmt: skip
        level = 1 if code.endswith("0000") else 2 if code.endswith("00") else 3
        above[level] = world.places[name] = atlas.add(name, level, code, above.get(level - 1), "1990")
    for name, code, county in (
        ("坝黄村", "520602101208", "碧江区"),
        ("桃源村", "530621100201", "鲁甸县"),
    ):
        world.places[name] = atlas.add(name, 5, code, world.places[county], "1990")


def organisation(world: World, seat: Division | None, *, parent: Organisation | None = None) -> Organisation:
    """A body that is a draft, with a word for a name."""
    word = world.word()
    body = Organisation.objects.create(
        name=word, name_en=word, name_key=fold(word), kind="zone", side="west", division=seat, parent=parent,
        note=word, source="示例", review_state="draft",
    )  # fmt: skip
    world.keep(
        word,
        body,
        codes=frozenset({seat.code} if seat else ()),
        organisations=frozenset({body.pk, *([parent.pk] if parent else [])}),
        shared=True,
    )
    world.organisations.append(body)
    return body


def _pairings(world: World) -> None:
    round_ = Round.objects.create(code="r1", name="示例轮", name_en="Sample round", start_on="2013-01-01")
    units: dict[str, Any] = dict(world.places)

    def pair(giver: Any, receiver: Any, tier: str, state: str = "draft", **more: Any) -> Pairing:
        sides = [party_of(units[each] if isinstance(each, str) else each) for each in (giver, receiver)]
        word = world.word()
        public = state == "reviewed" and not any(world.secret_of(side.organisation) for side in sides)
        pairing = Pairing.objects.create(
            round=round_, programme="assistance", tier=tier, certainty="source", review_state=state,
            giver=sides[0], receiver=sides[1], start_on=more.pop("start", "2014-01-01"),
            note="" if public else word, **more,
        )  # fmt: skip
        world.pairings.append(pairing)
        if public:
            return pairing
        HandOverItem.objects.create(pairing=pairing, kind="project", description=word)
        PairingSource.objects.create(
            pairing=pairing, document=a_document(), certainty="source", stated_start=word[:20], note=word
        )
        places = [world._side(side) for side in sides]
        secret = world.keep(
            word,
            pairing,
            codes=frozenset(code for code, _body in places if code),
            organisations=frozenset(body for _code, body in places if body),
            pairings=frozenset(world._line(pairing)),
        )
        for side in sides:
            if named := world.secret_of(side.organisation):
                named.named_by.append(secret)
        return pairing

    bodies = {each.division.name: each for each in world.organisations if each.division and not each.parent}
    whole = pair("苏州市", "铜仁市", "prefecture", "reviewed")
    county = pair("昆山市", "碧江区", "county", "reviewed", parent=whole)
    pair("昆山市", "江口县", "county", parent=whole)
    hidden = pair(bodies["宁波市"], "昭通市", "prefecture")
    pair("海曙区", "鲁甸县", "county", parent=hidden)
    # Public itself, but its parent and its successor are not.
    later = pair(bodies["宁波市"], "鲁甸县", "county", start="2018-01-01")
    pair("宁波市", "鲁甸县", "county", "reviewed", parent=hidden, successor=later, end_on="2018-01-01")
    pair(bodies["昆山市"], bodies["碧江区"], "zone", "reviewed", parent=county)
    pair(bodies["海曙区"], bodies["鲁甸县"], "zone", parent=hidden)
    RoundRule.objects.create(
        round=round_, kind="capacity", tier="county", max_receivers=1, max_givers=1, source="示例",
        certainty="sample",
    )  # fmt: skip
    RoundRule.objects.create(
        round=round_, kind="capacity", tier="zone", parent=hidden, max_receivers=1, source="示例",
        certainty="sample",
    )  # fmt: skip


def person(world: World, seat: Division) -> None:
    """Somebody in a place."""
    word = world.word()
    kept = Person.objects.create(name=word, name_key=fold(word), division=seat, position=word)
    world.keep(word, kept, codes=frozenset({seat.code}))
    # That somebody looked at a number of theirs tells of them, too.
    Revelation.objects.create(
        at=timezone.now(), user_id=0, actor_name="示例", kind="person", record_id=kept.pk, record_name=word,
        field="phone", reason=word, division_code=seat.code,
    )  # fmt: skip


def household(world: World, village: Division) -> None:
    """A household in a village, with somebody in it."""
    word = world.word()
    home = Household.objects.create(
        number=word, village=village, hamlet=word, note=word, review_state="draft"
    )
    world.keep(word, home, codes=frozenset({village.code}))
    name = world.word()
    kept = Member.objects.create(
        number=f"{name}-01", household=home, name=name, name_key=fold(name), relation="户主", note=name
    )
    world.keep(name, kept, codes=frozenset({village.code}))


def task(world: World, seat: Division) -> None:
    """Something to do in a place."""
    word = world.word()
    kept = Task.objects.create(code=word, title=word, description=word, division=seat, source_text=word)
    world.keep(word, kept, codes=frozenset({seat.code}))


def _claims(world: World) -> None:
    """Figures of public documents on public places, which name bodies that are not public beside them."""
    for name in ("碧江区", "鲁甸县"):
        claim = a_claim("12个", receivers=(world.places[name],), as_of="2018")
        world.claims.append(claim.pk)
        body = next(each for each in world.organisations if each.division == world.places[name])
        claim.givers.add(party_of(body))
    for body in world.organisations:
        claim = a_claim("7个", as_of="2019")
        claim.receivers.add(party_of(body))
        world.claims.append(claim.pk)


def _doings(world: World, user: User) -> None:
    """A job and an upload of an account, which only it sees, and those who maintain everything."""
    word = world.word()
    job = Job.objects.create(kind="ledgers.export", title=word, summary=word, asked_by=user, state="done")
    JobLine.objects.create(job=job, at=job.created_at, text=word)
    world.keep(word, job, owner=user.pk)
    word = world.word()
    upload = Upload.objects.create(
        register="organisations", name=f"{word}.csv", format=".csv", size=1, sha256="0" * 64, uploaded_by=user
    )
    world.keep(word, upload, owner=user.pk)
