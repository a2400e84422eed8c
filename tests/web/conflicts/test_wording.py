"""Every reason that the rules can give has its sentence."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import translation

from xieshou.domain.evidence.relations.rules.verdict import Reason
from xieshou.domain.evidence.relations.services import BY_HAND
from xieshou.web.conflicts.wording import SENTENCES


def test_each_reason_has_a_sentence():
    assert set(SENTENCES) == {*Reason, BY_HAND}


@pytest.mark.parametrize("reason", SENTENCES)
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_sentence_names_only_facts_that_the_rules_give(reason, language):
    given = {
        "claim", "other", "left", "right", "as_of", "document", "year", "total", "size", "implied", "each",
        "usual", "per", "length", "words",
    }  # fmt: skip
    with translation.override(language):
        assert str(SENTENCES[reason]) % dict.fromkeys(given, "…")
