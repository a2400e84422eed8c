"""Reads of records that are not public go through what the actor reaches (decision 10).

Read from the source: wherever a model's manager is taken, ``seen_by`` follows, or ``unscoped`` with a reason
that is listed here, or the module is one that writes. What pages and ledgers give is tried in tests/access.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from xieshou.domain.access import Public
from xieshou.domain.access.seeing import UngovernedError, governance_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "xieshou"
MANAGERS = {"objects", "_default_manager", "_base_manager", "history"}
# What reads nothing.
WRITES = {"create", "bulk_create", "bulk_update", "none"}

# Modules that write, and read what they write: rows that are locked, keys that must be one of a kind.
WRITING = {
    "demo/county_work.py",
    "demo/work.py",
    "domain/households/services/ending.py",
    "domain/households/services/filling.py",
    "domain/households/services/helping.py",
    "domain/households/services/reaching.py",
    "domain/households/services/recording.py",
    "domain/households/services/standing.py",
    "domain/households/services/taking_back.py",
    "domain/households/services/visiting.py",
    "domain/pairings/changing.py",
    "domain/pairings/loading.py",
    "domain/pairings/locating.py",
    "domain/pairings/services.py",
    "domain/pairings/stated.py",
    "domain/pairings/workbooks/storing.py",
    "domain/parties/changing.py",
    "domain/parties/people/services.py",
    "domain/parties/services.py",
    "domain/workflow/calendar/raising.py",
    "domain/workflow/calendar/working.py",
    "domain/workflow/jobs/progress.py",
    "domain/workflow/jobs/queue.py",
    "domain/workflow/jobs/services.py",
    "domain/workflow/ledgers/services.py",
    "domain/workflow/ledgers/working.py",
    "domain/workflow/tasks/services.py",
    "domain/workflow/workbooks/tasks.py",
}
# Modules that take the manager of a model that they are given, or keep to a reach of their own: what they do.
GENERIC = {
    "domain/households/workbooks/parts.py": "reads a ledger's records within the reach, and stores them",
    "domain/access/seeing.py": "asks whether a record is reached",
    "domain/evidence/claims/keeping.py": "stores claims with their parties",
    "domain/evidence/storing.py": "stores reference data",
    "domain/parties/accounts/": "proves who somebody is, and administers what ``granting`` says is theirs",
    "domain/personal/fields.py": "looks at the class of the manager",
    "domain/personal/rotating.py": "seals every column anew",
    "domain/personal/matching.py": "finds whose number it is, to tell that it is taken",
    "domain/places/bulk.py": "stores places",
    "domain/places/services.py": "stores designations of places",
    "domain/recorded/sides.py": "writes many-to-many fields and their history",
    "domain/recorded/tracking.py": "writes history",
    "domain/evidence/claims/asking.py": "joins claims with parties by their keys",
    "domain/evidence/claims/queries.py": "joins claims with parties by their keys",
    "domain/workflow/audit/accounts.py": "gives its holder and who administers it an account's history",
    "domain/workflow/audit/differences.py": "names what history rows that are seen hold",
    "domain/workflow/audit/kinds.py": "keeps history rows to the records whose history somebody may read",
    "domain/workflow/audit/queries.py": "shows the acts behind those history rows, and one's own",
    "domain/workflow/review/": "reviews what the reviewer's permission covers, and names what that names",
    "domain/workflow/tasks/queries.py": "offers the accounts that hold a grant where the actor records",
    "domain/workflow/freezing/guarding.py": "looks whether a write touches a closed year",
    "domain/workflow/freezing/queries.py": "counts the corrections of a closed year",
}
# Every place where nobody's reach counts, with the reason that stands there.
UNSCOPED = {
    "demo/county.py": {"only whether there is any"},
    "domain/households/storing/reading.py": {
        "households whose keys were read within the reach",
        "parts of households that are seen",
    },
    "domain/households/storing/settling.py": {
        "whose numbers these are, seen or not: no number twice",
    },
    "domain/households/storing/standing.py": {"parts of households that are being written"},
    "domain/evidence/claims/reach.py": {"arithmetic is done on all claims, and keys tell no name"},
    "domain/evidence/relations/reading.py": {
        "relations are found among all claims, and tell no name",
        "of bodies above a party only the keys count",
    },
    "domain/households/queries/finding.py": {"parts of households that are seen"},
    "domain/households/queries/quality.py": {
        "numbers are one of a kind in the whole register; whose the other is, is not told",
        "parts of households that are seen",
    },
    "domain/households/queries/reaching.py": {"parts of households that are seen"},
    "domain/pairings/checks.py": {"parties of pairings that are seen, or those that are to be paired"},
    "domain/pairings/covering.py": {"capacity counts what is not reviewed, too; it is named by ``labels``"},
    "domain/pairings/queries.py": {"the pairings that they belong to are seen"},
    "domain/pairings/reaching.py": {"what is seen follows from it"},
    "domain/pairings/services.py": {"no pairing twice, seen or not; both parties are the actor's own words"},
    "domain/pairings/workbooks/judging.py": {
        "no pairing twice, seen or not; both parties stand in the row",
        "the rows of the file itself, stored or not yet seen by anybody",
    },
}


def models_by_name() -> dict[str, bool]:
    """Every model of the domain by its class's name: is it public?"""
    found = {}
    for model in apps.get_app_config("domain").get_models():
        if not model.__name__.startswith("Historical"):
            found[model.__name__] = isinstance(governance_of(model), Public)
    return found


