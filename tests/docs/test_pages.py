"""Links lead somewhere, and decisions are numbered and listed."""

from __future__ import annotations

import re

from tests.docs.pages import ROOT, markdown, prose

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\)|(?:src|href)=\"(?P<html>[^\"]+)\"")
HEADING = re.compile(r"^#+ +(.+?) *#*$", re.MULTILINE)


def anchors(text: str) -> set[str]:
    """The anchors that a page's headings make: lower case, no punctuation, blanks to hyphens."""
    return {
        re.sub(r"[^\w\- ]", "", heading.replace("`", "")).strip().lower().replace(" ", "-")
        for heading in HEADING.findall(prose(text))
    }


def test_relative_links_lead_somewhere() -> None:
    broken = []
    for page in markdown():
        for found in LINK.finditer(prose(page.read_text("utf-8"))):
            target = found["target"] or found["html"]
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            file = page.parent / path if path else page
            missing = not file.exists() or (
                anchor and file.suffix == ".md" and anchor not in anchors(file.read_text("utf-8"))
            )
            if missing:
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    folder = ROOT / "docs/decisions"
    decisions = sorted(path.name for path in folder.glob("*.md") if path.name != "README.md")
    assert decisions, "no decisions"
    assert [int(name[:4]) for name in decisions] == list(range(1, len(decisions) + 1))
    assert all(re.fullmatch(r"\d{4}(-[a-z0-9]+)+\.md", name) for name in decisions)
    listed = re.findall(r"\]\((\d{4}[^)]+)\)", (folder / "README.md").read_text("utf-8"))
    assert listed == decisions


def test_decisions_say_when_why_and_what_follows() -> None:
    wrong = []
    for path in sorted((ROOT / "docs/decisions").glob("0*.md")):
        text = path.read_text("utf-8")
        number = int(path.name[:4])
        if not text.startswith(f"# {number}. "):
            wrong.append(f"{path.name}: the title is not '# {number}. …'")
        wrong += [
            f"{path.name}: no {part}"
            for part in ("Status: ", "Date: ", "## Context", "## Decision", "## Consequences")
            if f"\n{part}" not in text
        ]
    assert wrong == []


def test_every_page_has_one_title() -> None:
    titles = {
        str(page.relative_to(ROOT)): len(re.findall(r"^# ", prose(page.read_text("utf-8")), re.MULTILINE))
        for page in markdown()
        if page.stat().st_size
    }
    assert {page: count for page, count in titles.items() if count != 1} == {}
