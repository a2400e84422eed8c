"""What is too large to be any of our forms is turned away before it is read."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_request_beyond_every_limit_is_refused_whoever_sends_it(stranger, settings):
    settings.ATTACHMENT_TEXT_BYTES = settings.ATTACHMENT_PHOTO_BYTES = settings.ATTACHMENT_FILE_BYTES = 1000
    answer = stranger.post("/sign-in/", {"username": "a" * 1_002_000})
    assert answer.status_code == 413
    assert "没有接收" in answer.content.decode()
    assert stranger.post("/sign-in/", {"username": "a" * 900}).status_code != 413


def test_a_length_that_is_none_counts_as_nothing(stranger):
    assert stranger.get("/documents/", CONTENT_LENGTH="many").status_code == 200
