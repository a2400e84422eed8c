from __future__ import annotations

from pathlib import Path

import pytest

from xieshou.domain.evidence.loading import BadTermError, load_documents, load_terms
from xieshou.domain.evidence.models import Document, Term
from xieshou.domain.evidence.storing import Loaded
from xieshou.kernel.actor import ANONYMOUS, SYSTEM, NotAllowedError

pytestmark = pytest.mark.django_db

ENTRY = """
[{slug}]
name = "{name}"
en = "Term called {name}"
aliases = [{aliases}]
concept = "一句话。"
concept_en = "A sentence."
origin = "一句话。"
origin_en = "A sentence."
practice = "一句话。"
practice_en = "A sentence."
sources = [{sources}]
"""


def entry(slug: str = "a-term", name: str = "某词", aliases: str = "", sources: str = "") -> str:
    english = f'en = "{slug}"'
    return ENTRY.format(slug=slug, name=name, aliases=aliases, sources=sources).replace(
        'en = "Term called {name}"', english
    )


def folder_with(tmp_path: Path, *entries: str, term_class: str = "poverty") -> Path:
    (tmp_path / "some.toml").write_text(f'class = "{term_class}"\n' + "".join(entries), encoding="utf-8")
    return tmp_path


def test_a_second_load_changes_nothing() -> None:
    load_documents(actor=SYSTEM)
    first = load_terms(actor=SYSTEM)
    before = list(Term.objects.values_list())
    assert first.created == len(before) >= 60
    assert load_terms(actor=SYSTEM) == Loaded(0, 0, first.created)
    assert list(Term.objects.values_list()) == before


def test_a_changed_entry_is_changed_in_place(tmp_path: Path) -> None:
    load_terms(actor=SYSTEM, folder=folder_with(tmp_path, entry()))
    kept = Term.objects.get().pk
    done = load_terms(actor=SYSTEM, folder=folder_with(tmp_path, entry(aliases='"旧名"')))
    assert done == Loaded(created=0, changed=1, unchanged=0)
    assert Term.objects.get(pk=kept).aliases == "旧名"


@pytest.mark.parametrize("key", ["name", "en", "concept", "origin_en", "practice"])
def test_an_entry_without_a_part_is_named(tmp_path: Path, key: str) -> None:
    lines = [line for line in entry().splitlines() if not line.startswith(f"{key} =")]
    with pytest.raises(BadTermError, match=rf"some\.toml \[a-term\].*{key}"):
        load_terms(actor=SYSTEM, folder=folder_with(tmp_path, "\n".join(lines)))


def test_a_bad_entry_leaves_the_good_ones_out_too(tmp_path: Path) -> None:
    Document.objects.create(code="S1", kind="press", title="某报")
    texts = entry(slug="good", sources='"S1"'), entry(slug="bad", name="另一词", sources='"S404"')
    with pytest.raises(BadTermError, match=r"\[bad\].*S404"):
        load_terms(actor=SYSTEM, folder=folder_with(tmp_path, *texts))
    assert not Term.objects.exists()


def test_an_unknown_class_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(BadTermError, match=r"some\.toml.*strategy.*party"):
        load_terms(actor=SYSTEM, folder=folder_with(tmp_path, entry(), term_class="sport"))


def test_a_misspelt_key_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(BadTermError, match="sorces"):
        load_terms(actor=SYSTEM, folder=folder_with(tmp_path, entry().replace("sources", "sorces")))


def test_a_name_that_two_entries_claim_is_refused_also_in_the_other_script(tmp_path: Path) -> None:
    texts = entry(slug="one", name="扶贫车间"), entry(slug="two", name="车间", aliases='"扶貧車間"')
    with pytest.raises(BadTermError, match=r"\[two\].*扶贫车间.*\[one\]"):
        load_terms(actor=SYSTEM, folder=folder_with(tmp_path, *texts))


def test_a_slug_that_is_no_slug_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTermError, match="slug"):
        load_terms(actor=SYSTEM, folder=folder_with(tmp_path, entry(slug='"no slug"')))


def test_aliases_in_one_string_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadTermError, match="aliases"):
        load_terms(actor=SYSTEM, folder=folder_with(tmp_path, entry(aliases='"甲、乙"')))


def test_broken_toml_is_named_by_file(tmp_path: Path) -> None:
    with pytest.raises(BadTermError, match=r"some\.toml.*line 3"):
        load_terms(actor=SYSTEM, folder=folder_with(tmp_path, "[a]\nname = \n"))


def test_only_who_may_write_may_load() -> None:
    with pytest.raises(NotAllowedError):
        load_terms(actor=ANONYMOUS)
