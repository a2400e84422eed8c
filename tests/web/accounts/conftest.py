"""What the tests of the accounts' pages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

if TYPE_CHECKING:
    from xieshou.domain.parties.models import User

PASSWORD = "seven-bridges-over"
SignIn = Callable[..., tuple[Client, HttpResponse]]


@pytest.fixture
def wang(db) -> User:
    """An account with a password that the rules let through."""
    from xieshou.domain.parties.models import User

    return User.objects.create_user("wang", password=PASSWORD, first_name="王示例")


@pytest.fixture
def sign_in() -> SignIn:
    """Sign in at the page, in a browser of one's own: the browser and what came back."""

    def at_the_page(username="wang", password=PASSWORD, address="10.0.0.1", agent="Firefox/1 (Windows)"):
        client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
        words = {"username": username, "password": password, "next": "/terms/"}
        return client, client.post(reverse("shell:sign-in"), words)

    return at_the_page


@pytest.fixture
def county(db):
    """A division that pages can name."""
    from xieshou.domain.places.models import Division, DivisionVersion
    from xieshou.domain.places.names import name_key

    place = Division.objects.create(code="522201", name="示例县", level=3)
    DivisionVersion.objects.create(
        division=place, code="522201", name="示例县", name_key=name_key("示例县"), start_on="1990-01-01"
    )
    return place
