"""The cast: the shipped documents and glossary, and files of documents.

Models are imported inside the fixtures: pytest may read this file before Django is set up.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def evidence(db: None) -> None:
    """All documents and glossary entries that ship with the product."""
    from xieshou.domain.evidence.loading import load_documents, load_terms
    from xieshou.kernel.actor import SYSTEM

    load_documents(actor=SYSTEM)
    load_terms(actor=SYSTEM)


@pytest.fixture
def documents_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a documents file of one row per keyword dict; columns not named stay empty."""
    from xieshou.domain.evidence.loading import DOCUMENT_COLUMNS

    def write(*rows: dict[str, str]) -> Path:
        path = tmp_path / "some-documents.csv"
        lines = [",".join(DOCUMENT_COLUMNS)]
        for row in rows:
            whole = {"kind": "policy", "title": "某文件", "reliability": "good", "certainty": "source", **row}
            lines.append(",".join(whole.get(column, "") for column in DOCUMENT_COLUMNS))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write
