"""Errors are reported without what somebody typed, and the log holds no number of anybody."""

from __future__ import annotations

import logging
import sys

import pytest
from django.conf import settings
from django.test import RequestFactory
from django.views.debug import get_exception_reporter_class, get_exception_reporter_filter
from hypothesis import given
from hypothesis import strategies as st

from xieshou.kernel.masking import scrub

NUMBER, PHONE = "522628190001010010", "13800005678"


def report(debug: bool) -> str:
    """The report of an error in a view that holds what somebody typed in every way that there is."""
    settings.DEBUG, before = debug, settings.DEBUG
    request = RequestFactory().post(
        f"/people/?q={PHONE}", {"id_number": NUMBER, "name": "".join(["示例", "人"])}
    )
    try:
        typed, cleaned = NUMBER, {"id_number": NUMBER, "phones": [PHONE]}
        raise RuntimeError("no number in it", len(typed), len(cleaned))
    except RuntimeError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())
        return reporter.get_traceback_html() + reporter.get_traceback_text()
    finally:
        settings.DEBUG = before


@pytest.mark.parametrize("debug", [False, True])
def test_a_report_shows_neither_form_values_nor_numbers_in_variables(debug: bool) -> None:
    written = report(debug)
    assert get_exception_reporter_filter(None).is_active(None)
    assert NUMBER not in written
    assert PHONE not in written
    assert "522628********0010" in written
    assert "示例人" not in written


def test_the_log_masks_what_looks_like_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    formatter = next(
        handler.formatter
        for handler in logging.getLogger().handlers
        if "Scrubbing" in type(handler.formatter).__name__
    )
    try:
        raise ValueError(f"invalid: {NUMBER}")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "asked %s", (PHONE,), sys.exc_info())
    written = formatter.format(record)
    assert NUMBER not in written
    assert PHONE not in written
    assert "522628********0010" in written
    assert "138****5678" in written


@given(st.text("0123456789xX ,年-", max_size=60))
def test_other_figures_stand_as_they_are(text: str) -> None:
    scrubbed = scrub(text)
    assert len(scrubbed) == len(text)
    if not any(len(part) >= 11 for part in text.replace("-", " ").replace(",", " ").split()):
        assert scrubbed == text
