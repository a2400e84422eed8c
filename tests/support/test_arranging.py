"""What the marks that are read off a test say is true, and what is left out is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.housing import MakeHome

pytest_plugins = ["pytester"]

CASES = """
    import pytest

    @pytest.fixture(scope="module")
    def shipped(django_db_setup): ...

    @pytest.fixture
    def page_at(): ...

    def test_counts(): ...
    def test_reads(db): ...
    @pytest.mark.django_db
    def test_marked(): ...
    def test_by_way_of_a_fixture(shipped): ...
    def test_asks_later(request): ...
    @pytest.mark.parametrize("width", [390, 1440])
    def test_pages_pass_axe(page_at, db, width): ...
    def test_relaxed(page_at, db): ...
"""


FIXTURES = """
    import pytest

    @pytest.fixture
    def db(): ...

    @pytest.fixture(scope="session")
    def django_db_setup(): ...
"""


@pytest.fixture
def cases(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).resolve().parents[2]))
    pytester.makeini("[pytest]\nmarkers =\n    no_database\n    appearance\n    django_db\n")
    pytester.makeconftest(FIXTURES)
    pytester.makepyfile(test_cases=CASES)
    return pytester


def lines(cases: pytest.Pytester, marks: str, *more: str) -> list[str]:
    arranged = ["-p", "tests.support.arranging", "-p", "no:django", "-m", marks]
    return cases.runpytest_subprocess(*arranged, *more).outlines


def chosen(cases: pytest.Pytester, marks: str) -> list[str]:
    told = lines(cases, marks, "--collect-only", "-q")
    return [line.partition("::")[2] for line in told if "::" in line]


def test_only_what_no_fixture_leads_to_a_database_is_marked_so(cases: pytest.Pytester) -> None:
    assert chosen(cases, "no_database") == ["test_counts"]


def test_what_axe_judges_is_appearance(cases: pytest.Pytester) -> None:
    assert chosen(cases, "appearance") == ["test_pages_pass_axe[390]", "test_pages_pass_axe[1440]"]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_what_is_left_out_is_counted_with_its_reason(cases: pytest.Pytester, workers: str) -> None:
    told = lines(cases, "not no_database and not appearance", "-n", workers)
    assert "left out: 2 judge how a page looks, 1 touch no database" in told


@pytest.mark.slow
def test_a_command_that_branches_off_says_what_one_from_nothing_says(make_home: MakeHome) -> None:
    home = make_home("bare")
    for words in (["--version"], ["user", "list"], ["no-such-command"], ["resolve", "黔东南"]):
        branched, afresh = home.run(*words), home.run_afresh(*words)
        for part in ("returncode", "stdout", "stderr"):
            assert getattr(branched, part) == getattr(afresh, part), words


@pytest.mark.slow
def test_a_copied_home_is_its_own(make_migrated_home: MakeHome) -> None:
    one, other = make_migrated_home("one"), make_migrated_home("other")
    one.do("user", "add", "wang")
    assert "wang" in one.do("user", "list")
    assert "wang" not in other.do("user", "list")
