"""Making homes: empty, set up or loaded; what takes long is done once and copied, also for other workers."""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.running import Home

MakeHome = Callable[[str], Home]
# What each kind of home needs, as a user types it. A later kind begins as a copy of the one before it.
KINDS = {"migrated": ("migrate",), "loaded": ("load",)}


class Housing:
    """Makes homes for one worker. Templates of homes are shared by all workers of a run."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self.factory = factory
        base = factory.getbasetemp()
        self.shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
        self.url = os.environ.get("DATABASE_URL", "")
        self.homes: list[Home] = []
        self.databases: list[str] = []
        self.templates: list[Path] = []

    def make(self, name: str, template: str = "") -> Home:
        """A new home; on PostgreSQL with a new database. ``template``: a kind, of which it is a copy."""
        home = Home(self.factory.mktemp(name) / "home", self._environment())
        home.environment["XIESHOU_HOME"] = str(home.folder)
        database = f"xieshou_{name}_{secrets.token_hex(4)}" if self.url else ""
        if template:
            with self._locked():
                source = self._template(template)
                shutil.copytree(source, home.folder, ignore=shutil.ignore_patterns("database-name"))
                if database:
                    model = (source / "database-name").read_text("ascii")
                    self._on_server(f'CREATE DATABASE "{database}" TEMPLATE "{model}"')
        elif database:
            self._on_server(f'CREATE DATABASE "{database}"')
        if database:
            self.databases.append(database)
            home.environment["DATABASE_URL"] = f"{self.url.rpartition('/')[0]}/{database}"
        self.homes.append(home)
        return home

    def _environment(self) -> dict[str, str]:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        # Compiled once for all commands, beside the tests and not in the checkout.
        environment.setdefault("PYTHONPYCACHEPREFIX", str(self.shared / "compiled"))
        return environment

    def _template(self, kind: str) -> Path:
        """The folder of a template; made by whoever comes first. Only under the lock."""
        folder = self.shared / f"template-{kind}"
        if not folder.exists():
            kinds = list(KINDS)
            before = kinds.index(kind) - 1
            source = self._template(kinds[before]) if before >= 0 else None
            making = self.shared / f"making-{secrets.token_hex(4)}"
            home = Home(making, self._environment() | {"XIESHOU_HOME": str(making)})
            database = f"xieshou_template_{kind}_{secrets.token_hex(4)}" if self.url else ""
            model = ""
            if source is not None:
                shutil.copytree(source, making, ignore=shutil.ignore_patterns("database-name"))
                model = f' TEMPLATE "{(source / "database-name").read_text("ascii")}"' if database else ""
            if database:
                self._on_server(f'CREATE DATABASE "{database}"{model}')
                self.databases.append(database)
                home.environment["DATABASE_URL"] = f"{self.url.rpartition('/')[0]}/{database}"
            done = home.run_afresh(*KINDS[kind])
            assert done.returncode == 0, done.stderr
            if database:
                (making / "database-name").write_text(database, "ascii")
                self.templates.append(folder)
            making.rename(folder)
        return folder

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.shared / "templates.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def leave(self) -> None:
        """End what stands by and drop the databases; who still wants a template of ours makes it anew."""
        for home in self.homes:
            home.leave()
        with self._locked():
            for folder in self.templates:
                shutil.rmtree(folder)
            for database in self.databases:
                self._on_server(f'DROP DATABASE "{database}" WITH (FORCE)')

    def _on_server(self, statement: str) -> None:
        import psycopg

        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def housing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Housing]:
    """Makes homes, and takes them away when the session ends."""
    made = Housing(tmp_path_factory)
    yield made
    made.leave()


@pytest.fixture(scope="session")
def make_home(housing: Housing) -> MakeHome:
    """Make an empty home: no database is set up in it."""
    return housing.make


@pytest.fixture(scope="session")
def make_migrated_home(housing: Housing) -> MakeHome:
    """Make a home after ``xieshou migrate``."""
    return lambda name: housing.make(name, "migrated")


@pytest.fixture(scope="session")
def loaded_home(housing: Housing) -> Home:
    """A home after ``xieshou migrate`` and ``xieshou load``. Who writes makes a home of their own."""
    return housing.make("loaded", "loaded")
