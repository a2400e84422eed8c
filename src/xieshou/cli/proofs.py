"""What ``xieshou verify`` proves, area by area."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from xieshou.domain.pairings import checks as pairing_checks
from xieshou.domain.pairings.models import Pairing
from xieshou.domain.places import checks as place_checks
from xieshou.domain.places.history_checks import check_history
from xieshou.domain.places.models import DivisionVersion, ProfileFigure
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


def _history() -> Iterable[Proof]:
    for check in check_history():
        yield Proof(check.name, check.checked, check.failures, check.warnings)


def _places() -> Iterable[Proof]:
    """Profile figures are their sources' word, so that what cannot be warns; autonomy is our own reading."""
    doubtful = [str(finding) for finding in place_checks.profile_findings(SYSTEM)]
    yield Proof("profile figures of a source agree", ProfileFigure.objects.count(), warnings=doubtful)
    wrong = [str(finding) for finding in place_checks.autonomy_findings(SYSTEM)]
    yield Proof("names and the flag of ethnic autonomy agree", DivisionVersion.objects.count(), wrong)


def _pairings() -> Iterable[Proof]:
    """History is loaded as its sources state it, so what disagrees warns; it is no error of ours."""
    found = [str(finding) for finding in pairing_checks.findings(SYSTEM)]
    yield Proof("pairings agree with rounds, parents and parties", Pairing.objects.count(), warnings=found)
    broken = [str(finding) for finding in pairing_checks.broken(SYSTEM)]
    yield Proof("pairings have parties, sources and successors that hold", Pairing.objects.count(), broken)


PROOFS: list[Callable[[], Iterable[Proof]]] = [_history, _places, _pairings]