def modules() -> Iterator[tuple[str, ast.Module]]:
    """The source that reads: no models, no migrations."""
    for layer in ("domain", "web", "cli", "demo", "api"):
        for path in sorted((SOURCE / layer).rglob("*.py")):
            name = path.relative_to(SOURCE).as_posix()
            if "/migrations/" not in name and "/models/" not in name and path.name != "models.py":
                yield name, ast.parse(path.read_text("utf-8"))


def managers_taken(tree: ast.AST, public: dict[str, bool]) -> Iterator[tuple[int, str, str]]:
    """Where a manager is taken and neither scoped nor only written to: line, whose, known or given."""
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Attribute) and node.attr in MANAGERS):
            continue
        whose = ast.unparse(node.value)
        name = whose.rsplit(".", 1)[-1]
        if node.attr == "history" and name not in public:
            continue
        if public.get(name) or _is_scoped(node, above):
            continue
        yield node.lineno, whose, "known" if name in public else "given"


def _is_scoped(node: ast.AST, above: dict[ast.AST, ast.AST]) -> bool:
    follows = above.get(node)
    if isinstance(follows, ast.Attribute) and follows.attr in {"seen_by", "unscoped", *WRITES}:
        return True
    step: ast.AST | None = node
    while step is not None and not isinstance(step, ast.stmt):
        match above.get(step):
            case ast.Call(func=ast.Name(id="seen_by"), args=arguments) if step in arguments:
                return True
        step = above.get(step)
    return False


def unscoped_reasons(tree: ast.AST) -> set[str]:
    """The reasons given to ``unscoped``; one that is no plain text counts as empty."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="unscoped"), args=[ast.Constant(value=str(reason))]):
                found.add(reason)
            case ast.Call(func=ast.Attribute(attr="unscoped")):
                found.add("")
    return found


def is_generic(name: str) -> bool:
    """Is the module, or its package, among those?"""
    return any(name == given or (given.endswith("/") and name.startswith(given)) for given in GENERIC)


def test_whoever_reads_what_is_not_public_says_for_whom() -> None:
    public = models_by_name()
    wrong = []
    for name, tree in modules():
        for line, whose, sort in managers_taken(tree, public):
            if not is_generic(name) and (sort == "given" or name not in WRITING):
                wrong.append(f"{name}:{line} {whose}")
    assert wrong == []


def test_where_nobodys_reach_counts_is_listed_with_its_reason() -> None:
    found = {name: reasons for name, tree in modules() if (reasons := unscoped_reasons(tree))}
    assert found == UNSCOPED


def test_what_is_listed_is_there_and_needed() -> None:
    public = models_by_name()
    needed = {
        name: {sort for _line, _whose, sort in managers_taken(tree, public)} for name, tree in modules()
    }
    assert {name for name in WRITING if "known" not in needed.get(name, ())} == set()
    taking = {name for name, sorts in needed.items() if sorts}
    assert {given for given in GENERIC if not any(name.startswith(given) for name in taking)} == set()


@pytest.mark.parametrize(
    "source",
    [
        "Pairing.objects.filter(pk=1)",
        "models.Organisation.objects.all()",
        "x = Party._default_manager.in_bulk()",
        "Pairing.history.all()",
        "seen_by(Pairing.objects, actor) if model._base_manager.all() else 0",
        "rows = given.objects.all()",
    ],
)
def test_a_read_past_the_reach_would_be_seen(source: str) -> None:
    assert len(list(managers_taken(ast.parse(source), models_by_name()))) == 1


@pytest.mark.parametrize(
    "source",
    [
        "Pairing.objects.seen_by(actor).filter(pk=1)",
        "seen_by(actor, Organisation.objects.filter(pk=1), Permission.RECORD)",
        "Pairing.objects.unscoped('a reason').count()",
        "Round.objects.all()",
        "HandOverItem.objects.create(pairing=pairing)",
    ],
)
def test_what_is_scoped_or_public_or_written_passes(source: str) -> None:
    assert list(managers_taken(ast.parse(source), models_by_name())) == []


def test_a_model_that_does_not_say_where_its_records_belong_is_refused() -> None:
    from django.contrib.sessions.models import Session

    with pytest.raises(UngovernedError):
        governance_of(Session)
