"""What every test stands on: a home that is thrown away, the cast, and the browser.

Settings are loaded here and not by pytest-django, because the home must be named before they are read.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from hypothesis import Phase
from hypothesis import settings as hypothesis_settings

if TYPE_CHECKING:
    from xieshou.domain.parties.models import User
    from xieshou.kernel.actor import Actor

if settings.configured:
    raise pytest.UsageError("unset DJANGO_SETTINGS_MODULE: the tests choose the settings and their home")

HOME = Path(tempfile.mkdtemp(prefix="xieshou-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ["XIESHOU_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "xieshou.config.settings"
# Playwright's event loop lives in the test's thread; Django would refuse every query beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

DATABASE = settings.DATABASES["default"]
# Loaded now. Left in the environment, the name would make parallel workers load them before they get here.
del os.environ["DJANGO_SETTINGS_MODULE"]
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# The test server's threads must leave no connection behind, or the database cannot be dropped.
DATABASE["CONN_MAX_AGE"] = 0
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory: each thread of the test server then has a connection of its own.
    DATABASE["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
    # Tests need not survive a power cut.
    DATABASE["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"

# Two cores shared by browsers and servers: how long an example takes says nothing about the code.
# To explain a failure every line is traced: minutes, where an example asks for pages.
PHASES = [phase for phase in Phase if phase != Phase.explain]
hypothesis_settings.register_profile("xieshou", deadline=None, phases=PHASES)
hypothesis_settings.load_profile("xieshou")

pytest_plugins = [
    "tests.support.arranging",
    "tests.support.browsing",
    "tests.support.running",
    "tests.support.housing",
]


@pytest.fixture
def anonymous() -> Actor:
    """Somebody who has not signed in."""
    from xieshou.kernel.actor import ANONYMOUS

    return ANONYMOUS


@pytest.fixture
def viewer_user(db: None) -> User:
    """The account of a viewer (观察)."""
    from xieshou.domain.parties.models import User

    return User.objects.create_user("viewer", password="viewer")


@pytest.fixture
def administrator_user(db: None) -> User:
    """The account of an administrator (管理)."""
    from xieshou.domain.parties.models import User

    return User.objects.create_user(
        "administrator", password="administrator", is_staff=True, is_superuser=True
    )


@pytest.fixture
def viewer(viewer_user: User) -> Actor:
    """Somebody who may read only."""
    from xieshou.kernel.actor import Actor, Role

    return Actor.everywhere(Role.VIEWER, user_id=viewer_user.pk, name=viewer_user.get_username())


@pytest.fixture
def administrator(administrator_user: User) -> Actor:
    """Somebody who may write."""
    from xieshou.kernel.actor import Actor, Role

    name = administrator_user.get_username()
    return Actor.everywhere(Role.ADMINISTRATOR, user_id=administrator_user.pk, name=name)


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Every test starts in the product's first language, whatever the one before it chose."""
    from django.utils import translation

    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def setting_up() -> Iterator[None]:
    """Records that a test makes by hand need somebody who makes them; a service names its own actor."""
    from tests.support.setting_up import by_hand

    with by_hand():
        yield
