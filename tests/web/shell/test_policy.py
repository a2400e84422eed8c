"""What browsers may load: exactly this on our pages, a little more on the register tables."""

import re

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
}


def policy(answer):
    return set(answer.headers["Content-Security-Policy"].split("; "))


def test_our_pages_carry_the_strict_policy_and_so_do_their_errors(administrator_client, round_term):
    for path in ("/terms/", "/terms/round/", "/search/?q=a", "/sign-in/", "/nowhere/", "/terms/?on=x"):
        assert policy(administrator_client.get(path)) == STRICT, path


def test_only_the_register_tables_may_evaluate_and_style_inline(administrator_client):
    widened = (STRICT - {"script-src 'self'", "style-src 'self'"}) | {
        "script-src 'self' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
    }
    assert policy(administrator_client.get("/admin/")) == widened
    assert policy(administrator_client.get("/admin/domain/term/")) == widened


def test_our_pages_hold_nothing_that_the_policy_forbids(administrator_client, round_term):
    for path in ("/terms/", "/terms/round/", "/search/?q=a", "/sign-in/", "/nowhere/"):
        page = administrator_client.get(path).content.decode()
        assert not re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page), path
        assert not re.findall(r"\s(style|on\w+)=\"|<style", page), path
        assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page), path
