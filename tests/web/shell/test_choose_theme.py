"""Light, dark or the device's own, known to the server so that no page flashes."""

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("theme", "media"),
    [("dark", 'media="all"'), ("light", 'media="not all"'), ("auto", 'media="(prefers-color-scheme: dark)"')],
)
def test_the_chosen_theme_is_in_the_page_from_the_first_byte(stranger, db, theme, media):
    answer = stranger.post(reverse("shell:theme"), {"theme": theme, "next": "/terms/?q=a"})
    assert answer.url == "/terms/?q=a"
    page = stranger.get("/terms/").content.decode()
    assert f'data-theme="{theme}"' in page
    assert f'id="dark-tokens" {media}' in page


def test_a_strange_cookie_counts_as_none(stranger, db):
    stranger.cookies["theme"] = '"><script>'
    assert 'data-theme="auto"' in stranger.get("/terms/").content.decode()


def test_a_strange_theme_is_not_kept_and_an_outside_address_not_followed(stranger, db):
    answer = stranger.post(reverse("shell:theme"), {"theme": "pink", "next": "//elsewhere.example/"})
    assert answer.url == "/"
    assert "theme" not in answer.cookies
