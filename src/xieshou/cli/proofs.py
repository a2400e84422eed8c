"""What ``xieshou verify`` proves, area by area."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection

from xieshou.cli.loading import is_loaded
from xieshou.domain.evidence.checking import running as checking
from xieshou.domain.evidence.claims import checks as claim_checks
from xieshou.domain.evidence.documents import keeping
from xieshou.domain.evidence.models import (
    CheckOutcome,
    Claim,
    ClaimCheck,
    ClaimRelation,
    IndicatorAlias,
    Tagging,
)
from xieshou.domain.evidence.relations import finding
from xieshou.domain.pairings import checks as pairing_checks
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.places import checks as place_checks
from xieshou.domain.places.geometry import damaged_files
from xieshou.domain.places.history_checks import check_history
from xieshou.domain.places.models import Division, DivisionVersion, ProfileFigure
from xieshou.kernel.actor import SYSTEM


@dataclass(frozen=True, slots=True)
class Proof:
    """One thing that was checked: over how many records, what fails, what only warns."""

    name: str
    checked: int
    failures: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def run_proofs() -> list[Proof]:
    """Check everything that can be proved about what is stored."""
    return [proof for prove in PROOFS for proof in prove()]


def _storage() -> Iterable[Proof]:
    """What the database itself can tell: a damaged file, a reference that leads nowhere."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(20)")
            told = [str(row[0]) for row in cursor.fetchall()]
            cursor.execute("PRAGMA page_count")
            pages = int(cursor.fetchone()[0])
        yield Proof("the database file is whole (pages)", pages, [line for line in told if line != "ok"])
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    astray = []
    try:
        connection.check_constraints(tables)
    except IntegrityError as problem:
        astray = [str(problem)]
    yield Proof("references lead to records (tables)", len(tables), astray)


def _load() -> Iterable[Proof]:
    """A home may hold less on purpose, so that what is not loaded warns."""
    due = [] if is_loaded() else ["尚未载入本版全部数据,请运行 xieshou load / Run `xieshou load`."]
    yield Proof("what ships is loaded (divisions)", Division.objects.count(), warnings=due)


def _history() -> Iterable[Proof]:
    for check in check_history():
        yield Proof(check.name, check.checked, check.failures, check.warnings)


def _places() -> Iterable[Proof]:
    """Profile figures are their sources' word, so that what cannot be warns; autonomy is our own reading."""
    doubtful = [str(finding) for finding in place_checks.profile_findings(SYSTEM)]
    yield Proof("profile figures of a source agree", ProfileFigure.objects.count(), warnings=doubtful)
    wrong = [str(finding) for finding in place_checks.autonomy_findings(SYSTEM)]
    yield Proof("names and the flag of ethnic autonomy agree", DivisionVersion.objects.count(), wrong)


def _maps() -> Iterable[Proof]:
    checked, wrong = damaged_files(settings.XIESHOU_HOME)
    yield Proof("map files are as they were drawn", checked, wrong)


def _catalogue() -> Iterable[Proof]:
    shared, tagged = claim_checks.shared_words(SYSTEM), claim_checks.wrong_taggings(SYSTEM)
    yield Proof("a word leads to one indicator (aliases)", IndicatorAlias.objects.count(), shared)
    yield Proof("nothing stands twice in one scheme (taggings)", Tagging.objects.count(), tagged)


def _claims() -> Iterable[Proof]:
    """A value may be read otherwise than its characters on purpose, by a person, so that this warns."""
    stored = Claim.objects.count()
    yield Proof("claims are in units of their indicators", stored, claim_checks.unfit_units(SYSTEM))
    yield Proof("claims of one text stand apart", stored, claim_checks.misplaced_spans(SYSTEM))
    misread = claim_checks.misread_surfaces(SYSTEM)
    yield Proof("claims are what their characters say", stored, warnings=misread)


def _pairings() -> Iterable[Proof]:
    """History is loaded as its sources state it, so what disagrees warns; it is no error of ours."""
    found = [str(finding) for finding in pairing_checks.findings(SYSTEM)]
    stored = Pairing.objects.seen_by(SYSTEM).count()
    yield Proof("pairings agree with rounds, parents and parties", stored, warnings=found)
    broken = [str(finding) for finding in pairing_checks.broken(SYSTEM)]
    yield Proof("pairings have parties, sources and successors that hold", stored, broken)


def _attachments() -> Iterable[Proof]:
    checked, wrong = keeping.damaged()
    yield Proof("kept texts, photos and files are as they were kept", checked, wrong)


def _arithmetic() -> Iterable[Proof]:
    """Claims are their documents' word, so that sums which do not come out warn; a stale record is ours."""
    count = ClaimCheck.objects.count()
    wrong = [check.key for check in ClaimCheck.objects.filter(outcome=CheckOutcome.FAILS)]
    yield Proof("arithmetic between claims comes out", count, warnings=wrong)
    yield Proof("recorded checks are what comes out now", count, checking.stale())


def _relations() -> Iterable[Proof]:
    yield Proof(
        "recorded relations are what the rules find now", ClaimRelation.objects.count(), finding.stale()
    )


PROOFS: list[Callable[[], Iterable[Proof]]] = [
    _storage, _load, _history, _places, _maps, _attachments, _catalogue, _claims, _pairings, _relations,
    _arithmetic,
]  # fmt: skip
